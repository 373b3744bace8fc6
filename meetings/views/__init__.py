"""What delegates read of meetings."""
