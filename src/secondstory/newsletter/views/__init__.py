"""Pages of what one follows, and of the newsletter."""
