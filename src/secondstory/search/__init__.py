"""A port: plain documents in, ids out. Knows no step."""
