"""What happened, when, how precisely, from which source, and from whose point of view."""
