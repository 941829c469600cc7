"""One reader with two tempers; and whatever is wrong, nothing is dropped unseen and nothing but a refusal is raised."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import example, given
from hypothesis import strategies as st
from tests.storage.faults import EVENT, FAULTS, PARTY, PLACE, REST, SEARCH, SOURCE
from tests.storage.stores import VALUES, Written, examples, stores

from karabakh_tui.errors import StoreError
from karabakh_tui.model.records import RECORD_TYPES, TABLES
from karabakh_tui.storage.pieces import newer_syntax
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import Loaded, read_store, read_text

DATA = Path(__file__).parent.parent / "data"
GOOD = (DATA / "good.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tempers") / "store.toml"


def loaded(path: Path, text: str) -> Loaded:
    path.write_bytes(text.encode())
    return read_store(path, Problems())


def loaded_or_refused(path: Path) -> Loaded | str:
    """Return the store, or the sentence with which it is refused."""
    try:
        return read_store(path, Problems())
    except StoreError as error:
        return str(error)


def all_of(data: dict[str, Any]) -> int:
    """Return how many records there are in a parsed file."""
    return sum(len(data[table]) for table in TABLES if isinstance(data.get(table), list))


def seen(found: Loaded) -> int:
    """Return how many records a reader can see: shown, or set aside from a table of records."""
    other = [
        each for each in found.set_aside if each.problem.record.startswith("[") and "[[" not in each.problem.record
    ]
    return len(found.store) + len(found.set_aside) - len(other)


# Two tempers


@examples(60)
@given(stores(sound=False))
def test_it_raises_the_first_problem_or_collects_them_all(path: Path, written: Written) -> None:
    problems = Problems()
    path.write_bytes(written.text.encode())
    found = read_store(path, problems)
    assert tuple(problems.found) == found.problems
    places = [(each.line, each.column) for each in found.problems]
    assert places == sorted(places)
    if problems.found:
        with pytest.raises(StoreError) as first:
            read_store(path)
        assert str(first.value) == str(problems.found[0])
    else:
        assert len(read_store(path).store) == len(found.store)


def test_problems_are_added_to_those_collected_before(path: Path) -> None:
    problems = Problems()
    for name in ("an unknown status", "an unknown side"):
        path.write_text(f"{FAULTS[name][0]}\n{REST}", encoding="utf-8")
        read_store(path, problems)
    assert [each.code for each in problems.found] == ["E105", "E303"]


OPTIONAL: dict[str, tuple[str, str, object]] = {
    "a text": (PARTY + "role = 1", "role", None),
    "a date": (SOURCE + 'published = "spring"', "published", None),
    "a list": (EVENT + 'tags = "bridge"', "tags", ()),
    "a number": (PLACE + 'lat = "north"\nlon = 4.5', "lat", None),
    "a table": (SEARCH + "extra = 1", "extra", {}),
    "an unknown field": (EVENT + "sorces = 1", "tags", ()),
}


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_record_with_a_bad_optional_field_is_shown_without_it(path: Path, name: str) -> None:
    text, field, without = OPTIONAL[name]
    found = loaded(path, f"{text}\n{REST}")
    (record,) = [found.store.get(table, "x") for table in TABLES if found.store.get(table, "x")]
    assert getattr(record, field) == without
    assert found.set_aside == ()


def test_a_bad_item_of_a_list_goes_alone(path: Path) -> None:
    text = PARTY + 'aliases = ["Y", { name = "" }, "Z"]\ncites = [{ source = "gazette", at = 1 }]'
    (party,) = [each for each in loaded(path, f"{text}\n{REST}").store.parties if each.id == "x"]
    assert [alias.name for alias in party.aliases] == ["Y", "Z"]
    assert [(cite.source, cite.at) for cite in party.cites] == [("gazette", None)]


def test_an_account_with_several_slips_goes_alone(path: Path) -> None:
    good = '[[events.accounts]]\nby = "council"\nsays = "No."\ncites = [{ source = "gazette" }]\n'
    found = loaded(path, f"{EVENT}[[events.accounts]]\nwho = 1\nsays = 2\n{good}{REST}")
    event = found.store.events[0]
    assert [account.says for account in event.accounts] == ["No."]
    assert [problem.field for problem in found.problems] == [
        "accounts[0].by", "accounts[0].cites", "accounts[0].who", "accounts[0].says"
    ]  # fmt: skip


def test_a_reference_is_located_in_the_file_where_an_item_before_it_was_left_out(path: Path) -> None:
    text = EVENT.replace("[{", '[{ at = "p. 1" }, { source = "gazete" }, {')
    problems = loaded(path, f"{text}\n{REST}").problems
    assert [(each.column, each.code, each.field) for each in problems] == [
        (10, "E106", "cites[0].source"),
        (29, "E301", "cites[1].source"),
    ]


def test_a_record_with_a_bad_required_field_is_set_aside_as_its_text(path: Path) -> None:
    text = EVENT.replace('"1901"', '"spring"') + "# why\nnote = '''\n[[events]]\n'''\n\n"
    found = loaded(path, text + REST)
    (aside,) = found.set_aside
    assert (aside.table, aside.record_id, aside.line, aside.text) == ("events", "x", 1, text.rstrip())
    assert aside.problem is found.problems[0]
    assert found.store.get("events", "x") is None


def test_the_items_of_a_list_of_records_are_set_aside_each_by_itself(path: Path) -> None:
    found = loaded(path, 'searches = [ "a, b" , {id = "x", title = 1}, [ 1, 2 ]]\n' + REST)
    assert [(each.record_id, each.text) for each in found.set_aside] == [
        (None, '"a, b"'),
        ("x", '{id = "x", title = 1}'),
        (None, "[ 1, 2 ]"),
    ]


def test_an_unknown_table_is_set_aside_once_with_its_parts(path: Path) -> None:
    found = loaded(path, f"[[maps]]\na = 1\n[maps.sub]\nb = 2\n{SOURCE}[[maps]]\na = 3\n{REST}")
    assert [(each.table, each.line, each.text) for each in found.set_aside] == [
        ("maps", 1, "[[maps]]\na = 1\n[maps.sub]\nb = 2"),
        ("maps", 9, "[[maps]]\na = 3"),
    ]


def test_a_second_record_does_not_move_the_places_of_the_first(path: Path) -> None:
    first = PARTY + 'part_of = ["y"]\n'
    second = PARTY + 'part_of = [1, "y"]\n'
    found = loaded(path, first + second + REST)
    assert [(each.line, each.column, each.code) for each in found.problems] == [
        (5, 12, "E301"),
        (7, 1, "E107"),
        (10, 12, "E106"),
    ]


def test_of_two_records_with_an_id_the_first_is_shown(path: Path) -> None:
    found = loaded(path, SOURCE + SOURCE.replace('"X"', '"Y"') + SOURCE.replace('"X"', '""') + REST)
    source = found.store.get("sources", "x")
    assert source is not None
    assert source.label == "X"
    assert [(each.line, each.problem.code) for each in found.set_aside] == [(5, "E107"), (9, "E105")]


def test_a_record_set_aside_leaves_its_id_to_the_next(path: Path) -> None:
    found = loaded(path, SOURCE.replace('"X"', '""') + SOURCE + REST)
    assert found.store.get("sources", "x") is not None
    assert [problem.code for problem in found.problems] == ["E105"]


def test_a_store_without_a_header_is_called_by_its_file(tmp_path: Path) -> None:
    found = loaded(tmp_path / "My Bridges!.toml", SOURCE)
    assert (found.store.header.id, found.store.header.title) == ("my-bridges", "My Bridges!")
    found = loaded(tmp_path / "書.toml", '[store]\ntitle = "Books"\nedition = 2')
    assert (found.store.header.id, found.store.header.title, found.store.header.edition) == ("store", "Books", None)


# Nothing is dropped unseen


@examples(200)
@given(st.data())
def test_whatever_a_field_holds_every_record_is_shown_or_set_aside(path: Path, data: st.DataObject) -> None:
    """Values of any type stand in any field of any record of the good store."""
    tables = tomllib.loads(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        table = data.draw(st.sampled_from(("store", "check", *TABLES)))
        rows = tables[table] if isinstance(tables[table], list) else [tables[table]]
        row = data.draw(st.sampled_from(rows))
        known = sorted(RECORD_TYPES[table].model_fields) if table in RECORD_TYPES else [*sorted(row), "W103"]
        name = data.draw(st.sampled_from(known) | st.text(max_size=5))
        if data.draw(st.booleans()):
            row.pop(name, None)
        else:
            row[name] = data.draw(VALUES | st.just(row.get("id", 1)))
    found = loaded(path, tomli_w.dumps(tables))
    assert seen(found) == all_of(tables)
    assert found.problems or not found.set_aside


TOKENS = st.sampled_from(
    (
        "[", "]", "[[", "]]", "{", "}", '"', "'", '"""', "'''", "#", "=", ".", ",", "\n", "\r", "\r\n", "\t", " ", "\\",
        "\\e", "x", "0", "-", "é", "[[events]]\n", "[events]\n", "[store]\n", "\n[[quotes]]", "\0", "\x7f", "\ufeff",
        "07:30", "inf",
    )
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw the good store, or something shorter, with a few places overwritten."""
    text = draw(st.sampled_from((GOOD, REST, EVENT + REST, "", "a = 1\n")))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        new = "".join(draw(st.lists(TOKENS, max_size=4)))
        text = text[:at] + new + text[at + draw(st.integers(0, 3)) :]
    return text


def parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomli.loads(text.removeprefix("\ufeff"))
    except tomli.TOMLDecodeError:
        return None


@examples(250)
@given(damaged())
@example("a = 1\r\r\n")
@example("\ufeff\ufeffa = 1")
@example("a = '''\r'''")
@example("events = [\n+1\n]")
@example("events = [[1]]")
@example('events = ["a"]\n')
def test_a_text_is_not_toml_where_the_parser_says_so_and_else_no_record_is_lost(path: Path, text: str) -> None:
    tables = parsed(text)
    path.write_bytes(text.encode())
    found = loaded_or_refused(path)
    if isinstance(found, Loaded):
        assert tables is not None
        assert seen(found) == all_of(tables)
    else:
        assert (": not TOML: " in found) == (tables is None)
        assert tables is None or not any(tables.values())


@examples(150)
@given(damaged())
def test_what_the_standard_librarys_parser_reads_is_read_and_nothing_in_it_is_newer(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
    try:
        tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError:
        older = False
    else:
        older = True
    clean = read_text(path)
    if older:
        assert newer_syntax(clean, "s.toml") is None
        assert parsed(text) is not None
    elif parsed(text) is not None:
        assert "newer than TOML 1.0" in str(newer_syntax(clean, "s.toml"))


@examples(100)
@given(st.binary(max_size=40) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_raise_anything_but_a_refusal(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    found = loaded_or_refused(path)
    assert isinstance(found, Loaded) or found.startswith(f"{path}:")
