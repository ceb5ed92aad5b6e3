"""Rounds, comments, and the formal note that a write-up is complete."""
