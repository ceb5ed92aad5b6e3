"""One file that was looked at, with what was said about it."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.language.finding import Finding, Report

# The longest piece of a text that is quoted in a report, in code points.
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Checked:
    """``path`` as it was given, with forward slashes; ``text`` as it was read."""

    path: str
    text: str
    report: Report

    def words(self, finding: Finding) -> str:
        """The words found, on one line."""
        found = " ".join(self.text[finding.start : finding.end].split())
        return found if len(found) <= LONGEST else found[: LONGEST - 1] + "…"

    def end(self, finding: Finding) -> tuple[int, int]:
        """Line and column (from 1) just after the words."""
        inside = self.text[finding.start : finding.end]
        if "\n" not in inside:
            return finding.line, finding.column + len(inside)
        return finding.line + inside.count("\n"), len(inside) - inside.rindex("\n")
