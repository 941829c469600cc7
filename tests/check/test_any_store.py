"""Whatever a store holds, checking it ends with findings, each at a place that the file has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from tests.check.checked import TODAY, findings
from tests.check.faults import FAULTS, REST, party
from tests.storage.stores import VALUES, Written, examples, stores

from karabakh_tui.check.checking import check
from karabakh_tui.errors import StoreError
from karabakh_tui.model.records import RECORD_TYPES, STATUSES, TABLES
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store

ROOT = Path(__file__).resolve().parents[2]

IDS = st.sampled_from(("a", "b", "c", "d"))
DATES = st.sampled_from(
    ("1901", "1901-05-12", "1901-06", "1902/1903", "1901~", "190X?", "../1900", "[1901,1905..]", "2999", "Y17E7")
)
STRINGS = st.sampled_from(
    (
        "—",
        " x ",
        "Ça",
        "a\u202eb",
        "cafe\u0301",
        "Fеrry",
        "http://[",
        "x://y",
        "10.1/2",
        "Q0",
        "en-",
        "Ã©",
        "b:",
        "Ferry",
    )
)
CITES = st.lists(
    st.fixed_dictionaries({"source": IDS}, optional={"words": STRINGS, "supports": st.just(["date"])}),
    min_size=1,
    max_size=2,
)
FIGURES = st.lists(st.fixed_dictionaries({"of": STRINGS, "value": st.integers(0, 9), "as_of": DATES}), max_size=2)
ACCOUNTS = st.lists(
    st.fixed_dictionaries(
        {"by": IDS, "says": STRINGS, "cites": CITES},
        optional={"said": DATES, "date": DATES, "stance": st.sampled_from(("denies", "confirms")), "figures": FIGURES},
    ),
    max_size=3,
)
ALIASES = st.lists(
    STRINGS
    | st.fixed_dictionaries(
        {"name": STRINGS},
        optional={"used_by": IDS, "language": STRINGS, "script": STRINGS, "since": DATES, "until": DATES},
    ),
    max_size=3,
)
REFERENCES = st.lists(IDS, max_size=3)
KINDS = {"sources": ("news", "web"), "parties": ("group",), "places": ("city",), "events": ("clash",)}


def value_of(table: str, field: str) -> st.SearchStrategy[Any]:
    """Return values for a field of its own sort, so that most records are ones."""
    sorts: dict[str, st.SearchStrategy[Any]] = {
        "former_ids": REFERENCES, "cites": CITES, "accounts": ACCOUNTS, "figures": FIGURES, "aliases": ALIASES,
        "parties": REFERENCES, "places": REFERENCES, "related": REFERENCES, "tags": st.lists(STRINGS, max_size=3),
        "status": st.sampled_from(STATUSES), "lat": st.floats(-90, 90), "lon": st.floats(-180, 180),
        "radius_km": st.floats(0, 9), "extra": st.dictionaries(STRINGS, STRINGS, max_size=2),
        "authors": st.lists(STRINGS, max_size=2), "side": st.sampled_from(("east", "west")),
        "kind": st.sampled_from(KINDS.get(table, ("",))),
        "part_of": REFERENCES if table == "parties" else IDS,
    }  # fmt: skip
    for name in ("replaced_by", "standpoint", "based_on", "speaker", "on_behalf_of", "event"):
        sorts[name] = IDS
    for name in ("date", "published", "accessed", "checked", "withdrawn", "active"):
        sorts[name] = DATES
    return sorts.get(field, STRINGS)


@st.composite
def records(draw: st.DrawFn, table: str) -> list[dict[str, Any]]:
    """Draw records that have what they need, and few things more."""
    fields = RECORD_TYPES[table].model_fields
    needed = [name for name, field in fields.items() if field.is_required() and name != "id"]
    others = st.lists(st.sampled_from([name for name in fields if name not in needed and name != "id"]), max_size=4)
    return [
        {"id": record_id, **{name: draw(value_of(table, name)) for name in (*needed, *draw(others))}}
        for record_id in draw(st.lists(IDS, max_size=4, unique=True))
    ]


def assert_well_told(path: Path) -> None:
    """Check a store, and assert that its findings are at places that it has, in their order."""
    text = path.read_text(encoding="utf-8")
    try:
        loaded = read_store(path, Problems())
    except StoreError:
        return
    found = check(loaded, TODAY)
    lines = text.split("\n")
    places = [(each.line, each.column) for each in found]
    assert places == sorted(places)
    for each in found:
        assert 1 <= each.line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1
        assert each.message
        assert str(each).isprintable()


HEADER = {
    "store": {
        "id": "s", "title": "S", "format": 1,
        "sides": [{"id": "east", "name": "E"}, {"id": "west", "name": "W"}],
        "approximate_margin": {"year": "P1Y"},
    }
}  # fmt: skip


@given(st.fixed_dictionaries({table: records(table) for table in TABLES}))
@examples(250)
def test_records_of_any_fields_are_checked(tmp_path_factory: Any, tables: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("any") / "x.toml"
    path.write_text(tomli_w.dumps({**HEADER, **tables}), encoding="utf-8")
    assert_well_told(path)


@given(stores(sound=False))
@examples(60)
def test_records_in_any_form_are_checked(tmp_path_factory: Any, written: Written) -> None:
    path = tmp_path_factory.mktemp("any") / "x.toml"
    path.write_text(written.text, encoding="utf-8")
    assert_well_told(path)


@given(st.data())
@examples(60)
def test_a_sound_store_with_one_value_of_any_kind_is_checked(tmp_path_factory: Any, data: st.DataObject) -> None:
    text = (ROOT / "tests" / "data" / "good.toml").read_text(encoding="utf-8")
    keys = list(re.finditer(r"^(\w+) = .*$", text, re.MULTILINE))
    key = data.draw(st.sampled_from(keys))
    value = tomli_w.dumps({key[1]: data.draw(VALUES)}).strip()
    path = tmp_path_factory.mktemp("any") / "x.toml"
    path.write_text(text[: key.start()] + value + text[key.end() :], encoding="utf-8")
    assert_well_told(path)


def test_findings_of_a_record_in_which_something_is_left_out_are_where_the_file_has_them(tmp_path: Path) -> None:
    fault = (
        '[[events]]\nid = "x"\ndate = "1901-05-12"\ntitle = "X"\nkind = "clash"\nstatus = "reported"\n'
        'tags = ["a", 3, "b ", "a"]\ncites = [{ source = 1 }, { source = "herald" }, { source = "gone" }]\n'
    )
    told = [
        f"{each.line}:{each.column} {each.code} {each.field}" for each in findings(tmp_path / "x.toml", fault + REST)
    ]
    assert told == [
        "7:14 E106 tags[1]",
        "7:17 W602 tags[2]",
        "7:23 W102 tags[3]",
        "8:12 E106 cites[0].source",
        "8:51 E301 cites[2].source",
    ]


def test_a_record_in_a_list_and_left_out_things_are_found_there(tmp_path: Path) -> None:
    text = (
        'searches = [{ id = "x", title = "X ", query = "a", note = 1 },\n  { id = "y", title = "Y", query = "b:" }]\n'
    )
    told = [f"{each.line} {each.code} {each.field}" for each in findings(tmp_path / "x.toml", text + REST)]
    assert told == ["1 W602 title", "1 E106 note", "2 E112 query"]


def test_a_sentence_stays_short_whatever_it_quotes(tmp_path: Path) -> None:
    (found,) = findings(tmp_path / "x.toml", party(name=f"{'a' * 9000}е") + REST)
    assert (found.code, len(found.message)) == ("W604", 300)


def test_settings_make_findings_graver_or_milder_and_switch_them_off(tmp_path: Path) -> None:
    text = FAULTS["a source that nothing cites"][0] + REST
    for severity in ("note", "warning", "error"):
        found = findings(tmp_path / "x.toml", f'{text}\n[check]\nW302 = "{severity}"\n')
        assert [each.severity for each in found] == [severity]
    assert findings(tmp_path / "x.toml", f'{text}\n[check]\nW302 = "off"\n') == ()


def test_settings_hold_for_what_the_reader_tells_too(tmp_path: Path) -> None:
    text = FAULTS["a reference that leads nowhere"][0] + REST
    assert [each.severity for each in findings(tmp_path / "x.toml", text)] == ["error"]
    assert findings(tmp_path / "x.toml", f'{text}\n[check]\nE301 = "off"\n') == ()
