"""One folder that holds all of a site: its database, its files, and checksums of both."""
