"""``blame-ok``: kept with a reason, in the next block only, and told in the report."""

from secondstory.language import check, report
from secondstory.language.pieces import PIECE

CANARY = "A canary would have caught this."


def test_a_reason_keeps_what_follows() -> None:
    text = f"<!-- blame-ok counterfactual.remedy: it is the vendor's own sentence -->\n{CANARY}\n"
    told = report(text)
    assert told.findings == ()
    ((kept,), unexplained) = (told.kept, told.unexplained)
    assert kept.reason == "it is the vendor's own sentence"
    assert kept.finding.rule == "counterfactual.remedy"
    assert unexplained == ()


def test_a_family_a_category_or_a_core_name_will_do() -> None:
    for word in ("counterfactual", "LF-CF", "lf-cf", "counterfactual.remedy"):
        assert check(f"<!-- blame-ok {word}: quoted from the contract -->\n\n{CANARY}\n") == []


def test_it_is_about_the_next_block_only() -> None:
    text = f"<!-- blame-ok counterfactual: quoted -->\n\n- {CANARY}\n- {CANARY}\n\n{CANARY}\n"
    told = report(text)
    assert len(told.kept) == 2
    assert [finding.start for finding in told.findings] == [text.rindex("would")]


def test_it_is_about_its_rule_only() -> None:
    told = report(f"<!-- blame-ok hindsight: quoted -->\n{CANARY}\n")
    assert [finding.rule for finding in told.findings] == ["counterfactual.remedy"]


def test_without_a_reason_it_hides_nothing_and_is_told() -> None:
    for mark in (
        "<!-- blame-ok counterfactual -->",
        "<!-- blame-ok counterfactual: -->",
        "<!-- blame-ok counterfactual: … -->",
    ):
        told = report(f"Intro.\n\n{mark}\n{CANARY}\n")
        assert len(told.findings) == 1
        ((unexplained),) = told.unexplained
        assert "gives no reason" in unexplained.problem
        assert (unexplained.mark, unexplained.line, unexplained.column) == (mark, 3, 1)


def test_a_rule_there_is_none_of_is_told() -> None:
    (unexplained,) = report(f"<!-- blame-ok politeness: why not -->\n{CANARY}\n").unexplained
    assert "no rule or category called “politeness”" in unexplained.problem
    (unexplained,) = report(f"<!-- blame-ok -->\n{CANARY}\n").unexplained
    assert "names no rule" in unexplained.problem


def test_several_marks_may_stand_before_one_block() -> None:
    marks = "<!-- blame-ok counterfactual: said so -->\n<!-- blame-ok root_cause: the form asks for it -->\n"
    told = report(f"{marks}\nThe root cause was a full disk. {CANARY}\n")
    assert told.findings == ()
    assert {kept.reason for kept in told.kept} == {"said so", "the form asks for it"}


def test_a_mark_in_a_code_block_is_no_mark() -> None:
    told = report(f"```\n<!-- blame-ok counterfactual: quoted -->\n```\n\n{CANARY}\n")
    assert len(told.findings) == 1
    assert told.unexplained == ()


def test_a_mark_at_the_end_of_a_piece_is_about_the_next_one() -> None:
    mark = "\n\n<!-- blame-ok counterfactual: quoted -->\n\n"
    filler = "All was quiet. " * (PIECE // 15 + 1)
    text = filler[: PIECE - len(mark) + 4] + mark + f"{CANARY}\n" + "More. " * 20_000
    told = report(text)
    assert told.findings == ()
    assert len(told.kept) == 1
