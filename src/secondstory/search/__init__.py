"""The full-text index: plain documents in, ids out. Knows no step.

The database stays the gate: whoever asks gets ids, fetches the rows through ``visible_to`` and makes the
snippets from those rows. Nothing that was typed can be read back out of the index (only words, by position),
and nothing private is ever put into it (docs/explanation/search.md).
"""
