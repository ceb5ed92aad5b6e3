"""A document as Markdown with front matter: tables as GitHub writes them, headings that our own import reads back."""

from secondstory.exporters.markdown.write import Head, to_markdown

__all__ = ["Head", "to_markdown"]
