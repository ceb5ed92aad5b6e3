"""What was found, written for whoever reads it: a person, a program, a code host, an editor's problem list.

Every format is a function from :class:`Checked` files to text. Pure: no file is read, nothing is printed.
"""

from __future__ import annotations

from secondstory.language.formats.checked import Checked

__all__ = ["Checked"]
