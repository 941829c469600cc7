"""Stars, marks and the reading history: as text, across runs and instances, and whatever has happened to the files."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.state.kept import Kept
from karabakh_tui.state.reading import (
    MOST_OPENED,
    Opened,
    Reading,
    decode_marks,
    decode_reading,
    decode_stars,
    encode_marks,
    encode_reading,
    encode_stars,
    is_mark,
    with_opened,
)

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=[]), min_size=1, max_size=20)
NOON = datetime(2024, 5, 12, 12, tzinfo=UTC)


@settings(deadline=None, max_examples=150)
@given(st.lists(ANY_TEXT, max_size=5, unique=True))
def test_any_stars_come_back_as_they_were(records: list[str]) -> None:
    assert decode_stars(encode_stars(tuple(records))) == (tuple(records), "")


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.characters(categories=["L", "N"]), ANY_TEXT, max_size=5))
def test_any_marks_come_back_as_they_were(marks: dict[str, str]) -> None:
    assert decode_marks(encode_marks(marks)) == (marks, "")


@settings(deadline=None, max_examples=150)
@given(st.lists(st.builds(Opened, ANY_TEXT, ANY_TEXT), max_size=5, unique_by=lambda opened: opened.record))
def test_any_reading_history_comes_back_as_it_was(reading: list[Opened]) -> None:
    assert decode_reading(encode_reading(tuple(reading))) == (tuple(reading), "")


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    for decode in (decode_stars, decode_marks, decode_reading):
        found, damage = decode(data)
        assert damage or len(found) <= data.count(b"\n") + 1


BROKEN = (b"{", b"[]", b"3", b'"events/a"', b"{}", b'{"record": 3}', b'{"record": ""}', b"\xff", b"[" * 100_000)


@pytest.mark.parametrize("line", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_line_is_told_and_the_others_are_read(line: bytes) -> None:
    star = b'{"record": "events/%c"}\n'
    assert decode_stars(star % b"a" + line + b"\n" + star % b"b") == (
        ("events/a", "events/b"),
        "line 2 is not a star",
    )


def test_a_mark_is_one_letter_or_digit_of_any_script() -> None:
    assert all(is_mark(letter) for letter in "aZ7ԱəЯ")
    assert not any(is_mark(letter) for letter in ("", "ab", " ", "*", "'", "\x1b"))
    line = b'{"mark": "ab", "record": "events/a"}\n'
    assert decode_marks(line) == ({}, "line 1 is not a mark")


def test_the_latest_opened_is_last_none_is_there_twice_and_the_oldest_are_forgotten() -> None:
    reading: Reading = ()
    for number in range(MOST_OPENED + 5):
        reading = with_opened(reading, Opened(f"events/{number}", str(number)))
    reading = with_opened(reading, Opened("events/100", "again"))
    assert len(reading) == MOST_OPENED
    assert reading[-1] == Opened("events/100", "again")
    assert len({opened.record for opened in reading}) == MOST_OPENED
    assert reading[0].record == "events/5"


def test_what_is_kept_is_there_for_the_next_instance_and_two_add_to_one_another(tmp_path: Path) -> None:
    one, other = Kept(tmp_path / "nk"), Kept(tmp_path / "nk")
    one.star("events/a")
    other.star("quotes/b")
    one.star("events/a")
    one.mark("a", "events/a")
    other.mark("b", "quotes/b")
    other.mark("a", "events/c")
    one.note_opened("events/a", NOON)
    other.note_opened("quotes/b", NOON + timedelta(minutes=1))
    after = Kept(tmp_path / "nk")
    assert after.stars() == ("events/a", "quotes/b")
    assert after.marks() == {"a": "events/c", "b": "quotes/b"}
    assert after.reading() == (
        Opened("events/a", "2024-05-12T12:00:00+00:00"),
        Opened("quotes/b", "2024-05-12T12:01:00+00:00"),
    )
    assert other.unstar(["events/a", "events/never"]) == ("quotes/b",)
    assert one.problems == other.problems == after.problems == ()


@pytest.mark.parametrize("name", ["stars.jsonl", "marks.jsonl", "reading.jsonl"])
def test_a_damaged_file_is_set_aside_and_what_can_be_read_of_it_is_kept(tmp_path: Path, name: str) -> None:
    good = b'{"mark": "a", "record": "events/a", "when": "2024-05-12"}\n'
    (tmp_path / name).write_bytes(good + b"torn")
    kept = Kept(tmp_path)
    found = {"stars.jsonl": kept.stars, "marks.jsonl": kept.marks, "reading.jsonl": kept.reading}[name]()
    assert len(found) == 1
    [aside] = [path for path in tmp_path.iterdir() if re.fullmatch(rf"{name}\.damaged-[0-9-]+", path.name)]
    assert aside.read_bytes() == good + b"torn"
    [problem] = kept.problems
    assert problem.startswith(f"{tmp_path}/{name}: line 2 is not ")
    assert f"set aside as {aside.name}" in problem
    assert Kept(tmp_path).problems == ()


def test_what_cannot_be_written_is_kept_until_the_end_and_told(tmp_path: Path) -> None:
    (tmp_path / "nk").write_text("a file where a directory should be", encoding="utf-8")
    kept = Kept(tmp_path / "nk")
    assert kept.star("events/a") == ("events/a",)
    assert kept.stars() == ("events/a",)
    assert "cannot be written" in kept.problems[0]
