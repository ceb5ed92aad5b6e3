"""What the Slack reader will not read: a sentence each time, and never a part of the export."""

from __future__ import annotations

import contextlib
import io
import json
import re
import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importers.slack_builder import SlackExport, an_incident, zipped

from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack import Limits, list_channels, read_export


def refusal(file: BinaryIO | Path, **options: object) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        read_export(file, **options)  # type: ignore[arg-type]
    assert caught.value.sentence.endswith(".")
    return caught.value


def with_members(**changed: str | bytes | None) -> BinaryIO:
    """An incident's export with members replaced, added or (None) taken out."""
    members = an_incident().members() | {k: v for k, v in changed.items() if v is not None}
    return zipped({k: v for k, v in members.items() if not (k in changed and changed[k] is None)})


def with_entry(info: zipfile.ZipInfo, content: bytes = b"[]") -> BinaryIO:
    stream = an_incident().file()
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(info, content)
    stream.seek(0)
    return stream


# not a zip, or not whole ---------------------------------------------------------------------


def test_a_file_that_is_no_zip_is_refused() -> None:
    assert refusal(io.BytesIO(b"hello")).code == "not_a_zip"


def test_an_empty_file_is_refused() -> None:
    assert refusal(io.BytesIO(b"")).code == "not_a_zip"


def test_a_path_with_nothing_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.zip").code == "no_file"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "not_a_zip"


