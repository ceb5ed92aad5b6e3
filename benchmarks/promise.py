"""A promise: what was measured, what was promised, whether it holds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Promise:
    """``limit`` is an upper bound unless ``at_least``. ``where`` says the database or the machine's part."""

    name: str
    where: str
    figure: float
    unit: str
    limit: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit


def tell(promise: Promise) -> None:
    """One line of JSON on standard output, for ``benchmarks.__main__``."""
    print("PROMISE " + json.dumps(asdict(promise)), flush=True)


def heard(line: str) -> Promise | None:
    return Promise(**json.loads(line.removeprefix("PROMISE "))) if line.startswith("PROMISE ") else None


def table(promises: list[Promise]) -> str:
    rows = ["| promise | where | figure | promised | |", "|---|---|---|---|---|"]
    for promise in promises:
        bound = "" if promise.limit is None else f"{'≥' if promise.at_least else '≤'} {promise.limit:g} {promise.unit}"
        mark = "" if promise.limit is None else ("holds" if promise.holds else "**does not hold**")
        rows.append(f"| {promise.name} | {promise.where} | {promise.figure:.4g} {promise.unit} | {bound} | {mark} |")
    return "\n".join(rows)
