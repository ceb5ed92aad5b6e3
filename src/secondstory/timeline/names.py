"""How somebody of a study is called within a sentence: a role with its article, a name as it is."""

from __future__ import annotations

from secondstory.incidents.models import Participant


def in_a_sentence(one: Participant) -> str:
    shown = one.shown_as
    is_role = one.display == Participant.Display.ROLE and shown[:1].islower()
    return f"the {shown}" if is_role and not shown.startswith(("the ", "a ", "an ")) else shown
