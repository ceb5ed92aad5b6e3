"""How the architecture tests read the project: its sources, its templates, its models."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "secondstory"
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", re.S)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1>", re.S | re.I)
_SEEN_ATTRIBUTE = re.compile(r"""\b(?:alt|aria-label|placeholder|title|value|content)\s*=\s*(["'])(.*?)\1""", re.S)
_STRING_IN_TAG = re.compile(r"""(?:{%|{{)[^%}]*(?:%}|}})""")
_QUOTED = re.compile(r""""([^"]*)"|'([^']*)'""")
_TAG = re.compile(r"<[^>]*>|{%.*?%}|{{.*?}}", re.S)


def plain(name: str) -> str:
    """``root_cause``, ``rootCause`` and ``Root-cause`` all as 'root cause'."""
    return re.sub(r"[\s_\-]+", " ", _CAMEL.sub(" ", name)).lower().strip()


def modules(*packages: str) -> Iterator[Path]:
    for package in packages or ("",):
        yield from sorted((SOURCE / package).rglob("*.py"))


def said_in_python(source: str) -> Iterator[str]:
    """Every name and every string of a module, but for its docstrings, which explain and are not the product."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in docstrings:
                yield text
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name


def seen_in_template(source: str) -> Iterator[str]:
    """What a reader can see or hear of a template: its text, its spoken attributes, the words inside its tags."""
    source = _UNSEEN.sub(" ", _COMMENT.sub(" ", source))
    yield re.sub(r"\s+", " ", _TAG.sub(" ", source))
    for _, words in _SEEN_ATTRIBUTE.findall(source):
        yield words
    for tag in _STRING_IN_TAG.findall(source):
        for double, single in _QUOTED.findall(tag):
            yield double or single
