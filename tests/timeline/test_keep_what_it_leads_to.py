"""A reference keeps a copy of what it leads to, so that it is still there when the link is gone."""

from __future__ import annotations

import pytest
from tests.evidence.pictures import png
from tests.evidence.site import says, site

from secondstory.evidence.actions.keep_copy import Brought
from secondstory.evidence.contents import content_of
from secondstory.evidence.models import Copy
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal, TooLarge
from secondstory.timeline.actions.keep_what_it_leads_to import capture, keep_file
from secondstory.timeline.actions.references import add_reference
from secondstory.timeline.models import Reference

LOG = Brought("db2.log", b"23:27 replication stops\n")
PAGE = b"<html><head><title>Status</title></head><body><p>Uploads are <b>slow</b>.</p><script>x</script></body></html>"


@pytest.fixture
def reference(study, cast) -> Reference:
    return add_reference(study, by=cast.bo, title="Public status", url="https://status.example.org/7")


def leading_to(study, cast, server, path: str) -> Reference:
    return add_reference(study, by=cast.bo, url=server.url(path))


@pytest.fixture
def inside(settings):
    """Lets the checker ask a site of the test, as an installation lets it ask its own wiki."""

    def allow(server) -> None:
        settings.INSIDE_HOSTS = [server.host]

    return allow


def test_a_file_becomes_its_copy(reference, cast) -> None:
    keep_file(reference, LOG, by=cast.bo)
    assert content_of(Reference.objects.get().copy).data == LOG.data
    assert Event.objects.get(kind="reference.copy_kept").by == cast.bo


def test_the_same_file_twice_changes_nothing(reference, cast) -> None:
    keep_file(reference, LOG, by=cast.bo)
    keep_file(reference, LOG, by=cast.ana)
    assert Event.objects.filter(kind="reference.copy_kept").count() == 1


def test_what_was_kept_before_stays(reference, cast) -> None:
    keep_file(reference, LOG, by=cast.bo)
    with pytest.raises(Refusal, match="has a copy already"):
        keep_file(reference, Brought("other.log", b"other"), by=cast.ana)
    assert Copy.objects.get() == Reference.objects.get().copy


def test_a_stranger_learns_nothing(reference, cast) -> None:
    with pytest.raises(NotFound):
        keep_file(reference, LOG, by=cast.cy)
    with pytest.raises(NotFound):
        capture(reference, by=cast.cy)
    assert not Copy.objects.exists()


def test_a_final_study_stays_as_it_is(reference, final_study, cast) -> None:
    for keep in (lambda: keep_file(reference, LOG, by=cast.bo), lambda: capture(reference, by=cast.bo)):
        with pytest.raises(Refusal, match="final"):
            keep()


def test_of_a_page_its_words_are_kept(study, cast, inside) -> None:
    with site(status=says(PAGE, Content_Type="text/html")) as server:
        inside(server)
        copy = capture(leading_to(study, cast, server, "/status"), by=cast.bo).copy
        again = capture(Reference.objects.get(), by=cast.bo)
        assert len(server.heard) == 1
    assert again.copy == copy
    assert (copy.media_type, content_of(copy).data) == ("text/plain", b"Status\n\nUploads are slow.")
    assert copy.name.endswith("status.txt")


def test_of_anything_else_the_file_is_kept_as_what_it_is(study, cast, inside) -> None:
    with site(**{"graph.html": says(png(), Content_Type="application/pdf")}) as server:
        inside(server)
        copy = capture(leading_to(study, cast, server, "/graph.html"), by=cast.bo).copy
    assert (copy.name, copy.media_type) == ("graph.html.png", "image/png")


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost./",
        "http://127.0.0.1:22/",
        "http://10.0.0.8/",
        "http://ana:secret@example.org/",
    ],
)
def test_an_address_inside_is_not_asked(study, cast, url) -> None:
    reference = add_reference(study, by=cast.bo, url=url)
    with pytest.raises(Refusal, match=r"No copy was kept\. \w+") as refused:
        capture(reference, by=cast.bo)
    assert refused.value.code == "not_asked"
    assert not Copy.objects.exists()


def test_a_redirect_inside_is_not_followed(study, cast, inside) -> None:
    with site(on=says(b"", status=302, Location="http://169.254.169.254/")) as server:
        inside(server)
        with pytest.raises(Refusal, match="private network"):
            capture(leading_to(study, cast, server, "/on"), by=cast.bo)


@pytest.mark.parametrize(
    ("page", "says_so"),
    [
        (says(b"secret", status=403), "answers 403"),
        (says(b"", status=404), "answers 404"),
        (says(b""), "empty"),
        (says(b"<html><script>app()</script></html>", Content_Type="text/html"), "no words without its scripts"),
        (lambda asked: None, "did not answer"),
    ],
)
def test_what_could_not_be_kept_is_told(study, cast, inside, page, says_so) -> None:
    with site(page=page) as server:
        inside(server)
        with pytest.raises(Refusal, match=says_so):
            capture(leading_to(study, cast, server, "/page"), by=cast.bo)
    assert not Copy.objects.exists()


def test_a_page_that_is_too_large_is_told(study, cast, inside, settings) -> None:
    settings.COPY_MOST_MB = 1
    with site(page=says(b"x" * (1024 * 1024 + 1))) as server:
        inside(server)
        with pytest.raises(TooLarge):
            capture(leading_to(study, cast, server, "/page"), by=cast.bo)


def test_an_installation_that_asks_nothing_asks_nothing(study, cast, inside, settings) -> None:
    settings.LINK_CHECKER = False
    with site(page=says(b"words")) as server:
        inside(server)
        with pytest.raises(Refusal, match="asks no addresses"):
            capture(leading_to(study, cast, server, "/page"), by=cast.bo)
        assert server.heard == []


def test_a_talk_has_no_address_to_ask(study, cast) -> None:
    with pytest.raises(Refusal, match="no web address"):
        capture(add_reference(study, by=cast.bo, title="Talk", kind="talk"), by=cast.bo)


def test_a_reference_is_made_of_a_file_alone(study, cast) -> None:
    reference = add_reference(study, by=cast.bo, file=LOG, kind="log")
    assert (reference.title, reference.copy.name) == ("db2.log", "db2.log")
    assert add_reference(study, by=cast.bo, file=LOG, kind="log") == reference
    other = add_reference(study, by=cast.bo, title="db2.log", file=Brought("x.log", b"other"), kind="log")
    assert other != reference


def test_a_known_address_gets_the_file_that_it_lacked(reference, study, cast) -> None:
    again = add_reference(study, by=cast.ana, url=reference.url, file=LOG)
    assert again == reference
    assert Reference.objects.get().copy


def test_a_file_that_is_refused_leaves_no_reference(study, cast) -> None:
    with pytest.raises(Refusal):
        add_reference(study, by=cast.bo, title="Half a picture", file=Brought("a.png", png()[:40]))
    assert not Reference.objects.exists()
