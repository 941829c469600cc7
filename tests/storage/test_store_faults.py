"""Whatever is wrong in a store is told once, at its line and column, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.storage.faults import FAULTS, HEADERS, REST

from karabakh_tui.model.records import TABLES
from karabakh_tui.storage import pieces, read
from karabakh_tui.storage.problems import CODES, Problems
from karabakh_tui.storage.read import Loaded, read_store

CASES = {name: (f"{text}\n{REST}", told) for name, (text, told) in FAULTS.items()} | HEADERS

FORMS = {
    "as written": lambda text: text.encode(),
    "with CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "with a byte order mark": lambda text: text.encode("utf-8-sig"),
}


def loaded(path: Path, data: bytes) -> Loaded:
    path.write_bytes(data)
    return read_store(path, Problems())


def told(found: Loaded) -> list[str]:
    """Return the problems as the table writes them, without file and sentence."""
    return [
        re.sub(r"^(\S+): (\S+ .*?): .*$", r"\1 \2", str(each).removeprefix(f"{each.file}:")) for each in found.problems
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_where_it_is(tmp_path: Path, name: str, form: str) -> None:
    text, expected = CASES[name]
    assert told(loaded(tmp_path / "store.toml", FORMS[form](text))) == expected


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_alike_where_the_file_is_read_in_pieces(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "WHOLE", 0)
    monkeypatch.setattr(pieces, "PIECE", 1)
    text, expected = CASES[name]
    assert told(loaded(tmp_path / "store.toml", text.encode())) == expected


def test_every_code_and_every_table_is_in_the_list() -> None:
    all_told = [line for _, lines in CASES.values() for line in lines]
    assert {line.split()[1] for line in all_told} == set(CODES)
    assert {line.split()[2].partition("/")[0] for line in all_told} >= set(TABLES)
    assert len(CASES) > 40


def test_what_the_faults_stand_before_is_sound(tmp_path: Path) -> None:
    assert told(loaded(tmp_path / "store.toml", REST.encode())) == []


SENTENCES = {
    "an unknown field of an event": 'unknown field - did you mean "cites"?',
    "an unknown field of a party": 'unknown field - did you mean "name"?',
    "an unknown field of a quote": 'unknown field - did you mean "speaker"?',
    "a dotted key": 'unknown field - did you mean "cites"?',
    "a source without a title": "this field is required; the record is set aside",
    "an id with a blank": "an id is made of a-z, 0-9 and hyphens; the record is set aside",
    "a degree that no place has": "a number of at most 180 is needed here",
    "a number that is none": "a finite number is needed here",
    "an unknown status": (
        "one of established, reported, claimed, disputed is needed, not 'certain'; the record is set aside"
    ),
    "an event without cites": "at least one is needed; the record is set aside",
    "a text that is a number": "text in quotes is needed here",
    "a list that is a text": "a list in brackets is needed here",
    "a cite without a source": "this field is required; cites[0] is left out",
    "a figure without a number": "a figure gives either `value` or `low` and `high`; figures is left out",
    "a figure with a text for a number": "a number is needed here; figures is left out",
    "two cites that cannot be read": "text in quotes is needed here; cites[0] is left out",
    "an account without a party": "this field is required; accounts is left out",
    "an interval that ends before it begins": "the interval ends before it begins",
    "a second record with an id": "the record on line 1 has this id; the one on line 5 is set aside",
    "a former id that is taken": '"council" is the id of a record, and cannot be a former one',
    "a former id of two records": '"old" is a former id of "x" already',
    "an unknown kind of source": 'unknown kind "nwes" - did you mean "news"?',
    "a cite for a field that is none": 'there is no field "titel" - did you mean "title"?',
    "a dangling party": 'there is no "cuoncil" among the parties - did you mean "council"?',
    "a part of itself": "it is part of itself",
    "sources that repeat each other": 'it is based on "x", which leads back to it',
    "an unknown side": '"eats" is not one of the sides of [store] - did you mean "east"?',
    "a table that the format does not have": 'unknown table - did you mean "events"?',
    "a record's table in single brackets": "records are written [[searches]], each with a header of its own",
    "a rule's severity that is none": "one of off, note, warning, error is needed, not 'loud'",
    "no [store]": "a table [store] with id, title and format is needed",
    "a format that is newer": "format 2 is newer than this program, which reads format 1",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_fault_is_told_in_a_sentence_that_says_what_to_do(tmp_path: Path, name: str) -> None:
    text, _ = CASES[name]
    assert loaded(tmp_path / "store.toml", text.encode()).problems[0].message == SENTENCES[name]


def test_a_reference_to_a_record_set_aside_says_so(tmp_path: Path) -> None:
    text, _ = CASES["a reference to a record set aside"]
    problem = loaded(tmp_path / "store.toml", text.encode()).problems[1]
    assert problem.message == '"x" among the parties is set aside, for a problem of its own'


def test_a_problem_reads_as_a_compiler_would_say_it(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    (problem,) = loaded(path, CASES["an unknown field of an event"][0].encode()).problems
    assert str(problem) == f'{path}:8:1: E104 events/x sorces: unknown field - did you mean "cites"?'
    assert problem.severity == "error"


def test_control_characters_of_the_file_are_shown_in_a_problem_and_do_not_act(tmp_path: Path) -> None:
    text = CASES["an unknown field of an event"][0].replace("sorces", '"sor\\u001B]0;x\\u0007ces\\u202E"')
    (problem,) = loaded(tmp_path / "st\x1bore.toml", text.encode()).problems
    assert "\x1b" in problem.field
    assert not set(str(problem)) & {"\x1b", "\x07", "\u202e"}
    assert "st␛ore.toml:8:1: E104 events/x sor␛]0;x␇ces<U+202E>: unknown field" in str(problem)
