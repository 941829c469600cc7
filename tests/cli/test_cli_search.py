"""`search WORDS...`: what is printed for what was found, for guesses, and for nothing."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest
from tests.cli.conftest import Done, Run

from karabakh_tui.cli.hits import FIELDS, day_text
from karabakh_tui.model.dates import parse_date
from karabakh_tui.search.query import parse_strictly
from karabakh_tui.show import show

AWKWARD = Path(__file__).resolve().parents[1] / "data" / "awkward.toml"

SHUT = {
    "table": "events",
    "id": "bridge-shut",
    "label": "The bridge is shut to carts",
    "date": "1901-05-12~",
    "earliest": "1901-05-12",
    "latest": "1901-05-12",
    "status": "disputed",
    "guess": False,
}


def ids(done: Done) -> list[str]:
    """Return the addresses in plain lines."""
    return [line.split("\t")[0] for line in done.out.splitlines()]


def test_json_is_one_object_with_exactly_these_keys(store: Path, run: Run) -> None:
    done = run("search", "shut", "carts", "table:events", "--json")
    assert (done.code, done.err) == (0, "")
    (hit,) = done.json.pop("hits")
    assert done.json == {
        "schema_version": 1,
        "store": {"id": "bridges", "edition": "1902-01"},
        "query": "shut carts table:events",
        "total": 1,
        "shown": 1,
        "hits": [hit],
    }
    assert tuple(hit) == FIELDS
    assert hit.pop("why") == ["title", "table: events"]
    assert hit == SHUT


def test_jsonl_is_a_hit_a_line(store: Path, run: Run) -> None:
    done = run("search", "bridge", "--jsonl")
    hits = [json.loads(line) for line in done.out.splitlines()]
    assert hits == run("search", "bridge", "--json").json["hits"]
    assert len(hits) > 3


def test_csv_has_the_keys_of_json_as_its_header(store: Path, run: Run) -> None:
    header, *rows = csv.reader(io.StringIO(run("search", "bridge", "--csv").out))
    hits = run("search", "bridge", "--json").json["hits"]
    assert tuple(header) == FIELDS
    for row, hit in zip(rows, hits, strict=True):
        expected = {**hit, "guess": "false", "why": "; ".join(hit["why"])}
        assert dict(zip(header, row, strict=True)) == {key: value or "" for key, value in expected.items()}


def test_an_open_end_is_null_and_other_records_have_no_date(store: Path, run: Run) -> None:
    opened, place = (
        run("search", f"id:={each}", "--json").json["hits"][0] for each in ("bridge-opened", "places/bridge")
    )
    assert (opened["earliest"], opened["latest"]) == ("1901-07-01", None)
    assert [place[key] for key in ("date", "earliest", "latest", "status")] == [None] * 4


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("-0044", ("-0044-01-01", "-0044-12-31")),
        ("Y17000", ("+17000-01-01", "+17000-12-31")),
        ("0000-02", ("0000-02-01", "0000-02-29")),
        ("../1990", (None, "1990-12-31")),
    ],
)
def test_days_are_written_as_iso_8601_has_them(date: str, days: tuple[str | None, str | None]) -> None:
    parsed = parse_date(date)
    assert (day_text(parsed.earliest), day_text(parsed.latest)) == days


def test_plain_lines_have_address_date_status_guess_and_name(store: Path, run: Run) -> None:
    assert run("search", "shut", "carts", "table:events", "--plain").out == (
        "events/bridge-shut\t1901-05-12~\tdisputed\t\tThe bridge is shut to carts\n"
    )
    assert run("search", "shut", "carts", "table:events").out.startswith("events/bridge-shut\t")


def test_words_are_not_shown_without_who_said_them(store: Path, run: Run) -> None:
    assert run("search", "piers").out.startswith("quotes/no-cart\t1901-05\t\t\tEast Bank Council: “No cart shall")


def test_the_words_are_one_query_and_a_minus_sign_negates(store: Path, run: Run) -> None:
    assert ids(run("search", "table:events", "-carts")) == ["events/bridge-built", "events/bridge-opened"]
    assert run("search", "table:events -carts").out == run("search", "table:events", "-carts").out
    assert run("search", "bridge", "-sort:x").code == 2


def test_the_limit_says_what_it_left_out(store: Path, run: Run) -> None:
    done = run("search", "table:events", "--limit", "1", "--json")
    assert (done.json["total"], done.json["shown"], len(done.json["hits"])) == (3, 1, 1)
    assert done.err.endswith("1 of 3 shown; 2 records are left out by --limit\n")
    assert "--limit" not in run("search", "table:events", "--limit", "3").err
    none = run("search", "table:events", "--limit", "0", "--json")
    assert (none.code, none.json["total"], none.json["hits"]) == (0, 3, [])


def test_the_option_sort_wins_over_the_order_in_the_query(store: Path, run: Run) -> None:
    dates = ["events/bridge-built", "events/bridge-shut", "events/bridge-opened"]
    assert ids(run("search", "table:events", "--sort", "date")) == dates
    assert ids(run("search", "table:events", "sort:-date")) == dates[::-1]
    assert ids(run("search", "table:events", "sort:-date", "--sort", "date")) == dates
    names = run("search", "table:events", "sort:-date", "--sort=name").out.splitlines()
    assert [line.split("\t")[-1] for line in names] == sorted(line.split("\t")[-1] for line in names)


def test_the_most_relevant_come_first_without_an_order(store: Path, run: Run) -> None:
    assert ids(run("search", "bridge"))[0] == "places/bridge"


def test_a_guess_is_marked_told_and_exit_code_1(store: Path, run: Run) -> None:
    done = run("search", "ferrymon", "table:parties")
    assert done.code == 1
    assert done.out == "parties/ferrymen\t\t\tguess\tGuild of Ferrymen\n"
    assert "no record has “ferrymon”; a guess: “Ferrymen”" in done.err
    assert run("search", "ferrymon", "table:parties", "--json").json["hits"][0]["guess"] is True


def test_exact_prints_no_guess(store: Path, run: Run) -> None:
    done = run("search", "ferrymon", "--exact", "--json")
    assert (done.code, done.json["total"], done.json["hits"]) == (1, 0, [])
    assert "“Ferrymen” would find 2" in done.err


def test_what_is_sure_beside_a_guess_is_told_apart(store: Path, run: Run) -> None:
    done = run("search", "ferrymon", "OR", "Wardens", "--json")
    assert done.code == 0
    guesses = {f"{hit['table']}/{hit['id']}": hit["guess"] for hit in done.json["hits"]}
    assert guesses["parties/bridge"] is False
    assert guesses["parties/ferrymen"] is True
    exact = run("search", "ferrymon", "OR", "Wardens", "--exact")
    assert (exact.code, ids(exact)) == (0, ["parties/bridge"])
    assert "no record has “ferrymon”; near it: “Ferrymen”" in exact.err


def test_nothing_found_is_exit_code_1_with_data_all_the_same(store: Path, run: Run) -> None:
    done = run("search", "zeppelin", "--json")
    assert (done.code, done.json["total"], done.json["hits"]) == (1, 0, [])
    assert "nothing was found" in done.err
    assert run("search", "zeppelin", "--jsonl").out == ""
    assert run("search", "zeppelin", "--csv").out == ",".join(FIELDS) + "\n"
    assert run("search", "zeppelin").out == ""


def test_withdrawn_records_are_listed_where_they_are_asked_for(store: Path, run: Run) -> None:
    done = run("search", "burnt")
    assert (done.code, done.out) == (1, "")
    assert "1 record is withdrawn and not listed; add is:withdrawn" in done.err
    asked = run("search", "burnt", "is:withdrawn", "--json")
    assert (asked.code, asked.json["total"], asked.json["hits"][0]["id"]) == (0, 1, "bridge-burnt")


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (
            ("carts", "pary:x"),
            ["  carts pary:x", "        ^^^^^", '  there is no field "pary:"; did you mean "party:"?'],
        ),
        (("中\x1b", "(x"), ["  中␛ (x", "      ^", "  this bracket is not closed"]),
        (("date:1992-2",), ["  date:1992-2", "       ^^^^^^"]),
    ],
)
def test_a_query_that_cannot_be_read_is_shown_with_a_caret(
    query: tuple[str, ...], lines: list[str], store: Path, run: Run
) -> None:
    done = run("search", *query)
    assert (done.code, done.out) == (2, "")
    told = done.err.splitlines()
    assert told[0] == "karabakh-tui: the query cannot be read"
    assert told[1 : 1 + len(lines)] == lines


def test_a_mistake_is_told_before_the_store_is_read(run: Run, tmp_path: Path) -> None:
    assert run("search", "(", "--store", str(tmp_path / "none.toml")).code == 2


def test_what_is_set_aside_is_told_since_no_search_finds_it(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[store]\nid = "b"\ntitle = "B"\nformat = 1\n[[parties]]\nid = "x"\n', encoding="utf-8")
    done = run("search", "x", "--store", str(path))
    assert done.code == 1
    assert "1 record is set aside" in done.err
    assert "E105" in done.err


def test_explain_says_how_the_query_was_understood_and_why_each_record_is_there(store: Path, run: Run) -> None:
    done = run("search", "Ostrat", "table:parties,events", "--explain")
    assert done.err.splitlines()[:2] == [
        f"karabakh-tui: understood as: {parse_strictly('Ostrat table:parties,events').describe()}",
        "  “Ostrat” is taken for East Bank Council, the Council",
    ]
    reasons = {line.split("\t")[0]: line.split("\t")[-1].split("; ") for line in done.out.splitlines()}
    assert {ref: each[-1] for ref, each in reasons.items()} == {
        "parties/east-council": "table: parties",
        "events/bridge-shut": "table: events",
    }
    assert reasons["events/bridge-shut"][0].startswith("party: East Bank Council")


def test_explain_says_that_a_word_was_taken_for_the_beginning_of_longer_ones(store: Path, run: Run) -> None:
    done = run("search", "unsa", "--explain")
    assert "“unsa” is taken for every longer word that begins so" in done.err
    assert done.code == 0


def test_the_data_is_the_same_with_and_without_an_explanation(store: Path, run: Run) -> None:
    plain, explained = (run("search", "bridge", *more).out.splitlines() for more in ((), ("--explain",)))
    assert [line.rpartition("\t")[0] for line in explained] == plain
    assert run("search", "bridge", "--json", "--explain").out == run("search", "bridge", "--json").out


def test_an_empty_query_is_everything_but_what_was_withdrawn(store: Path, run: Run) -> None:
    assert len(ids(run("search", ""))) == 10
    assert "withdrawn" in run("search", "").err


def test_a_hostile_store_is_harmless_in_every_form(hostile: Path, run: Run) -> None:
    for form in ("--plain", "--csv", "--json", "--jsonl"):
        for explain in ((), ("--explain",)):
            done = run("search", "owned", form, *explain)
            assert done.code == 0
            for text in (done.out, done.err):
                tabless = text.replace("\t", " ")
                assert show(tabless, lines=True) == tabless


@pytest.mark.parametrize("form", ["--plain", "--csv", "--json", "--jsonl"])
def test_an_awkward_store_is_harmless_in_every_form(form: str, run: Run) -> None:
    done = run("search", "", "--store", str(AWKWARD), form)
    tabless = done.out.replace("\t", " ")
    assert done.code == 0
    assert show(tabless, lines=True) == tabless


def test_a_hostile_label_is_exact_in_json_and_disarmed_in_csv(hostile: Path, run: Run) -> None:
    title = tomllib.loads(hostile.read_text(encoding="utf-8"))["events"][0]["title"]
    assert run("search", "id:=e", "--json").json["hits"][0]["label"] == title
    _, row = csv.reader(io.StringIO(run("search", "id:=e", "--csv").out))
    assert row[2] == f"'{show(title)}"
    _, raw = csv.reader(io.StringIO(run("search", "id:=e", "--csv", "--raw").out))
    assert raw[2] == show(title)
