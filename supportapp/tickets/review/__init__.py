"""From a conversation to a ticket: the draft, the page on which it is reviewed, sending it or adding it to another."""
