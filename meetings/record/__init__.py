"""The historical record of the programme: its files, and what brings them into the database."""
