"""Django's PostgreSQL, for requests with an end to their patience."""
