"""`show ID...`: everything a record holds, and what points at it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from karabakh_tui.cli.console import Console
from karabakh_tui.cli.file_form import file_form, flat
from karabakh_tui.cli.record_pages import record_page
from karabakh_tui.model.dates import parse_date
from karabakh_tui.model.records import TABLES, Record
from karabakh_tui.paths import shipped_store
from karabakh_tui.show import show
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import Loaded, read_store

AWKWARD = Path(__file__).resolve().parents[1] / "data" / "awkward.toml"


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    return read_store(shipped_store(), Problems())


def one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def texts_of(record: Record) -> Iterator[str]:
    """Yield every text of a record that must stand on its page as it is: no dates, no numbers."""
    dates = {"date", "published", "accessed", "active", "checked", "withdrawn", "since", "until", "said", "as_of"}
    references = {"source", "by", "part_of", "parties", "places", "related", "used_by", "event", "speaker", "side"}
    for path, value in flat(file_form(record)):
        field = re.sub(r"\[\d+\]", "", path).split(".")[-1]
        if isinstance(value, str) and field not in dates | references:
            yield value


@pytest.mark.parametrize("table", TABLES)
def test_a_page_holds_every_text_of_the_record_and_the_address_of_all_that_points_at_it(
    shipped: Loaded, table: str
) -> None:
    console = Console()
    for record in shipped.store.records(table)[::3]:
        page = one_line(record_page(record, shipped.store, console))
        for text in texts_of(record):
            assert one_line(show(text, lines=True)) in page, record.ref
        for link in shipped.store.backlinks(record):
            assert f"({link.record.ref}" in page, f"{record.ref} has no {link}"


def test_a_page_says_who_says_what_and_where_it_can_be_read(store: Path, run: Run) -> None:
    done = run("show", "events/bridge-shut")
    assert done.code == 0
    assert done.err == ""
    assert done.out == PAGE


PAGE = """\
The bridge is shut to carts
about 12 May 1901 · blockade · ◐\u00a0disputed [1]

Carts were turned away.
The ferry carried them.

Figures (1)
  carts: about 30,000, as of June 1901 [2]

Accounts (2)
  East Bank Council (parties/east-council) says:
    The bridge was unsafe. [3]
    asserts · said 13 May 1901
  Guild of Ferrymen (parties/ferrymen) says:
    It was shut to sell ferry rides. [2]

Parties:
  East Bank Council (parties/east-council)
  Guild of Ferrymen (parties/ferrymen)
Places: Aldwater Bridge (places/bridge)

Id: events/bridge-shut

Evidence (3)
[1] Aldwater Gazette, The bridge is shut, 13 May 1901, news, speaks for East
    Bank Council (sources/gazette-1901)
    page 2
    https://gazette.example/1901-05-13
[2] A chronicle of the river, book (sources/chronicle)
[3] Aldwater Gazette, The bridge is shut, 13 May 1901, news, speaks for East
    Bank Council (sources/gazette-1901)
    https://gazette.example/1901-05-13

Quotes (1)
  May 1901  East Bank Council: “No cart shall pass the bridge [until the piers
    are mended].” (quotes/no-cart)

Related (1)
  45 BCE  The bridge is built  ●\u00a0established (events/bridge-built)
