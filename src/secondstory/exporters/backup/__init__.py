"""The whole installation in one zip: a line of JSON per row, a file per table, a manifest with hashes.

It does not depend on the kind of database, so a backup of SQLite restores into PostgreSQL and back.
"""
