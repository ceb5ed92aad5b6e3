"""People saving the same section at the same moment: every text that was ever sent can be found again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from tests import builders
from tests.cast import make_cast

from secondstory.writeup.actions.begin import begin
from secondstory.writeup.actions.save import TwoTexts, save_section
from secondstory.writeup.models import Revision

ROUNDS, PEOPLE = 5, 4


def test_no_text_is_lost_when_many_save_at_once(own_database):
    cast = make_cast()
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    section = begin(study, by=cast.ana).sections.get(key="impact")
    together = Barrier(PEOPLE)

    def write(who: int) -> list[str]:
        sent, based_on = [], 0
        try:
            for number in range(ROUNDS):
                text = f"Text {number} of writer {who}."
                together.wait(timeout=60)
                try:
                    based_on = save_section(
                        section, text=text, based_on=based_on, by=cast.ana if who % 2 else cast.bo
                    ).number
                except TwoTexts as both:
                    based_on = both.shown.number
                sent.append(text)
        finally:
            connection.close()
        return sent

    with ThreadPoolExecutor(PEOPLE) as pool:
        sent = [text for texts in pool.map(write, range(PEOPLE)) for text in texts]
    kept = Revision.objects.filter(section=section).order_by("number")
    assert sorted(kept.values_list("text", flat=True)) == sorted(sent)
    assert list(kept.values_list("number", flat=True)) == list(range(1, ROUNDS * PEOPLE + 1))
    section.refresh_from_db()
    shown = kept.get(number=section.number)
    assert (shown.text, shown.is_beside) == (section.text, False)
