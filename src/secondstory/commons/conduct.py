"""How people talk with each other here: the words that hold until stewards write their own."""

from __future__ import annotations

from secondstory.commons.models import ConductVersion

BUILT_IN = """\
We talk about ideas, about conditions, and about how work is really done.

- **Ask how it made sense.** If something looks odd from here, there is something of that moment we do not know yet.
- **Write about the situation**: what could be seen, what was wanted, what pressed, what the tools did. Leave people’s \
character out of it, above all of those who are not here.
- **Disagree with a thought, and say what you saw.** Two views that both stay are worth more than one that won.
- **Your own part is yours to tell.** Nobody tells what another person did, felt or meant, unless that person told it here.
- **Doubt is welcome.** “I do not know” and “I changed my mind” help whoever reads along.
- **What is said here decides nothing about anybody**: no pay, no promotion, no standing.

If something is not in this spirit, tell those who moderate, in one sentence and privately. They may hide words, never \
without a reason that their writer reads, and the writer may put them differently. Nobody keeps a tally."""


def current() -> ConductVersion | None:
    return ConductVersion.objects.order_by("-number").first()


def words() -> str:
    found = current()
    return found.text if found else BUILT_IN
