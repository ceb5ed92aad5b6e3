"""Adding one's words to somebody's proposal, until it has its answer."""

from __future__ import annotations

from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.practice.models import Proposal, ProposalWord
from secondstory.practice.policies import check_can_add_words, check_is_here


@action
def add_words(proposal: Proposal, text: str, *, by: Person, without_name: bool = False) -> ProposalWord:
    """The same words sent twice are one."""
    check_is_here(by)
    proposal.refresh_from_db(fields=["state"])
    text = prose(text, most=2000, field="text", empty="Write what you would add.")
    name = None if without_name else by
    if same := ProposalWord.objects.filter(proposal=proposal, text=text, created_by=name).first():
        return same
    check_can_add_words(proposal, by)
    word = ProposalWord.objects.create(proposal=proposal, text=text, created_by=name)
    record("proposal.word_added", about=proposal, by=name)
    return word
