"""Reading in pieces is reading the whole, with time for others in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from bench.generate import generate
from hypothesis import given
from hypothesis import strategies as st
from tests.storage.faults import EVENT, QUOTE, REST, SOURCE, STORE
from tests.storage.stores import Written, examples, stores

from karabakh_tui.errors import StoreError
from karabakh_tui.model.records import TABLES
from karabakh_tui.storage import pieces, read
from karabakh_tui.storage.pieces import InseparableError, in_pieces, newer_syntax, whole
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import Loaded, read_store

Progress = list[tuple[int, int]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pieces") / "store.toml"


@contextmanager
def cut_every(size: int) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "WHOLE", 0)
        patch.setattr(pieces, "PIECE", size)
        yield


def everything(found: Loaded) -> object:
    """Return all that a reader can see of a loaded store."""
    records = {table: found.store.records(table) for table in TABLES}
    spans = [found.span(record) for rows in records.values() for record in rows]
    return found.store.header, found.store.check, records, spans, found.problems, found.set_aside


def both_ways(path: Path, text: str, size: int) -> tuple[object, object, Progress]:
    """Return what the file is whole, what it is in pieces, and the progress of that."""
    path.write_bytes(text.encode())
    at_once = everything(read_store(path, Problems()))
    progress: Progress = []
    with cut_every(size):
        found = read_store(path, Problems(), lambda done, total: progress.append((done, total)))
    return at_once, everything(found), progress


def check_progress(progress: Progress, text: str) -> None:
    assert all(earlier[0] <= later[0] for earlier, later in pairwise(progress))
    assert {total for _, total in progress} == {len(text)}
    assert progress[-1] == (len(text), len(text))


@examples(60)
@given(stores(), st.integers(1, 400))
def test_a_sound_store_in_pieces_is_the_store(path: Path, written: Written, size: int) -> None:
    at_once, in_parts, progress = both_ways(path, written.text, size)
    assert in_parts == at_once
    check_progress(progress, written.text)


@examples(60)
@given(stores(sound=False), st.integers(1, 400))
def test_a_store_with_problems_in_pieces_has_the_same(path: Path, written: Written, size: int) -> None:
    at_once, in_parts, _ = both_ways(path, written.text, size)
    assert in_parts == at_once


CUTS = {
    "tables that take turns": SOURCE + EVENT + SOURCE.replace('"x"', '"y"') + QUOTE + REST,
    "records first and [store] last": EVENT + QUOTE + STORE,
    "[store] in the middle": EVENT + STORE + QUOTE,
    "a comment first": f"# none\n{EVENT}{REST}",
    "a header in a string": EVENT + 'summary = """\n[[events]]\n[[quotes]]\n"""\n' + QUOTE + REST,
    "a whole record in a string": f"{EVENT}summary = '''\n{EVENT}'''\n{REST}",
    "a header in a comment": EVENT + "# [[events]]\n" + REST,
    "accounts at a cut": EVENT
    + '[[events.accounts]]\nby = "council"\nsays = "No."\ncites = [{ source = "gazette" }]\n' * 3
    + REST,
    "a table of a record after another record": EVENT + QUOTE + '[events.extra]\na = "b"\n' + REST,
    "headers with blanks": EVENT.replace("[[events]]", "[[ events ]]") + QUOTE + REST,
    "a list of records": 'searches = [{ id = "a", title = "A", query = "a" }]\n' + EVENT + REST,
    "an unknown table twice": f'[[maps]]\nid = "m"\n{EVENT}[[maps]]\nid = "n"\n{REST}',
    "rules in two places": f'[check]\nE999 = "off"\n{EVENT}{REST}',
    "a table in parts": f'{EVENT}[store.approximate_margin]\nday = "P3D"\n{QUOTE}{REST}',
    "ids twice, far apart": f"{EVENT}{REST}{EVENT}",
    "no record at all": STORE,
}


@pytest.mark.parametrize("name", CUTS)
@pytest.mark.parametrize("size", [1, 150, 10_000])
def test_wherever_it_is_cut_it_is_the_same(path: Path, name: str, size: int) -> None:
    at_once, in_parts, progress = both_ways(path, CUTS[name], size)
    assert in_parts == at_once
    check_progress(progress, CUTS[name])


WRONG = {
    "a table twice": STORE + EVENT + STORE,
    "a list and then headers": f'events = [{{ id = "a" }}]\n{EVENT}{STORE}',
    "a string without an end": EVENT + 'summary = """\n' + QUOTE + REST,
    "a slip in the last piece": EVENT + REST + "x = \n",
    "a key twice in a record": EVENT + 'title = "Y"\n' + REST,
    "a table of a record before any": '[events.extra]\na = "b"\n' + EVENT + REST,
    "a carriage return": EVENT + 'summary = "a\rb"\n' + REST,
    "a carriage return too many": f"{EVENT}\r\r\n{REST}",
    "a number of thousands of digits": EVENT + f"extra.a = {'1' * 5000}\n" + REST,
    "nested a thousand times": EVENT + f"extra.a = {'[' * 1000}\n" + REST,
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_toml_whole_is_not_in_pieces_and_is_told_alike(path: Path, name: str) -> None:
    path.write_bytes(WRONG[name].encode())
    with pytest.raises(StoreError) as at_once:
        read_store(path, Problems())
    with cut_every(1), pytest.raises(StoreError) as in_parts:
        read_store(path, Problems())
    assert str(in_parts.value) == str(at_once.value)


