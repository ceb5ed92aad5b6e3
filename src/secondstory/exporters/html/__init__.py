"""A document as one HTML file: its style inside, no script, nothing fetched from anywhere. Prints as a paper to file."""

from secondstory.exporters.html.write import to_html

__all__ = ["to_html"]
