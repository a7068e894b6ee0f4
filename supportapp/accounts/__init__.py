"""Who people are: users, roles, sign-in, registration, and the one table of who may do what."""
