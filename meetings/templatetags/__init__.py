"""Filters for templates that show programmes."""
