"""One format per file, out."""
