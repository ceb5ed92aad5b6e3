"""A drawing is plain SVG: it has words for who does not see it, nothing that runs, and stands in the study's zone."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from secondstory.evidence.series.points import Line
from secondstory.evidence.series.svg import series_svg, value_marks

T = 1_485_905_220.0
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*values, zone="UTC", title="Lag", step=60, **more) -> ElementTree.Element:
    line = Line("db2", tuple((T + step * at, value) for at, value in enumerate(values)))
    return ElementTree.fromstring(series_svg([line], title=title, zone=zone, **more))  # noqa: S314  # our own


def words(picture) -> list[str]:
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


def test_it_says_what_it_shows() -> None:
    picture = drawn(1, 9, 3, unit="s")
    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}title").text == "Lag"
    assert "Lowest 1 s at 2017-01-31 23:27:00, highest 9 s" in picture.find(f"{SVG}desc").text
    labels = picture.get("aria-labelledby").split()
    assert labels == [picture.find(f"{SVG}title").get("id"), picture.find(f"{SVG}desc").get("id")]


def test_its_times_are_those_of_the_study_s_zone() -> None:
    assert "23:30" in words(drawn(*range(20)))
    assert "00:30" in words(drawn(*range(20), zone="Europe/Amsterdam"))
    assert "06:00" in words(drawn(*range(60), zone="Asia/Kathmandu", step=240))


def test_two_lines_are_told_apart_by_dash_and_name() -> None:
    lines = [Line(name, ((T, 1.0), (T + 60, 2.0))) for name in ("db1", "db2")]
    picture = ElementTree.fromstring(series_svg(lines, title="Lag"))  # noqa: S314  # our own
    assert {"db1", "db2"} <= set(words(picture))
    dashes = [one.get("stroke-dasharray") for one in picture.iter(f"{SVG}path") if "h40" in one.get("d")]
    assert len(set(dashes)) == 2


def test_a_gap_is_not_drawn_over() -> None:
    picture = drawn(1, 2, None, 3, 4)
    line = picture.findall(f"{SVG}g")[-1]
    assert len(line.findall(f"{SVG}path")) == 2


def test_one_value_alone_is_a_dot() -> None:
    assert len(list(drawn(5).iter(f"{SVG}circle"))) == 1


def test_without_a_value_there_is_no_drawing() -> None:
    assert series_svg([Line("x", ((T, None),))], title="x") == ""


def test_words_cannot_become_marks() -> None:
    nasty = '"><script>alert(1)</script>'
    picture = drawn(1, 2, title=nasty, unit=nasty, key=nasty)
    assert picture.find(f"{SVG}title").text == nasty
    assert not list(picture.iter(f"{SVG}script"))


def test_it_holds_nothing_a_strict_page_refuses() -> None:
    picture = drawn(1, 2, 3)
    names = {name for one in picture.iter() for name in one.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("style", "href")}
    assert {one.tag.removeprefix(SVG) for one in picture.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "path",
        "text",
        "circle",
    }


def test_fifty_thousand_points_are_drawn_small() -> None:
    line = Line("x", tuple((T + at, float(at * 7919 % 1000)) for at in range(50_000)))
    assert len(series_svg([line], title="x")) < 60_000


finite = st.floats(-1e300, 1e300)


@given(st.lists(st.one_of(st.none(), finite), min_size=1, max_size=30))
def test_any_values_are_drawn_inside_the_picture(values) -> None:
    line = Line("x", tuple((T + at, value) for at, value in enumerate(values)))
    text = series_svg([line], title="x")
    assert "nan" not in text
    assert "inf" not in text.replace("info", "")
    if text:
        ElementTree.fromstring(text)  # noqa: S314  # our own


@given(finite, finite)
def test_the_marks_stand_around_the_values(one, other) -> None:
    low, high = sorted((one, other))
    marks = value_marks(low, high)
    assert 2 <= len(marks) <= 12
    assert marks == sorted(set(marks))
    slack = max(abs(low), abs(high)) * 1e-9
    assert marks[0] <= low + slack
    assert marks[-1] >= high - slack
