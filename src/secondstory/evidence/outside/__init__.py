"""Asking an address outside, so that nobody can use us to ask an address inside. Plain Python, no Django."""
