"""The project: wiring, and what every page shares."""
