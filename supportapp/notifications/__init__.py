"""Messages to people: what they say (email.py, templates/mail/) and how they travel (transport.py)."""
