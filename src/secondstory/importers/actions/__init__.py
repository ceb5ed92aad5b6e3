"""One verb, one file: each takes a whole file in, or nothing of it."""
