"""The host application's part: conversations and their messages."""
