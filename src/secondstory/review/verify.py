"""Is an edition what it was? Its bytes against its hash, its form, and that it still can be read."""

from __future__ import annotations

from secondstory.incidents.models import Retrospective
from secondstory.people.refusals import Refusal
from secondstory.playbook.transitions import State
from secondstory.review.canonical import fingerprint, is_canonical, read
from secondstory.review.models import Edition
from secondstory.writeup.own_words import verify_quotes


def verify_edition(edition: Edition) -> list[str]:
    """One sentence per trouble; empty when it is what it was."""
    content = bytes(edition.canonical)
    problems = []
    if fingerprint(content) != edition.sha256:
        problems.append(f"The edition {edition.pk} is not what was finalized: its bytes and its hash differ.")
    elif not is_canonical(content):
        problems.append(f"The edition {edition.pk} is not in the canonical form.")
    else:
        try:
            document = read(content)
            if document.study != edition.retrospective_id:
                problems.append(f"The edition {edition.pk} holds the text of another study.")
            problems += verify_quotes(document)
        except Refusal as refusal:
            problems.append(f"The edition {edition.pk} cannot be read: {refusal.sentence}")
    return problems


def verify_all() -> list[str]:
    """Every edition, a few at a time, so that memory stays small; and every final study has one."""
    problems = [
        problem
        for edition in Edition.objects.order_by("finalized_at", "id").iterator(chunk_size=20)
        for problem in verify_edition(edition)
    ]
    without = Retrospective.objects.filter(state=State.FINAL, edition=None).order_by("id").values_list("pk", flat=True)
    return [*problems, *(f"The study {study} is final and has no edition. Finalize it once more." for study in without)]
