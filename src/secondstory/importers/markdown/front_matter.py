"""YAML at the head of a file: read as text, never as objects, and never a reason to refuse the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_FENCED = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*(?:\r\n?|\n)(?P<yaml>.*?)(?:(?<=\n)|(?<=\r))(?:(?P=fence)|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)",
    re.DOTALL,
)
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``length`` is how much of the file it takes. Values are the texts as written."""

    values: dict[str, str]
    length: int
    warnings: tuple[str, ...] = ()


def front_matter(text: str) -> FrontMatter:
    # A rule at the head of a long text looks like the beginning of front matter.
    found = _FENCED.match(text, 0, _LARGEST)
    if not found:
        return FrontMatter({}, 0)
    if found["fence"] == "+++":
        return FrontMatter({}, found.end(), ("The head of this file is TOML; only YAML is read there.",))
    written = found["yaml"]
    try:
        # BaseLoader keeps every scalar the text it is: no dates, no numbers, no objects, no merging.
        values = yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 - safer than the safe loader
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 2 if problem.problem_mark else 2
        return FrontMatter({}, found.end(), (_not_yaml(line),))
    except (yaml.YAMLError, RecursionError):
        return FrontMatter({}, found.end(), (_not_yaml(2),))
    if values in (None, ""):
        return FrontMatter({}, found.end())
    if not isinstance(values, dict):
        return FrontMatter({}, found.end(), (_not_yaml(2),))
    return FrontMatter(_texts(values), found.end())


def _not_yaml(line: int) -> str:
    return f"Line {line}: the head of this file is not YAML of the form “name: value”, so it was left aside."


def _texts(values: dict[object, object]) -> dict[str, str]:
    """The scalars, and lists of scalars joined; deeper things are nothing we ask for."""
    found = {}
    for key, value in values.items():
        parts = value if isinstance(value, list) else [value]
        written = ", ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())
        if isinstance(key, str) and written:
            found[key.strip().casefold()] = written
    return found
