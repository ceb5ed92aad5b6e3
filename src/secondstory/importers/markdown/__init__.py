"""Write-ups in Markdown: headings, timeline, actions and conditions, each with its place in the file."""

from secondstory.importers.markdown.as_json import to_json
from secondstory.importers.markdown.decode import decode
from secondstory.importers.markdown.read import read_write_up
from secondstory.importers.markdown.shapes import (
    Action,
    DateSource,
    DocumentDate,
    Item,
    ReadWriteUp,
    Section,
    SectionKind,
)

__all__ = [
    "Action",
    "DateSource",
    "DocumentDate",
    "Item",
    "ReadWriteUp",
    "Section",
    "SectionKind",
    "decode",
    "read_write_up",
    "to_json",
]
