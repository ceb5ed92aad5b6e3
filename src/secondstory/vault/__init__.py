"""Private words, sealed with a key that is kept outside the database (docs/decisions/0010-sealed-at-rest.md)."""
