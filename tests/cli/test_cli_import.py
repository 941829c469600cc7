"""`import`: the rows of a file become records, all of them or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.edit import fields_of
from karabakh_tui.storage.read import read_store


def made(directory: Path, name: str, text: str | bytes) -> str:
    path = directory / name
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return str(path)


def fields(store: Path, table: str, record_id: str) -> dict[str, object]:
    return fields_of(store.read_text(encoding="utf-8"), table, record_id)


PEOPLE = """\
name,kind,aliases,part_of,cites
Ann Toll,person,"Annie; A. Toll",east-council,chronicle:page 3; gazette-1901

"Dole, Ben",person,,,
"""


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_columns_named_as_the_fields_need_no_mapping(
    mark: str, eol: str, delimiter: str, run: Run, store: Path, tmp_path: Path
) -> None:
    text = PEOPLE.replace('"Dole, Ben"', "@").replace(",", delimiter).replace("@", '"Dole, Ben"')
    file = made(tmp_path, "people.csv", mark + text.replace("\n", eol))
    done = run("import", file, "--table", "parties")
    assert (done.code, done.out) == (0, "parties/ann-toll\nparties/dole-ben\n")
    assert done.err == "karabakh-tui: 2 records imported\n"
    assert fields(store, "parties", "ann-toll") == {
        "id": "ann-toll",
        "name": "Ann Toll",
        "kind": "person",
        "aliases": ["Annie", "A. Toll"],
        "part_of": ["east-council"],
        "cites": [{"source": "chronicle", "at": "page 3"}, {"source": "gazette-1901"}],
    }
    assert fields(store, "parties", "dole-ben") == {"id": "dole-ben", "name": "Dole, Ben", "kind": "person"}


def test_a_semicolon_parts_cells_as_spreadsheets_in_many_languages_write_them(
    run: Run, store: Path, tmp_path: Path
) -> None:
    file = made(tmp_path, "people.csv", 'name;kind;lat;aliases\nFerry;crossing;51.5;"A; B"\n')
    assert run("import", file, "--table", "places").code == 0
    assert fields(store, "places", "ferry") == {
        "id": "ferry",
        "name": "Ferry",
        "kind": "crossing",
        "lat": 51.5,
        "aliases": ["A", "B"],
    }


EVENTS = """\
Nr;Datum;Was;Art;Stand;Tote;Seite;Wer sagt;Was sagt
7;12.05.1901;Ferry sinks;Unglück;sicher;3;4;ferrymen;It was overladen.
8;06.1901;Ferry raised;Bergung;unklar;;5;;
"""

MAPPING = """\
date = { column = "Datum", date = ["%d.%m.%Y", "%m.%Y"] }
title = "Was"
kind = { column = "Art", values = { "Unglück" = "unrest", "Bergung" = "agreement" } }
status = { column = "Stand", values = { sicher = "reported", unklar = "claimed" } }
tags = { constant = ["ferry"] }
parties = { column = "Wer sagt", split = "" }

[[figures]]
of = { constant = "killed" }
value = "Tote"

[[cites]]
source = { constant = "chronicle" }
at = "Seite"

