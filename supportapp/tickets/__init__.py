"""Tickets: drafts and their review, submitting, lists and the ticket itself."""
