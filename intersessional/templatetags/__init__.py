"""Filters and tags for the templates of both apps."""