[[accounts]]
by = "Wer sagt"
says = "Was sagt"
cites = [{ source = { constant = "chronicle" }, at = "Seite" }]
"""


def test_a_mapping_says_where_everything_comes_from(run: Run, store: Path, tmp_path: Path) -> None:
    file, mapping = made(tmp_path, "ferry.csv", EVENTS), made(tmp_path, "ferry.toml", MAPPING)
    done = run("import", file, "--table", "events", "--map", mapping)
    assert (done.code, done.out) == (0, "events/ferry-sinks-1901\nevents/ferry-raised-1901\n")
    assert fields(store, "events", "ferry-sinks-1901") == {
        "id": "ferry-sinks-1901",
        "date": "1901-05-12",
        "title": "Ferry sinks",
        "kind": "unrest",
        "status": "reported",
        "tags": ["ferry"],
        "parties": ["ferrymen"],
        "figures": [{"of": "killed", "value": 3}],
        "cites": [{"source": "chronicle", "at": "4"}],
        "accounts": [{"by": "ferrymen", "says": "It was overladen.", "cites": [{"source": "chronicle", "at": "4"}]}],
    }
    assert fields(store, "events", "ferry-raised-1901") == {
        "id": "ferry-raised-1901",
        "date": "1901-06",
        "title": "Ferry raised",
        "kind": "agreement",
        "status": "claimed",
        "tags": ["ferry"],
        "cites": [{"source": "chronicle", "at": "5"}],
    }


def test_what_follows_from_a_cell_that_is_wrong_is_not_told_too(run: Run, store: Path, tmp_path: Path) -> None:
    text = "Nr;Datum;Was;Art;Stand;Tote;Seite;Wer sagt;Was sagt\n7;12.05.1901;;Streik;sicher;some;4;ferrymen;\n"
    file, mapping = made(tmp_path, "ferry.csv", text), made(tmp_path, "ferry.toml", MAPPING)
    assert run("import", file, "--table", "events", "--map", mapping).err.splitlines() == [
        f'{file}:2: column "Art": the mapping has no value for "Streik"',
        f'{file}:2: column "Tote": a number such as 12 or 51.5 is needed, not "some"',
        f'{file}:2: column "Was": this field is required',
        f'{file}:2: column "Was sagt": this field is required',
        "karabakh-tui: 4 problems; nothing was imported",
    ]


def test_a_dry_run_says_what_would_be_and_writes_nothing(run: Run, store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    done = run("import", made(tmp_path, "people.csv", PEOPLE), "--table", "parties", "--dry-run")
    assert (done.code, done.out) == (0, "parties/ann-toll\nparties/dole-ben\n")
    assert done.err == "karabakh-tui: 2 records would be imported; nothing was written\n"
    assert store.read_bytes() == before


OBJECTS = [
    {"name": "Ann Toll", "kind": "person", "aliases": ["Annie", {"name": "Toll", "language": "de"}], "url": None},
    {"name": "Ben Dole", "kind": "person", "extra": {"born": 1870, "left": None}},
]


def test_a_mapping_reaches_keys_in_keys_of_objects(run: Run, store: Path, tmp_path: Path) -> None:
    row = {"what": {"name": "Ferry Office", "of": {"kind": "office"}}, "what.side": "east"}
    text = json.dumps(row) + "\n" + json.dumps({"what": {"name": "Mill", "of": "no object"}, "kind": "group"})
    file = made(tmp_path, "x.jsonl", text)
    mapping = made(tmp_path, "x.toml", 'name = "what.name"\nkind = "what.of.kind"\nrole = "what.side"\n')
    done = run("import", file, "--table", "parties", "--map", mapping)
    assert done.code == 1
    assert "x.jsonl:2" in done.err
    assert 'column "what.of.kind": this field is required' in done.err
    made(tmp_path, "x.jsonl", json.dumps(row))
    assert run("import", file, "--table", "parties", "--map", mapping).code == 0
    assert fields(store, "parties", "ferry-office")["role"] == "east"
    made(tmp_path, "x.toml", 'name = "what.nam"\nkind = "what.of.kind"\n')
    done = run("import", file, "--table", "parties", "--map", mapping)
    deep = '{"a":' * 500 + "1" + "}" * 500
    made(tmp_path, "x.jsonl", deep)
    assert run("import", file, "--table", "parties", "--map", mapping).code == 1
    assert 'there is no column "what.nam" - did you mean "what.name"?' in done.err


@pytest.mark.parametrize("name", ["people.json", "people.jsonl", "PEOPLE.NDJSON"])
def test_objects_are_records_as_the_format_has_them(name: str, run: Run, store: Path, tmp_path: Path) -> None:
    lines = "\n\n".join(json.dumps(each) for each in OBJECTS)
    file = made(tmp_path, name, json.dumps(OBJECTS, indent=1) if name.endswith(".json") else lines)
    done = run("import", file, "--table", "parties")
    assert (done.code, done.out) == (0, "parties/ann-toll\nparties/ben-dole\n")
    assert fields(store, "parties", "ann-toll")["aliases"] == ["Annie", {"name": "Toll", "language": "de"}]
    assert fields(store, "parties", "ben-dole")["extra"] == {"born": 1870}


def test_a_mapping_takes_keys_of_objects_too(run: Run, store: Path, tmp_path: Path) -> None:
    rows = [{"what": "Ferry", "where": [51.5, -1], "year": 1870, "more": ["a", "b"]}]
    file = made(tmp_path, "x.json", json.dumps(rows))
    mapping = 'name = "what"\nkind = { constant = "crossing" }\nchecked = "year"\naliases = "more"\n'
    assert run("import", file, "--table", "places", "--map", made(tmp_path, "m.toml", mapping)).code == 0
    assert fields(store, "places", "ferry") == {
        "id": "ferry",
        "name": "Ferry",
        "kind": "crossing",
        "checked": "1870",
        "aliases": ["a", "b"],
    }


def test_everything_that_is_wrong_is_told_with_line_and_column_and_nothing_is_imported(
    run: Run, store: Path, tmp_path: Path
) -> None:
    before = store.read_bytes()
    text = """\
