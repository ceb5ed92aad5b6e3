"""On the pages: files and graphs are attached, copies kept, links looked at; what was typed is never lost."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import builders
from tests.evidence.pictures import SVG, png
from tests.evidence.site import says, site

from secondstory.evidence.actions.keep_copy import Brought
from secondstory.evidence.models import SharedContent
from secondstory.journal.models import Event
from secondstory.timeline.actions.add_graph import add_graph
from secondstory.timeline.actions.keep_what_it_leads_to import keep_file
from secondstory.timeline.actions.references import add_reference
from secondstory.timeline.models import Reference

TABLE = "Time,lag\n2017-01-31T23:27Z,1\n2017-01-31T23:28Z,3.5\n"
LOG = b"23:27 replication stops\n"


def at(name: str, *things: object) -> str:
    return reverse(name, args=[getattr(thing, "pk", thing) for thing in things])


def upload(content: bytes = LOG, name: str = "db2.log") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")  # what it claims to be does not matter


def words(client, study) -> str:
    return " ".join(unescape(client.get(at("timeline", study)).content.decode()).split())


@pytest.fixture
def reference(study, cast) -> Reference:
    return add_reference(study, by=cast.bo, title="Public status", url="https://status.example.org/7")


def test_a_file_is_attached_and_opens(study, as_bo) -> None:
    as_bo.post(at("references", study), {"title": "The log", "kind": "log", "file": upload()})
    reference = Reference.objects.get()
    assert reference.copy
    assert at("copy", reference.copy) in words(as_bo, study)
    assert as_bo.get(at("copy", reference.copy)).content == LOG


def test_a_source_of_an_entry_can_be_a_file(study, as_bo) -> None:
    entry = builders.entry(study)
    as_bo.post(at("entry-references", study, entry), {"kind": "screenshot", "file": upload(png(), "seen.png")})
    assert entry.references.get().copy.media_type == "image/png"


@pytest.mark.parametrize(
    ("file", "says_so"),
    [
        (upload(b""), "This file is empty."),
        (upload(png()[:40], "half.png"), "This picture is damaged"),
        (upload(b"x" * (11 * 1024 * 1024)), "This file has 11 MB; 10 MB can be kept here."),
    ],
)
@pytest.mark.parametrize("where", ["references", "entry-references"])
def test_a_file_that_cannot_be_kept_says_why_and_keeps_what_was_typed(study, as_bo, where, file, says_so) -> None:
    file.seek(0)
    place = at(where, study) if where == "references" else at(where, study, builders.entry(study))
    answer = as_bo.post(place, {"title": "What I typed", "kind": "log", "excerpt": "and this", "file": file})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says_so in page
    assert 'value="What I typed"' in page
    assert "and this" in page
    assert not Reference.objects.exists()


def test_a_file_that_a_browser_forgets_is_asked_for_again(study, as_bo) -> None:
    answer = as_bo.post(at("references", study), {"url": "status.example.org", "kind": "log", "file": upload()})
    assert answer.status_code == 422
    assert "Choose the file again" in answer.content.decode()


def test_a_script_in_a_drawing_never_runs(study, as_bo) -> None:
    as_bo.post(at("references", study), {"kind": "graph", "file": upload(SVG, "a.svg")})
    answer = as_bo.get(at("copy", Reference.objects.get().copy))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="a.svg.bin"'
    assert answer["Content-Security-Policy"].startswith("sandbox;")


def test_the_page_an_address_leads_to_is_kept_by_a_press(study, cast, as_bo, settings) -> None:
    with site(page=says(b"<p>Slow.</p>", Content_Type="text/html")) as server:
        settings.INSIDE_HOSTS = [server.host]
        one = add_reference(study, by=cast.bo, url=server.url("/page"))
        assert "Keep a copy of the page" in as_bo.get(at("reference-copy", study, one)).content.decode()
        as_bo.post(at("reference-copy", study, one), {"from": "address"})
    assert "kept as a copy on" in words(as_bo, study)


def test_what_could_not_be_fetched_is_told_on_the_page(study, cast, as_bo) -> None:
    one = add_reference(study, by=cast.bo, url="http://169.254.169.254/")
    answer = as_bo.post(at("reference-copy", study, one), {"from": "address"})
    assert answer.status_code == 422
    assert "private network" in answer.content.decode()


def test_a_file_is_kept_for_a_reference_that_has_none(study, reference, as_bo) -> None:
    assert as_bo.post(at("reference-copy", study, reference), {}).status_code == 422
    as_bo.post(at("reference-copy", study, reference), {"file": upload()})
    reference.refresh_from_db()
    assert reference.copy.name == "db2.log"
    answer = as_bo.post(at("reference-copy", study, reference), {"file": upload(b"other")})
    assert answer.status_code == 422
    assert "that one stays" in answer.content.decode()


def test_a_gone_link_says_what_is_here(study, cast, as_bo) -> None:
    one = add_reference(study, by=cast.bo, url="https://example.org/a", file=Brought("a.log", LOG))
    as_bo.post(at("reference-link", study, one), {"works": "no"})
    assert "link gone, copy here" in words(as_bo, study)


def test_the_button_says_what_it_found(study, cast, as_bo, settings) -> None:
    with site(there=says(b"words")) as server:
        settings.INSIDE_HOSTS = [server.host]
        for path, told in (("/there", "The link works."), ("/gone", "The link is gone.")):
            one = add_reference(study, by=cast.bo, url=server.url(path))
            answer = as_bo.post(at("reference-link", study, one), {"works": "look"}, follow=True)
            assert told in answer.content.decode()
    one = add_reference(study, by=cast.bo, url="http://10.0.0.1/")
    answer = as_bo.post(at("reference-link", study, one), {"works": "look"}, follow=True)
    assert "could not be told" in answer.content.decode()


def test_without_the_checker_no_button_asks(study, reference, as_bo, settings) -> None:
    assert "See if it works" in words(as_bo, study)
    settings.LINK_CHECKER = False
    assert "See if it works" not in words(as_bo, study)
    assert "Keep a copy of the page" not in as_bo.get(at("reference-copy", study, reference)).content.decode()


def test_a_graph_is_kept_and_drawn_in_the_study_s_zone(study, as_bo) -> None:
    answer = as_bo.post(at("reference-graphs", study), {"title": "Lag of db2", "unit": "s", "text": TABLE})
    assert answer.status_code == 302
    page = words(as_bo, study)
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="graph"' in page
    assert "from 2017-02-01 00:27:00 to 2017-02-01 00:28:00 (Europe/Amsterdam)" in page
    assert "3.5 at 2017-02-01 00:28:00" in page


def test_its_points_can_come_from_a_file(study, as_bo) -> None:
    as_bo.post(at("reference-graphs", study), {"title": "Lag", "file": upload(TABLE.encode(), "lag.csv")})
    assert Reference.objects.get().series.source == "csv"


@pytest.mark.parametrize(
    ("fields", "says_so"),
    [
        ({}, "There is nothing in it yet."),
        ({"text": "{"}, "begins as JSON"),
        ({"text": "Time,lag\n2017-01-31 23:27,1"}, "Which zone are these times in?"),
        ({"text": TABLE, "title": ""}, "This is needed"),
        ({"text": TABLE, "url": "javascript:alert(1)"}, "Write the whole address"),
    ],
)
def test_points_that_cannot_be_read_are_asked_for_again(study, as_bo, fields, says_so) -> None:
    answer = as_bo.post(at("reference-graphs", study), {"title": "Lag", "query": "what I typed", **fields})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert says_so in page
    assert "what I typed" in page
    assert not Reference.objects.exists()


def test_a_server_is_offered_only_where_one_is_listed(study, as_bo, settings) -> None:
    assert "prometheus" not in as_bo.get(at("reference-graphs", study)).content.decode()
    settings.PROMETHEUS = ["http://prometheus.invalid:9090"]
    assert "http://prometheus.invalid:9090" in as_bo.get(at("reference-graphs", study)).content.decode()
    fields = {"title": "Lag", "query": "lag", "server": "http://prometheus.invalid:9090", "since": "2017-01-31 20:00"}
    asked = as_bo.post(at("reference-graphs", study), {**fields, "until": "soon"})
    assert asked.status_code == 422
    answer = as_bo.post(at("reference-graphs", study), {**fields, "until": "2017-01-31 23:00"})
    assert "Prometheus was not reached." in answer.content.decode()


def test_cy_finds_none_of_it(study, reference, as_cy) -> None:
    for name, things in (("reference-graphs", [study]), ("reference-copy", [study, reference])):
        assert as_cy.get(at(name, *things)).status_code == 404
        assert as_cy.post(at(name, *things), {"file": upload(), "title": "x", "text": TABLE}).status_code == 404


def test_a_final_study_writes_none_of_it(study, reference, final_study, as_bo) -> None:
    for name, things in (("reference-graphs", [study]), ("reference-copy", [study, reference])):
        assert as_bo.post(at(name, *things), {"file": upload(), "title": "x", "text": TABLE}).status_code == 400


def test_any_number_of_copies_and_graphs_takes_the_same_statements(
    study, cast, as_bo, django_assert_num_queries
) -> None:
    def fill(count: int) -> None:
        for number in range(count):
            add_reference(study, by=cast.bo, title=f"{number}", file=Brought(f"{number}.log", LOG))
            add_graph(study, TABLE, by=cast.bo, title=f"Graph {number}")

    fill(1)
    with CaptureQueriesContext(connection) as few:
        words(as_bo, study)
    fill(8)
    with django_assert_num_queries(len(few)):
        words(as_bo, study)


def test_a_copy_is_taken_out_and_the_reference_stays(study, reference, as_bo, cast) -> None:
    keep_file(reference, Brought("db2.log", LOG), by=cast.bo)
    url = at("reference-copy-removal", study, reference)
    assert url in words(as_bo, study)
    page = as_bo.get(url).content.decode()
    assert "db2.log" in page
    assert "Public status" in page
    copy = {"copy": reference.copy_id}
    for _ in range(2):
        assert as_bo.post(url, copy).status_code == 302
    reference.refresh_from_db()
    assert reference.copy_id is None
    assert not SharedContent.objects.exists()
    assert Event.objects.filter(kind="copy.removed").count() == 1


def test_a_copy_that_was_kept_meanwhile_is_not_taken_out_for_another(study, reference, as_bo, cast) -> None:
    keep_file(reference, Brought("db2.log", LOG), by=cast.bo)
    as_bo.post(at("reference-copy-removal", study, reference), {"copy": study.pk})
    reference.refresh_from_db()
    assert reference.copy_id


def test_it_is_said_what_else_is_kept_with_the_same_file(study, reference, as_bo, cast) -> None:
    keep_file(reference, Brought("db2.log", LOG), by=cast.bo)
    add_reference(study, by=cast.bo, title="The evening's log", kind="log", file=Brought("db2.log", LOG))
    assert "The evening&#x27;s log" in as_bo.get(at("reference-copy-removal", study, reference)).content.decode()


def test_whoever_did_not_bring_it_is_told_who_takes_it_out(study, reference, cast, as_bo) -> None:
    keep_file(reference, Brought("db2.log", LOG), by=cast.ana)
    builders.role(study, cast.cy, "note_taker")
    url = at("reference-copy-removal", study, reference)
    client = Client()
    client.force_login(cast.cy)
    assert url not in words(client, study)
    for answer in (client.get(url), client.post(url, {"copy": reference.copy_id})):
        assert answer.status_code == 403
        assert "Whoever brought a file" in answer.content.decode()
    reference.refresh_from_db()
    assert reference.copy_id


def test_a_stranger_learns_nothing_of_a_copy(study, reference, cast, as_cy) -> None:
    keep_file(reference, Brought("db2.log", LOG), by=cast.bo)
    assert as_cy.get(at("reference-copy-removal", study, reference)).status_code == 404
    assert as_cy.post(at("reference-copy-removal", study, reference), {"copy": reference.copy_id}).status_code == 404
