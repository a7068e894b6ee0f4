"""How drafts end, and models of the desk's own tickets."""