Nr;Datum;Was;Art
good-one;12.05.1901;Ferry sinks;unrest
no-date;;"Ferry
rises";unrest
bad-date;1901-05-12;Ferry;unrest
bridge-shut;12.05.1901;Ferry;unrest
good-one;12.05.1901;Ferry;unrest
short;12.05.1901
Bad Id;12.05.1901;;unrest
"""
    mapping = """\
id = "Nr"
date = { column = "Datum", date = "%d.%m.%Y" }
title = "Was"
kind = "Art"
status = { constant = "claimed" }
cites = { constant = [{ source = "chronicle" }] }
"""
    file, plan = made(tmp_path, "ferry.csv", text), made(tmp_path, "ferry.toml", mapping)
    done = run("import", file, "--table", "events", "--map", plan)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        f"{file}:8: 2 cells, where the header has 4",
        f'{file}:3: column "Datum": this field is required',
        f'{file}:5: column "Datum": the date "1901-05-12" is not written %d.%m.%Y',
        f'{file}:6: column "Nr": events/bridge-shut is there already, or was; give another id',
        f'{file}:7: column "Nr": "good-one" is the id at {file}:2 too',
        f'{file}:9: column "Nr": an id is made of a-z, 0-9 and hyphens',
        f'{file}:9: column "Was": this field is required',
        "karabakh-tui: 7 problems; nothing was imported",
    ]
    assert store.read_bytes() == before


def test_what_check_would_find_is_told_at_its_row(run: Run, store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    text = "id,name,kind,part_of\na,A,persn,b\nb,B,person,nobody\n"
    file = made(tmp_path, "people.csv", text)
    done = run("import", file, "--table", "parties")
    assert (done.code, done.out) == (1, "")
    lines = done.err.splitlines()
    assert lines[0] == f'{file}:2: column "kind": unknown kind "persn" - did you mean "person"? (E109)'
    assert lines[1].startswith(f'{file}:3: column "part_of": ')
    assert lines[1].endswith("(E301)")
    assert lines[2:] == ["karabakh-tui: 2 problems; nothing was imported"]
    assert store.read_bytes() == before


def test_problems_of_objects_have_their_number_or_line(run: Run, store: Path, tmp_path: Path) -> None:
    rows = [{"name": "A", "kind": "person"}, {"name": "B", "knd": "person"}, 3]
    file = made(tmp_path, "x.json", json.dumps(rows))
    assert run("import", file, "--table", "parties").err.splitlines()[:3] == [
        f"{file}: object 3: an object with a key for each field is needed here",
        f"{file}: object 2: kind: this field is required",
        f'{file}: object 2: knd: unknown field - did you mean "kind"?',
    ]
    file = made(tmp_path, "x.jsonl", "\n".join(json.dumps(each) for each in rows))
    assert run("import", file, "--table", "parties").err.startswith(f"{file}:3: an object")
    half = made(tmp_path, "y.json", '[{"name": "A", "kind": "person", "extra": {"x": "\\udc80"}}]')
    assert f"{half}: object 1: TOML has no form for a value" in run("import", half, "--table", "parties").err


def test_columns_that_are_no_fields_are_told_once(run: Run, store: Path, tmp_path: Path) -> None:
    file = made(tmp_path, "people.csv", "Name,kind,zzz\nA,person,x\nB,person,y\n")
    lines = run("import", file, "--table", "parties").err.splitlines()
    assert lines[:2] == [
        f'{file}:1: column "Name": there is no field "Name" - did you mean "name"?',
        f'{file}:1: column "zzz": there is no field "zzz"',
    ]
    plan = made(tmp_path, "m.toml", 'name = "name"\nkind = { constant = "person" }\n')
    lines = run("import", file, "--table", "parties", "--map", plan).err.splitlines()
    assert lines[0] == f'{file}:1: there is no column "name" - did you mean "Name"?'


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.csv", b"", "holds nothing; the first line names the columns"),
        ("a.csv", b"name,kind\n\xff,person\n", ":2: byte 0xFF is not UTF-8"),
        ("a.csv", b'name,kind\n"A,person\n', ":2: the row that begins here is no CSV"),
        ("a.csv", b"name,name\n", 'the column "name" stands twice'),
        ("a.csv", b"name,,\n", "two columns have no name"),
        ("a.json", b"{}", "a list of objects is needed"),
        ("a.json", b"[", "cannot be read as JSON"),
        ("a.json", b"[" * 100_000, "cannot be read as JSON"),
        ("a.json", b'[{"name": NaN}]', "NaN is no number"),
        ("a.json", b'[{"name": "a", "name": "b"}]', 'the key "name" stands twice'),
        ("a.jsonl", b'{"name": "a"}\n{\n', ":2: cannot be read as JSON"),
        (".", None, "cannot be read: Is a directory"),
        ("none.csv", None, "cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_wrong_usage(
    name: str, data: bytes | None, sentence: str, run: Run, store: Path, tmp_path: Path
) -> None:
    before = store.read_bytes()
    file = str(tmp_path / name) if data is None else made(tmp_path, name, data)
    done = run("import", file, "--table", "parties")
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert store.read_bytes() == before


def test_a_file_without_rows_is_told(run: Run, store: Path, tmp_path: Path) -> None:
    for name, text in (("a.csv", "name,kind\n\n"), ("a.json", "[]"), ("a.jsonl", "\n")):
        done = run("import", made(tmp_path, name, text), "--table", "parties")
        assert done.code == 1
        assert "holds no rows" in done.err


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("", "the mapping is empty"),
        ("name", "the mapping is not TOML"),
        ('nme = "Name"', 'there is no field "nme" - did you mean "name"?'),
        ("name = 3", "name: a column's name is needed"),
        ("name = {}", "name: a column's name is needed"),
        ('name = { column = "a", constant = "b" }', "name: a column's name is needed"),
        ('name = { column = "a", spilt = ";" }', 'name: there is no "spilt"; a column has split, date, values'),
        ('name = { constant = "a", split = ";" }', "name: a constant stands alone"),
        ("name = { column = 3 }", "name: column and split are text in quotes"),
        ('name = { column = "a", values = { a = 1 } }', "name: values is a table of texts"),
        ('active = { column = "a", date = "%d.%m.%y" }', "active: a date's format is made of %Y, %m"),
        ('active = { column = "a", date = "%d.%Y" }', "active: a date's format is made of %Y, %m"),
        ('active = { column = "a", date = "%m %B %Y" }', "active: a date's format is made of %Y, %m"),
        ('active = { column = "a", date = [3] }', "active: a date's format is made of %Y, %m"),
        ('[[cites]]\nsorce = "a"', 'cites: there is no field "sorce" - did you mean "source"?'),
    ],
)
def test_a_mapping_that_is_none_is_wrong_usage(
    mapping: str, sentence: str, run: Run, store: Path, tmp_path: Path
) -> None:
    file, plan = made(tmp_path, "people.csv", PEOPLE), made(tmp_path, "m.toml", mapping)
    done = run("import", file, "--table", "parties", "--map", plan)
    assert (done.code, done.out) == (2, "")
    assert f"{plan}: " in done.err
    assert sentence in done.err


@pytest.mark.parametrize(
    ("form", "words", "expected"),
    [
        ("%d.%m.%Y", "1.2.1901", "1901-02-01"),
        ("%d %B %Y", "12 May 1901", "1901-05-12"),
        ("%b %Y", "May 1901", "1901-05"),
        ("%Y%%", "1901%", "1901"),
    ],
)
def test_a_date_is_no_more_exact_than_its_format(
    form: str, words: str, expected: str, run: Run, store: Path, tmp_path: Path
) -> None:
    mapping = f'name = "n"\nkind = {{ constant = "person" }}\nactive = {{ column = "d", date = "{form}" }}\n'
    file, plan = made(tmp_path, "a.csv", f"n,d\nA,{words}\n"), made(tmp_path, "m.toml", mapping)
    assert run("import", file, "--table", "parties", "--map", plan).code == 0
    assert fields(store, "parties", "a")["active"] == expected


def test_ids_that_are_made_keep_clear_of_those_that_are_given(run: Run, store: Path, tmp_path: Path) -> None:
    file = made(tmp_path, "people.csv", "id,name,kind\n,Ann,person\nann,Anna,person\n,Ann,group\n,Ferrymen,group\n")
    done = run("import", file, "--table", "parties")
    assert done.out.split() == ["parties/ann-2", "parties/ann", "parties/ann-3", "parties/ferrymen-2"]


def test_warnings_are_told_at_their_rows_and_many_only_counted(run: Run, store: Path, tmp_path: Path) -> None:
    rows = "".join(f"Leaflet number {number},web\n" for number in range(30))
    file = made(tmp_path, "a.csv", f"title,kind\n{rows}")
    done = run("import", file, "--table", "sources")
    assert (done.code, len(done.out.split())) == (0, 30)
    lines = done.err.splitlines()
    assert lines[0].startswith(f'{file}:2: column "title": nothing says where this can be read')
    assert len(lines) == 21
    assert lines[-1].startswith("karabakh-tui: 30 records imported; ")
    assert lines[-1].endswith(" warnings, which `check` tells")


def test_hostile_cells_are_told_harmlessly(run: Run, store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    file = made(tmp_path, "a.csv", "name,kind,\x1b[31mx\n\x1b]0;x\x07,\u202ekind,y\n")
    done = run("import", file, "--table", "parties")
    assert (done.code, store.read_bytes()) == (1, before)
    assert not {"\x1b", "\x07", "\u202e"} & set(done.err)
    mapping = made(tmp_path, "m.toml", 'name = "name"\nkind = { column = "kind", values = { a = "person" } }\n')
    done = run("import", file, "--table", "parties", "--map", mapping)
    assert (done.code, store.read_bytes()) == (1, before)
    assert not {"\x1b", "\x07", "\u202e"} & set(done.err)


def test_without_a_name_of_a_store_nothing_is_imported(run: Run, tmp_path: Path) -> None:
    before = shipped_store().read_bytes()
    done = run("import", made(tmp_path, "people.csv", PEOPLE), "--table", "parties")
    assert (done.code, shipped_store().read_bytes()) == (4, before)
    assert "make a copy of your own" in done.err


def test_what_another_program_wrote_meanwhile_is_not_overwritten(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(lock: object) -> bool:
        store.write_text("# theirs\n", encoding="utf-8")
        return True

    monkeypatch.setattr("karabakh_tui.storage.lock.WriterLock.take", take)
    done = run("import", made(tmp_path, "people.csv", PEOPLE), "--table", "parties")
    assert (done.code, done.out) == (4, "")
    assert store.read_text(encoding="utf-8") == "# theirs\n"


def test_records_come_below_the_last_of_their_table_in_the_order_of_the_file(
    run: Run, store: Path, tmp_path: Path
) -> None:
    before = store.read_text(encoding="utf-8")
    run("import", made(tmp_path, "people.csv", PEOPLE), "--table", "parties")
    after = store.read_text(encoding="utf-8")
    at = before.index("[[places]]")
    assert after.startswith(before[:at])
    assert after.endswith(before[at:])
    assert [each.id for each in read_store(store).store.parties][-2:] == ["ann-toll", "dole-ben"]
