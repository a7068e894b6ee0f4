"""One ticket at work: its page, changes, comments and notes, who reads and writes."""