"""


def test_what_is_related_is_told_on_either_side(store: Path, run: Run) -> None:
    assert "Related (1)\n  about 12 May 1901  The bridge is shut" in run("show", "bridge-built").out


def test_a_withdrawn_record_says_so_on_its_page_and_where_it_is_named(store: Path, run: Run) -> None:
    page = run("show", "bridge-burnt").out
    assert "Withdrawn 1 January 1902: it did not burn" in page
    assert "Replaced by: The bridge is open again (events/bridge-opened)" in page
    assert "Replaces (1)\n  June 1901  The bridge is burnt" in run("show", "bridge-opened").out
    assert "(events/bridge-burnt, withdrawn)" in run("show", "bridge-opened").out


def test_a_bare_id_will_do_where_one_table_has_it(store: Path, run: Run) -> None:
    assert run("show", "no-cart").out == run("show", "quotes/no-cart").out


def test_a_former_id_goes_on_resolving(store: Path, run: Run) -> None:
    assert run("show", "ferry-guild").out == run("show", "parties/ferrymen").out


def test_an_ambiguous_id_lists_the_candidates(store: Path, run: Run) -> None:
    done = run("show", "bridge")
    assert (done.code, done.out) == (2, "")
    assert done.err == 'karabakh-tui: "bridge" is the id of several records: parties/bridge, places/bridge\n'


def test_an_unknown_id_names_those_near_it(store: Path, run: Run) -> None:
    done = run("show", "bridge-shot")
    assert (done.code, done.out) == (1, "")
    assert "events/bridge-shut" in done.err
    assert run("show", "events/shut").err.endswith("near it: events/bridge-shut\n")


def test_an_unknown_table_is_told_with_the_tables(store: Path, run: Run) -> None:
    done = run("show", "event/bridge-shut")
    assert done.code == 1
    assert "the tables are sources, parties, places, events" in done.err


def test_what_is_found_is_shown_beside_what_is_not(store: Path, run: Run) -> None:
    done = run("show", "no-cart", "nothing", "places/bridge")
    assert done.code == 1
    assert "No cart shall pass" in done.out
    assert "Aldwater Bridge" in done.out
    assert 'no record "nothing"' in done.err


def test_json_has_the_fields_of_the_file_with_its_values(store: Path, run: Run) -> None:
    done = run("show", "bridge-shut", "places/bridge", "--json")
    written = tomllib.loads(store.read_text(encoding="utf-8"))
    event, place = (each["record"] for each in done.json["records"])
    assert event == next(each for each in written["events"] if each["id"] == "bridge-shut")
    assert place == written["places"][0]
    assert list(event)[:2] == ["id", "date"]
    assert {key: value for key, value in done.json.items() if key != "records"} == {
        "schema_version": 1,
        "store": {"id": "bridges", "edition": "1902-01"},
    }
    assert [set(each) for each in done.json["records"]] == [{"table", "id", "record", "pointed_at_by"}] * 2
    assert done.json["records"][0]["pointed_at_by"] == [{"table": "quotes", "id": "no-cart", "field": "event"}]


def test_json_of_nothing_is_an_object_all_the_same(store: Path, run: Run) -> None:
    done = run("show", "nothing", "--json")
    assert (done.code, done.json["records"]) == (1, [])


def test_plain_is_one_value_a_line(store: Path, run: Run) -> None:
    lines = run("show", "bridge-shut", "--plain").out.splitlines()
    assert "events/bridge-shut\tfigures[0].value\t30000" in lines
    assert "events/bridge-shut\tsummary\tCarts were turned away.␊The ferry carried them." in lines
    assert "events/bridge-shut\tpointed_at_by[0]\tquotes/no-cart event" in lines


def test_every_shipped_record_keeps_its_values_in_json(shipped: Loaded) -> None:
    written = tomllib.loads(shipped_store().read_text(encoding="utf-8"))
    for table in TABLES:
        for record, fields in zip(shipped.store.records(table), written.get(table, []), strict=True):
            assert file_form(record) == normal(fields), record.ref


def normal(value: Any) -> Any:
    """Return a value of the file as the model keeps it: one name is a list of one, an alias a table."""
    if isinstance(value, dict):
        return {
            name: [normal_alias(item) for item in each] if name == "aliases" else normal_users(name, each)
            for name, each in value.items()
        }
    return [normal(each) for each in value] if isinstance(value, list) else value


def normal_alias(alias: Any) -> Any:
    return {"name": alias} if isinstance(alias, str) else normal(alias)


def normal_users(name: str, value: Any) -> Any:
    return [value] if name == "used_by" and isinstance(value, str) else normal(value)


def test_a_record_set_aside_is_shown_as_its_text(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[store]\nid = "b"\ntitle = "B"\nformat = 1\n\n[[parties]]\nid = "x"\nkind = "state"\n')
    done = run("show", "parties/x", "--store", str(path))
    assert done.code == 0
    assert "E105" in done.out
    assert '[[parties]]\nid = "x"\nkind = "state"\n' in done.out
    assert "set aside" in done.err
    aside = run("show", "x", "--store", str(path), "--json").json["records"][0]["set_aside"]
    assert aside["line"] == 6
    assert aside["text"] == '[[parties]]\nid = "x"\nkind = "state"'
    assert "set_aside.text\t[[parties]]␊id" in run("show", "x", "--store", str(path), "--plain").out


def test_a_hostile_record_is_harmless_in_every_form(hostile: Path, run: Run) -> None:
    ids = ("sources/s", "parties/p", "places/p", "events/e", "quotes/q")
    for form in ((), ("--plain",), ("--json",)):
        out = run("show", *ids, *form).out
        assert show(out.replace("\t", " "), lines=True) == out.replace("\t", " ")


def test_every_record_of_an_awkward_store_is_harmless_in_every_form(run: Run) -> None:
    refs = [record.ref for table in TABLES for record in read_store(AWKWARD, Problems()).store.records(table)]
    for form in ((), ("--plain",), ("--json",)):
        done = run("show", *refs, *form, "--store", str(AWKWARD))
        assert done.code == 0
        tabless = done.out.replace("\t", " ")
        assert show(tabless, lines=True) == tabless


def test_a_hostile_record_keeps_its_exact_values_in_json(hostile: Path, run: Run) -> None:
    written = tomllib.loads(hostile.read_text(encoding="utf-8"))
    done = run("show", "events/e", "sources/s", "--json")
    event, source = (each["record"] for each in done.json["records"])
    assert event == written["events"][0]
    extra = source["extra"]
    assert extra["nan"] == "nan"
    assert extra["when"] == "1901-05-12"
    assert extra["list"] == [1.5, "inf", True, []]
    assert done.json["store"]["edition"] == written["store"]["edition"]


def test_numbers_are_whole_where_they_are_whole() -> None:
    assert json.dumps(file_form((30000.0, 0.5, parse_date("1901")))) == '[30000, 0.5, "1901"]'
