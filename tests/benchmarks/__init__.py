"""Measures of speed, by hand: `make bench`. A timing is never a test."""
