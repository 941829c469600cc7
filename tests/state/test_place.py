"""The place where the reader was: it comes back as it was, and whatever else is in its file is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.state.place import LONGEST_QUERY, NOWHERE, KeptPlace, Place, decode_place, encode_place

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


COUNTS = st.integers(0, 100_000)


@settings(deadline=None, max_examples=200)
@given(st.builds(Place, TEXT, TEXT, TEXT, TEXT, st.booleans(), COUNTS, COUNTS, st.floats(0, 1)))
def test_any_place_comes_back_as_it_was(place: Place) -> None:
    assert decode_place(encode_place(place)) == (place, "")


def test_halves_of_letters_which_no_file_can_hold_are_replaced() -> None:
    assert decode_place(encode_place(Place(query="a\ud800b"))) == (Place(query="a?b"), "")


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    place, damage = decode_place(data)
    assert place == NOWHERE or not damage


WRONG = {
    b"\xff": "it is not UTF-8",
    b"query = ": "it is not TOML",
    b"query = 3": '"query" in it is not what it should be',
    b"reading = 1": '"reading" in it is not what it should be',
    b'query = "' + b"x" * (LONGEST_QUERY + 1) + b'"': "the query in it is too long",
}


@pytest.mark.parametrize("data", WRONG, ids=range(len(WRONG)))
def test_what_is_no_place_is_set_aside_and_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_bytes(data)
    kept = KeptPlace(tmp_path)
    assert kept.read() == NOWHERE
    [problem] = kept.problems
    assert problem.startswith(f"{tmp_path}/place.toml: {WRONG[data]}")
    [aside] = tmp_path.glob("place.toml.damaged-*")
    assert aside.read_bytes() == data
    kept.write(Place("lachin", "events"))
    assert KeptPlace(tmp_path).read() == Place("lachin", "events")


def test_what_a_later_version_adds_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text('query = "lachin"\nmood = "curious"\n', encoding="utf-8")
    assert KeptPlace(tmp_path).read() == Place("lachin")


def test_nothing_is_made_before_there_is_a_place(tmp_path: Path) -> None:
    kept = KeptPlace(tmp_path / "nk")
    assert kept.read() == NOWHERE
    assert kept.problems == ()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "nk").write_text("a file where a directory should be", encoding="utf-8")
    kept = KeptPlace(tmp_path / "nk")
    kept.write(Place("lachin"))
    assert "cannot be written" in kept.problems[0]
