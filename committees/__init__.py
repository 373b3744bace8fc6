"""Who exists and who sits where."""
