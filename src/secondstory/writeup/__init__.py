"""The document people read: sections, revisions, live blocks."""
