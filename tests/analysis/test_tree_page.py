"""A study's questions as a tree: what each led to, however deep and however many."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.mysteries import chain, open_question_wider
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.settle import answer
from secondstory.analysis.models import Mystery
from secondstory.incidents.models import Retrospective

pytestmark = pytest.mark.requirement("R-003-26", "R-003-27")


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def at(study: Retrospective) -> str:
    return reverse("study-questions", args=[study.pk])


def grow(study: Retrospective, many: int, deep: int) -> None:
    """So many questions, in strands of that depth."""
    rows: list[Mystery] = []
    for n in range(many):
        parent = rows[n - 1] if n % deep else None
        rows.append(Mystery(question=f"Question {n}?", retrospective=study, parent=parent))
    Mystery.objects.bulk_create(rows)


def test_each_stands_below_what_it_grew_from_with_its_answer_in_brief(study, cast, as_bo):
    first = raise_mystery("How do hosts differ?", study=study, by=cast.ana)
    raise_mystery("What is on the wall?", study=study, by=cast.ana)
    under = raise_mystery("Since when?", parent=first, by=cast.bo)
    answer(under, "Since the move.", by=cast.bo)
    page = as_bo.get(at(study))
    told = [(step.mystery.question, step.depth) for step in page.context["steps"]]
    assert told == [("How do hosts differ?", 0), ("Since when?", 1), ("What is on the wall?", 0)]
    text = page.content.decode()
    assert "answered: Since the move." in text
    assert "step 1, from the question above" in text


def test_fifty_deep_is_shown_whole_and_told_in_words(study, as_ana):
    grow(study, 50, 50)
    for address in (at(study), reverse("analysis", args=[study.pk])):
        text = as_ana.get(address).content.decode()
        assert "Question 49?" in text
        assert "step 49" in text
        assert "tree__step--7" not in text


def test_a_thousand_come_in_pieces_that_cost_the_same_statements(study, as_ana, django_assert_max_num_queries):
    grow(study, 10, 50)
    with django_assert_max_num_queries(14) as few:
        as_ana.get(at(study))
    grow(study, 990, 50)
    with django_assert_max_num_queries(14) as many:
        page = as_ana.get(at(study))
    assert len(few) == len(many)
    seen = [step.mystery.question for step in page.context["steps"]]
    while after := page.context["window"].after:
        page = as_ana.get(at(study) + after.partition("#")[0])
        seen += [step.mystery.question for step in page.context["steps"]]
    assert len(seen) == 1000
    assert set(seen) == {f"Question {n}?" for n in range(990)}


def test_what_grew_elsewhere_is_shown_as_far_as_one_reads_it(study, cast, as_ana):
    first = raise_mystery("How do hosts differ?", study=study, by=cast.ana)
    open_question_wider(first, to="organization", by=cast.ana)
    theirs = builders.study(cast.cy, "Another study")
    builders.role(theirs, cast.cy)
    grown = raise_mystery("Do our hosts differ, too?", study=theirs, by=cast.cy)
    chain(grown, first, by=cast.cy)
    assert grown.question not in as_ana.get(at(study)).content.decode()
    open_question_wider(grown, to="organization", by=cast.cy)
    text = as_ana.get(at(study)).content.decode()
    assert grown.question in text
    assert "outside this study" in text
    assert "Another study" not in text


def test_what_it_grew_from_elsewhere_is_named_to_whoever_reads_that(study, cast, as_ana, as_bo):
    theirs = builders.study(cast.ana, "Another study")
    builders.role(theirs, cast.ana)
    above = raise_mystery("A question among others?", study=theirs, by=cast.ana)
    chain(raise_mystery("And here?", study=study, by=cast.ana), above, by=cast.ana)
    assert above.question in as_ana.get(at(study)).content.decode()
    assert above.question not in as_bo.get(at(study)).content.decode()


def test_it_is_put_under_a_question_elsewhere_by_its_address(study, cast, as_ana):
    above = raise_mystery("What do others see?", by=cast.cy)
    hidden = raise_mystery("Hidden?", by=cast.cy, team=cast.billing)
    own = raise_mystery("What do we see?", study=study, by=cast.ana)
    place = reverse("question-place", args=[own.pk])
    for told in ("not an address", f"/questions/{hidden.pk}/"):
        assert as_ana.post(place, {"parent": "", "elsewhere": told}).status_code == 422
    as_ana.post(place, {"parent": "", "elsewhere": f"https://here.example/questions/{above.pk}/"})
    assert Mystery.objects.get(pk=own.pk).parent == above


def test_an_empty_tree_teaches(study, as_ana):
    assert "How did 8000 connections work" in as_ana.get(at(study)).content.decode()
