"""Blameless incident retrospectives and learning from incidents."""

__version__ = "0.1.0"
