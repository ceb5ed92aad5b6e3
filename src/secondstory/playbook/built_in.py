"""The steps as they came with the product: what a step that was left out is taken up again as."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from secondstory.playbook.process import Process, read_process

FILE = Path(__file__).parent / "processes" / "organization-1.yaml"


@cache
def built_in_data() -> dict[str, dict[str, Any]]:
    """The stored form of each step, by its key, in their order. Copy it before you change it."""
    return {stage["key"]: stage for stage in yaml.safe_load(FILE.read_text())["stages"]}


@cache
def built_in() -> Process:
    return read_process(yaml.safe_load(FILE.read_text()))