def test_a_path_reads_as_a_file_does(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(an_incident().file().read())
    assert read_export(path) == read_export(an_incident().file())


def test_a_zip_that_was_cut_off_is_refused() -> None:
    whole = an_incident().file().read()
    caught = refusal(io.BytesIO(whole[: len(whole) // 2]))
    assert caught.code == "damaged_zip"
    assert "Download the export again" in str(caught)


def test_damage_inside_names_the_part() -> None:
    export = an_incident()
    whole = bytearray(zipped(export.members()).read())
    info = zipfile.ZipFile(io.BytesIO(whole)).getinfo("inc-1234/2025-01-12.json")
    middle = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    whole[middle : middle + 8] = b"\xff" * 8
    caught = refusal(io.BytesIO(whole))
    assert caught.code == "damaged_zip"
    assert caught.file is not None
    assert caught.file.endswith("inc-1234/2025-01-12.json")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_flipped_byte_gives_the_export_or_a_refusal(data: st.DataObject) -> None:
    whole = bytearray(an_incident().file().read())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(ImportRefused):
        assert len(read_export(io.BytesIO(whole), channels=["C1"]).messages) == 6


# paths and links -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["../evil.json", "inc-1234/../../evil.json", "/etc/passwd", "C:/evil.json", "..\\evil.json"],
)
def test_a_path_that_leads_outside_is_refused(name: str) -> None:
    caught = refusal(with_entry(zipfile.ZipInfo(name)))
    assert caught.code == "unsafe_path"


def test_a_name_with_a_nul_is_refused() -> None:
    whole = with_entry(zipfile.ZipInfo("aXb.json")).read()
    assert refusal(io.BytesIO(whole.replace(b"aXb.json", b"a\x00b.json"))).code == "unsafe_path"


def test_a_link_is_refused() -> None:
    info = zipfile.ZipInfo("inc-1234/2025-02-01.json")
    info.external_attr = 0o120777 << 16
    assert refusal(with_entry(info, b"/etc/passwd")).code == "unsafe_path"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused() -> None:
    caught = refusal(with_entry(zipfile.ZipInfo("users.json")))
    assert caught.code == "duplicate_names"
    assert "users.json" in str(caught)


def test_what_a_mac_adds_is_passed_over() -> None:
    file = with_members(**{"__MACOSX/._users.json": b"\x00", "inc-1234/.DS_Store": b"\x00"})
    assert read_export(file) == read_export(an_incident().file())


# bombs -----------------------------------------------------------------------------------------


def test_twelve_declared_gigabytes_are_refused_without_reading() -> None:
    big = ("big-1.bin", "big-2.bin", "big-3.bin")
    whole = bytearray(zipped({**an_incident().members(), **dict.fromkeys(big, "x")}).read())
    for name in big:
        declared_size = whole.rfind(name.encode()) - 46 + 24
        whole[declared_size : declared_size + 4] = struct.pack("<L", 0xFFFFFFF0)
    assert refusal(io.BytesIO(whole)).code == "zip_bomb"


def test_a_member_that_unfolds_a_thousandfold_is_refused() -> None:
    caught = refusal(with_members(**{"inc-1234/2025-02-01.json": b" " * 8_000_000}))
    assert caught.code == "zip_bomb"


def test_what_really_comes_out_is_counted_whatever_is_declared() -> None:
    caught = refusal(an_incident().file(), limits=Limits(read=1_000))
    assert caught.code == "zip_bomb"


def test_one_member_above_its_limit_is_refused() -> None:
    caught = refusal(an_incident().file(), limits=Limits(member=500))
    assert caught.code == "zip_bomb"


def test_too_many_entries_are_refused() -> None:
    assert refusal(an_incident().file(), limits=Limits(entries=3)).code == "too_many_entries"


def test_a_swollen_table_of_contents_is_refused_before_it_is_loaded() -> None:
    assert refusal(an_incident().file(), limits=Limits(directory=100)).code == "too_many_entries"


def test_a_zip_with_a_password_is_refused() -> None:
    whole = bytearray(an_incident().file().read())
    at = whole.find(b"PK\x01\x02")
    whole[at + 8] |= 1
    assert refusal(io.BytesIO(whole)).code == "locked_zip"


def test_an_unusual_compression_is_refused() -> None:
    info = zipfile.ZipInfo("inc-1234/2025-02-01.json")
    info.compress_type = zipfile.ZIP_LZMA
    assert refusal(with_entry(info)).code == "unknown_compression"


# not an export ---------------------------------------------------------------------------------


def test_another_zip_is_not_an_export() -> None:
    assert refusal(zipped({"readme.txt": "hello"})).code == "not_slack"


def test_an_export_without_its_members_list_is_refused() -> None:
    caught = refusal(with_members(**{"users.json": None}))
    assert caught.code == "no_users"
    assert "users.json" in caught.sentence


def test_the_members_list_of_a_grid_will_do() -> None:
    users = an_incident().members()["users.json"]
    file = with_members(**{"users.json": None, "org_users.json": users})
    assert read_export(file).messages == read_export(an_incident().file()).messages


def test_a_day_that_does_not_exist_is_refused() -> None:
    assert refusal(with_members(**{"inc-1234/2025-02-31.json": "[]"})).code == "wrong_day"


# JSON ------------------------------------------------------------------------------------------

DAY = "inc-1234/2025-01-12.json"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[\n{"ts": "1.0"},\n{"ts": }\n]', 3),
        ('[\n{"ts": "1.0"}\n{"ts": "2.0"}\n]', 3),
        ('[{"ts": "1.0"}', 1),
        ('{"ts": "1.0"}', 1),
        ("", 1),
        ("[]\n\n]", 3),
        ('[\n{"ts": NaN}]', 2),
        ('[\n{"size": 1e999}]', 2),
        ('[\n{"size": ' + "9" * 5000 + "}]", 2),
        ("[" * 100_000, 1),
    ],
)
def test_broken_json_is_refused_with_file_and_line(content: str, line: int) -> None:
    caught = refusal(with_members(**{DAY: content}))
    assert (caught.code, caught.file, caught.line) == ("broken_json", f"export.zip/{DAY}", line)
    assert str(caught).startswith(f"export.zip/{DAY}, line {line}: ")


def test_bytes_that_are_not_utf8_are_refused_with_their_line() -> None:
    caught = refusal(with_members(**{DAY: b'[\n{"ts": "1.0", "text": "\xe9"}]'}))
    assert (caught.code, caught.line) == ("not_utf8", 2)


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"text": "no ts"}, "missing_field"),
        ({"ts": 1736478630.9}, "wrong_type"),
        ({"ts": "yesterday"}, "wrong_ts"),
        ({"ts": "9" * 20}, "wrong_ts"),
        ({"ts": "1.0", "text": 7}, "wrong_type"),
        ({"ts": "1.0", "user": ["U1"]}, "wrong_type"),
        ({"ts": "1.0", "subtype": {}}, "wrong_type"),
        ({"ts": "1.0", "thread_ts": 1.0}, "wrong_type"),
        ({"ts": "1.0", "thread_ts": "x"}, "wrong_ts"),
        ({"ts": "1.0", "edited": "yes"}, "wrong_type"),
        ({"ts": "1.0", "edited": {"ts": "soon"}}, "wrong_ts"),
        ({"ts": "1.0", "files": {"id": "F1"}}, "wrong_type"),
        ({"ts": "1.0", "files": ["F1"]}, "wrong_type"),
        ({"ts": "1.0", "reactions": [{"name": "x", "users": [1]}]}, "wrong_type"),
        ({"ts": "1.0", "room": {"date_start": "now"}}, "wrong_type"),
        ({"ts": "1.0", "replies": 3}, "wrong_type"),
        ("just text", "wrong_type"),
        (None, "wrong_type"),
    ],
)
def test_a_field_of_another_type_is_refused_with_its_line(message: object, code: str) -> None:
    content = "[\n" + json.dumps({"ts": "1.0"}) + ",\n" + json.dumps(message) + "\n]"
    caught = refusal(with_members(**{DAY: content}))
    assert (caught.code, caught.line) == (code, 3)


