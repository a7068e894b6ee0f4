"""Data for `flask demo`."""
