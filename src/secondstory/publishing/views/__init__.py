"""Pages and feeds of the library, search, and the first page."""
