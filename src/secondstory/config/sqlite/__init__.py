"""SQLite with a write gate (docs/decisions/0003-one-writer-at-a-time.md)."""
