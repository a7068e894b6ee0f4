"""Lists of tickets: filters, full text, keyset pages, exports."""
