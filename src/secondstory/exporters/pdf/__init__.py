"""A text as PDF. What people typed is data to the typesetter, never its program."""
