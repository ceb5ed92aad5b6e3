"""Verbs: one file each, one transaction each."""
