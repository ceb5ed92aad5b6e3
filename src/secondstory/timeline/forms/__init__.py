"""What people write on the pages of a timeline. One file a subject."""
