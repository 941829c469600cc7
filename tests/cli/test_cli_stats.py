"""`stats`: what a record consists of, in numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from karabakh_tui.cli import stats as command
from karabakh_tui.cli.console import Console
from karabakh_tui.cli.stats import count
from karabakh_tui.paths import shipped_store
from karabakh_tui.show import show
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store

COUNTED = {
    "tables": {"sources": 2, "parties": 3, "places": 1, "events": 3, "quotes": 1, "searches": 0},
    "kinds": {
        "sources": {"news": 1, "book": 1},
        "parties": {"organisation": 1, "office": 1, "group": 1},
        "places": {"crossing": 1},
        "events": {"agreement": 2, "blockade": 1},
    },
    "status": {"established": 1, "reported": 1, "disputed": 1},
    "decades": {"-50s": 1, "1900s": 2},
    "standpoints": {"east-council": 1, "none": 1},
    "withdrawn": {"events": 1},
    "set_aside": {},
    "problems": {},
}


def test_json_counts_everything_under_the_names_of_the_file(store: Path, run: Run) -> None:
    done = run("stats", "--json")
    assert (done.code, done.err) == (0, "")
    expected = {"schema_version": 1, "store": {"id": "bridges", "edition": "1902-01"}, **COUNTED}
    assert done.json == expected
    assert list(done.json) == list(expected)


def test_plain_and_csv_have_a_count_a_line(store: Path, run: Run) -> None:
    plain = [line.split("\t") for line in run("stats", "--plain").out.splitlines()]
    assert ["kinds.events", "agreement", "2"] in plain
    assert ["decades", "-50s", "1"] in plain
    header, *rows = csv.reader(io.StringIO(run("stats", "--csv", "--raw").out))
    assert header == ["group", "name", "count"]
    assert rows == plain


def test_a_decade_before_our_era_is_no_formula(store: Path, run: Run) -> None:
    assert "decades,'-50s,1\n" in run("stats", "--csv").out


def test_without_a_terminal_the_form_is_plain(store: Path, run: Run) -> None:
    assert run("stats").out == run("stats", "--plain").out


def test_decades_stand_in_the_order_of_time(tmp_path: Path, run: Run) -> None:
    dates = ("1994", "Y12345", "../1990", "-0120", "0005", "2004-05")
    events = "".join(
        f'[[events]]\nid = "e{number}"\ndate = "{date}"\ntitle = "t"\nkind = "law"\nstatus = "reported"\n'
        'cites = [{ source = "s" }]\n'
        for number, date in enumerate(dates)
    )
    path = tmp_path / "dates.toml"
    source = '[[sources]]\nid = "s"\ntitle = "t"\nkind = "web"\n'
    path.write_text(f'[store]\nid = "d"\ntitle = "D"\nformat = 1\n{source}{events}', encoding="utf-8")
    done = run("stats", "--store", str(path), "--json")
    assert list(done.json["decades"]) == ["-120s", "0s", "1990s", "2000s", "12340s", "unknown"]


def test_problems_and_what_is_set_aside_are_counted(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[store]\nid = "b"\ntitle = "B"\nformat = 1\n[[parties]]\nid = "x"\n', encoding="utf-8")
    done = run("stats", "--store", str(path), "--json")
    assert done.code == 0
    assert done.json["set_aside"] == {"parties": 1}
    assert sum(done.json["problems"].values()) == 2
    assert set(done.json["problems"]) == {"E105"}


def test_the_counts_of_the_shipped_record_add_up() -> None:
    loaded = read_store(shipped_store(), Problems())
    groups = count(loaded)
    for table in ("sources", "parties", "places", "events"):
        assert sum(groups[f"kinds.{table}"].values()) == groups["tables"][table]
    assert sum(groups["status"].values()) == sum(groups["decades"].values()) == groups["tables"]["events"]
    assert sum(groups["standpoints"].values()) == groups["tables"]["sources"]


def test_a_terminal_gets_a_table_in_words(store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "Console", TerminalConsole)
    out = run("stats").out
    assert out.splitlines()[0].split() == ["what", "which", "count"]
    assert "standpoints       East Bank Council      1\n" in out
    assert "kinds of sources  news                   1\n" in out


class TerminalConsole(Console):
    """A console that takes its output for a terminal without colour."""

    def __init__(self, *, no_colour: bool) -> None:
        super().__init__(no_colour=True)
        self.terminal = True


def test_a_hostile_record_is_harmless_in_every_form(hostile: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for balance in ((), ("--balance",)):
        for form in ("--plain", "--csv", "--json"):
            out = run("stats", *balance, form).out.replace("\t", " ")
            assert show(out, lines=True) == out
    monkeypatch.setattr(command, "Console", TerminalConsole)
    out = run("stats", "--balance").out
    assert show(out, lines=True) == out


def test_the_balance_tells_numbers_with_queries_that_find_them(store: Path, run: Run) -> None:
    done = run("stats", "--balance", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["balance"][0] == {
        "group": "accounts",
        "name": "east-council",
        "label": "East Bank Council",
        "value": 1,
        "query": "account:=east-council",
        "records": 1,
    }
    for number in done.json["balance"]:
        assert run("search", number["query"], "--json").json["total"] == number["records"], number


def test_the_balance_has_a_number_a_line_in_plain_and_csv(store: Path, run: Run) -> None:
    plain = [line.split("\t") for line in run("stats", "--balance").out.splitlines()]
    assert ["sources", "none", "1", "table:sources -standpoint:=east-council"] in plain
    assert ["quotes_by_side", "east", "1", "speaker:=east-council"] in plain
    header, *rows = csv.reader(io.StringIO(run("stats", "--balance", "--csv", "--raw").out))
    assert header == ["group", "name", "value", "query"]
    assert rows == plain


def test_the_balance_on_a_terminal_says_where_a_query_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "Console", TerminalConsole)
    done = run("stats", "--balance", "--store", str(shipped_store()))
    assert done.out.startswith("Events with an account, by party\nwhich")
    assert "  account:=armenia\n" in done.out
    assert "…\n" in done.out
    assert "--plain prints it whole" in done.err
