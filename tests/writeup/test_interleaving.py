"""However saves of two people interleave, every text that was ever sent stands in some revision."""

from __future__ import annotations

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders

from secondstory.writeup.actions.begin import begin
from secondstory.writeup.actions.save import TwoTexts, restore, save_section
from secondstory.writeup.models import Revision
from secondstory.writeup.page import waiting

_names = itertools.count()
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["read", "save", "merge", "restore"]),
        st.booleans(),
        st.sampled_from(["One.", "Two.", "Three."]),
    ),
    max_size=9,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_no_text_is_lost(cast, steps):
    study = builders.study(cast.ana, f"Study {next(_names)}")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    section = begin(study, by=cast.ana).sections.get(key="impact")
    read = {cast.ana: 0, cast.bo: 0}
    sent: set[str] = set()
    for step, is_bo, text in steps:
        by = cast.bo if is_bo else cast.ana
        section.refresh_from_db()
        beside = waiting(section=section).get(section.pk, [0])[0] if step == "merge" else 0
        if step == "read":
            read[by] = section.number
        elif step == "restore":
            if section.number:
                restore(section, 1, by=by)
        else:
            sent.add(text)
            try:
                read[by] = save_section(section, text=text, based_on=read[by], beside=beside, by=by).number
            except TwoTexts as both:
                read[by] = both.shown.number
        kept = Revision.objects.filter(section=section).order_by("number")
        assert sent <= set(kept.values_list("text", flat=True))
        assert [one.number for one in kept] == list(range(1, len(kept) + 1))
        section.refresh_from_db()
        shown = kept.filter(number=section.number).first()
        assert section.text == (shown.text if shown else "")
        assert shown is None or not shown.is_beside
