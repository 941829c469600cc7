"""Where records and fields stand is told exactly, however they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from tests.storage.stores import Written, examples, stores

from karabakh_tui.model.records import TABLES, Record
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.places import Places
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import Loaded, read_store


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("places") / "store.toml"


def loaded(path: Path, text: str) -> Loaded:
    path.write_bytes(text.encode())
    return read_store(path, Problems())


def all_records(found: Loaded) -> list[Record]:
    return [record for table in TABLES for record in found.store.records(table)]


@examples(60)
@given(stores())
def test_a_record_reaches_from_its_header_to_the_next(path: Path, written: Written) -> None:
    found = loaded(path, written.text)
    starts = sorted([written.header, *(start for _, _, start in written.records), len(written.text)])
    assert len(found.store) == len(written.records)
    for table, record_id, start in written.records:
        record = found.store.get(table, record_id)
        assert record is not None
        span = found.span(record)
        assert span.start == start
        assert span.end == starts[bisect_right(starts, start)]
        assert span.line == written.text.count("\n", 0, start) + 1


@examples(60)
@given(stores(sound=False))
def test_the_place_of_a_problem_is_its_key_or_what_would_hold_it(path: Path, written: Written) -> None:
    found = loaded(path, written.text)
    lines = written.text.split("\n")
    for problem in found.problems:
        here = lines[problem.line - 1][problem.column - 1 :]
        key = re.sub(r"\[\d+\]$", "", problem.field).rpartition(".")[2]
        sign = '"' if problem.code.startswith("E2") else ("[[", "{") if "required" in problem.message else key
        assert here.startswith(sign), (str(problem), here)


@examples(60)
@given(stores(sound=False))
def test_what_is_set_aside_is_kept_as_it_is_written(path: Path, written: Written) -> None:
    found = loaded(path, written.text)
    starts = {(table, record_id): start for table, record_id, start in written.records}
    bounds = sorted([written.header, *starts.values(), len(written.text)])
    for aside in found.set_aside:
        start = starts[aside.table, str(aside.record_id)]
        assert aside.text == written.text[start : bounds[bisect_right(bounds, start)]].rstrip()
        assert aside.line == written.text.count("\n", 0, start) + 1


def test_every_record_of_the_shipped_store_stands_where_its_id_is() -> None:
    text = shipped_store().read_text(encoding="utf-8")
    found = read_store(shipped_store(), Problems())
    table, oracle = "", {}
    for number, line in enumerate(text.split("\n"), 1):
        header = re.fullmatch(r"\[\[(\w+)\]\]", line)
        table, header_line = (header[1], number) if header else (table, number - 1)
        named = re.fullmatch(r'id = "(.*)"', line)
        if named and table:
            oracle[table, named[1]] = header_line
    lines = {(record.table, record.id): found.span(record).line for record in all_records(found)}
    assert lines == oracle


def test_the_shipped_store_is_shared_out_among_its_records_and_comments() -> None:
    text = shipped_store().read_text(encoding="utf-8")
    found = read_store(shipped_store(), Problems())
    spans = sorted((found.span(record) for record in all_records(found)), key=lambda span: span.start)
    assert spans[0].start == text.index("\n[[") + 1
    assert all(before.end == after.start for before, after in pairwise(spans))
    assert spans[-1].end == text.index("\n[check]") + 1


def test_every_field_of_the_shipped_store_is_found_on_the_line_of_its_key() -> None:
    """A field's key is looked for by hand: the first line of the record's text that begins with it."""
    lines = shipped_store().read_text(encoding="utf-8").split("\n")
    found = read_store(shipped_store(), Problems())
    for record in all_records(found)[::7]:
        span, number = found.span(record), found.numbers[record.table][record.id]
        for name in record.model_fields_set - {"accounts"}:
            line = next(at for at in range(span.line, len(lines)) if lines[at].startswith(f"{name} = ")) + 1
            place = found.places.field(record.table, number, (name,))
            assert (found.places.line_of(place.start), found.places.column_of(place.start)) == (line, 1)
            assert found.places.column_of(place.value) == len(f"{name} = ") + 1


def test_columns_count_characters_and_lines_count_from_1() -> None:
    places = Places("é́𝔖語\nab\n\nc", {})
    assert [(places.line_of(at), places.column_of(at)) for at in range(10)] == [
        (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (2, 1), (2, 2), (2, 3), (3, 1), (4, 1)
    ]  # fmt: skip


STRAY = """\
[[events]]
id = "a"
note = '''
[[events]]'''

[[quotes]]
id = "q"

[events.extra]
b = 1

[[quotes]]
id = "r"

[[events.accounts]]
by = "c"
[[events.accounts.cites]]
source = "s"

[[events]]
id = "d"
"""


def test_the_parts_of_a_record_are_found_where_they_stand_away_from_it() -> None:
    places = Places(STRAY, {"events": 2, "quotes": 2})
    assert [places.record("events", number).line for number in range(2)] == [1, 20]
    assert places.line_of(places.field("events", 0, ("extra", "b")).start) == 10
    assert places.line_of(places.field("events", 0, ("accounts", 0, "by")).start) == 16
    assert places.line_of(places.field("events", 0, ("accounts", 0, "says")).start) == 15
    assert places.line_of(places.field("events", 1, ("extra",)).start) == 20
    assert places.text("events", 0).split("\n\n")[1:] == [
        "[events.extra]\nb = 1",
        '[[events.accounts]]\nby = "c"\n[[events.accounts.cites]]\nsource = "s"',
    ]
    assert places.text("quotes", 0) == '[[quotes]]\nid = "q"'