@pytest.mark.parametrize("name", ["tables that take turns", "a header in a comment", "[store] in the middle"])
def test_what_can_be_cut_is_cut(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 1)
    assert len(list(in_pieces(CUTS[name]))) == CUTS[name].count("\n[[") + 2


def test_a_large_store_comes_in_pieces_of_about_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(generate(2000, 1))
    monkeypatch.setattr(pieces, "PIECE", 100_000)
    progress: Progress = []
    parts = list(in_pieces(text, lambda done, total: progress.append((done, total))))
    steps = [later[0] - earlier[0] for earlier, later in pairwise(progress)]
    assert len(parts) == len(progress) > 10
    assert all(100_000 <= step < 110_000 for step in steps[:-1])
    at_once = whole(text, "")
    for table in TABLES:
        assert [row for part in parts for row in part.get(table, [])] == at_once.get(table, [])


def test_a_piece_that_cannot_stand_alone_stops_the_cutting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 1)
    with pytest.raises(InseparableError):
        list(in_pieces(CUTS["a header in a string"]))


NEWER = {
    "a line break in an inline table": (f"{STORE}[check]\na = {{\n b = 1 }}\n", "s.toml:7:6: "),
    "a comma at the end of an inline table": (f"{STORE}[check]\na = {{ b = 1, }}\n", "s.toml:7:14: "),
    "an escape of TOML 1.1": (f'{STORE}[check]\na = "\\e"\n', "s.toml:7:8: "),
    "a time without seconds": (f"{STORE}[check]\na = 07:30\n", "s.toml:7:"),
}


@pytest.mark.parametrize("name", NEWER)
def test_what_is_newer_than_toml_1_0_is_named(name: str) -> None:
    text, place = NEWER[name]
    assert whole(text, "s.toml")
    found = newer_syntax(text, "s.toml")
    assert found is not None
    assert str(found).startswith(place)
    assert "newer than TOML 1.0:" in str(found)


def test_nothing_in_toml_1_0_is_newer() -> None:
    assert newer_syntax(REST, "s.toml") is None


def test_what_the_older_parser_cannot_nest_is_told() -> None:
    text = "a = " + "{a = " * 390 + "1" + "}" * 390
    assert whole(text, "s.toml")
    assert "nested too deeply" in str(newer_syntax(text, "s.toml"))
