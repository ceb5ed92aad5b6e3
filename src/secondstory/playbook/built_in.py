"""The steps as they came with the product: what a step that was left out is taken up again as."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from secondstory.playbook.process import Process, read_process

FILE = Path(__file__).parent / "processes" / "organization-1.yaml"


@cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return stored


@cache
def built_in() -> Process:
    return read_process(_stored())


def built_in_data() -> dict[str, dict[str, Any]]:
    """The stored form of each step, by its key, in their order. A copy: change it as you like."""
    return {stage["key"]: stage for stage in deepcopy(_stored()["stages"])}