@pytest.mark.parametrize("name", ["channels.json", "users.json"])
@pytest.mark.parametrize("content", ["{}", "[1]", '[{"id": 5}]', '[{"name": "x"}]', "[{"])
def test_a_list_of_another_shape_is_refused(name: str, content: str) -> None:
    caught = refusal(with_members(**{name: content}))
    assert caught.file == f"export.zip/{name}"


def test_a_message_nested_without_end_is_refused() -> None:
    deep: object = "x"
    for _ in range(150):
        deep = [deep]
    content = json.dumps([{"ts": "1.0", "blocks": deep}])
    assert refusal(with_members(**{DAY: content})).code == "too_deep"


def test_a_refusal_in_the_last_file_returns_nothing_of_the_first() -> None:
    seen: list[tuple[int, int]] = []
    refusal(with_members(**{"inc-1234/2025-12-31.json": "["}), progress=lambda *step: seen.append(step))
    assert seen


def test_a_channel_that_was_not_chosen_is_not_read() -> None:
    export = an_incident()
    export.extra["general/2025-01-20.json"] = "broken"
    assert read_export(export.file(), channels=["inc-1234"]).messages


def test_listing_channels_reads_no_message() -> None:
    export = an_incident()
    export.extra["general/2025-01-20.json"] = "broken"
    assert [channel.name for channel in list_channels(export.file())][:2] == ["inc-1234", "general"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["user", "text", "subtype", "files", "file", "edited", "reactions", "room", "attachments", "blocks"]
KEYS += ["thread_ts", "replies", "bot_id", "username", "comment", "bot_profile"]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=4))
def test_any_message_is_read_or_refused(fields: dict[str, object]) -> None:
    export = SlackExport().user("U1", "Egon Spengler").channel("C1", "inc-1234")
    export.put("C1", {"ts": "1736478630.905399", **fields})
    with contextlib.suppress(ImportRefused):
        (message,) = read_export(export.file()).messages
        json.dumps(message.raw)


def test_every_code_of_a_refusal_is_explained() -> None:
    root = Path(__file__).parents[2]
    sources = (root / "src" / "secondstory" / "importers" / "slack").glob("*.py")
    codes = {code for source in sources for code in re.findall(r'ImportRefused\(\s*"(\w+)"', source.read_text())}
    page = (root / "docs" / "how-to" / "import-a-slack-export.md").read_text(encoding="utf-8")
    assert codes
    assert codes == {code for code in codes if f"`{code}`" in page}
