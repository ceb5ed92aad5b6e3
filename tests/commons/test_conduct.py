from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from secondstory.commons.actions.conduct import write_conduct
from secondstory.commons.conduct import BUILT_IN, words
from secondstory.commons.models import ConductVersion
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed

pytestmark = pytest.mark.requirement("R-002-54")
PAGE = "/talking-it-over/conduct/"


def test_the_built_in_words_hold_until_a_steward_writes_others(cast, dee):
    assert words() == BUILT_IN
    assert write_conduct(BUILT_IN, by=dee) is None
    first = write_conduct("Ask how it made sense.", by=dee)
    assert write_conduct("Ask how it made sense.", by=dee) == first
    assert words() == "Ask how it made sense."
    write_conduct("Ask twice.", by=dee)
    assert list(ConductVersion.objects.values_list("number", "text")) == [
        (1, "Ask how it made sense."),
        (2, "Ask twice."),
    ]
    assert Event.objects.filter(kind="conduct.written").count() == 2


def test_nobody_else_writes_them(cast):
    with pytest.raises(NotAllowed):
        write_conduct("Mine.", by=cast.ana)
    assert words() == BUILT_IN


def test_what_was_written_stays(dee):
    version = write_conduct("Ask.", by=dee)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConductVersion.objects.filter(pk=version.pk).update(text="Else.")
    with pytest.raises(IntegrityError), transaction.atomic():
        version.delete()


def test_it_stands_where_one_writes_with_what_it_said_before(as_bo, client, dee, text, reading):
    write_conduct("Ask how it *made sense*.", by=dee)
    write_conduct("Look at the **levers**.", by=dee)
    for page in (f"/talking-it-over/texts/{text.slug}/", "/talking-it-over/new/", f"/readings/{reading.pk}/"):
        assert "Look at the <strong>levers</strong>" in as_bo.get(page).text
    page = as_bo.get(PAGE).text
    assert "Ask how it <em>made sense</em>" in page
    assert "Nobody keeps a tally" in page


def test_a_steward_writes_on_the_page_and_somebody_elses_words_are_not_lost(client, dee):
    client.force_login(dee)
    seen = client.get(PAGE).context["form"]["seen"].value()
    write_conduct("Meanwhile.", by=dee)
    back = client.post(PAGE, {"text": "Mine.", "seen": seen})
    assert back.status_code == 422
    assert "Mine." in back.text
    assert words() == "Meanwhile."
    again = back.context["form"]["seen"].value()
    assert client.post(PAGE, {"text": "Mine.", "seen": again}).status_code == 302
    assert words() == "Mine."


def test_others_find_no_form_there(as_bo):
    assert "Write it anew" not in as_bo.get(PAGE).text
    assert as_bo.post(PAGE, {"text": "Mine."}).status_code == 403
