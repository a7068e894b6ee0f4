"""The agents' queue: its page, saved views, bulk changes, who takes what."""
