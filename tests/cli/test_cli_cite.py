"""`cite ID...`: records as they are pasted elsewhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.stores import run_process

from karabakh_tui import cli
from karabakh_tui.cli.arguments import command_parser
from karabakh_tui.export.export import export
from karabakh_tui.export.menu import FORMATS
from karabakh_tui.show import show
from karabakh_tui.storage.read import read_store

NOTE = "“The bridge is shut,” Aldwater Gazette, May 13, 1901, page 2, https://gazette.example/1901-05-13.\n"


def test_a_record_is_cited_in_chicago_unless_said_otherwise(store: Path, run: Run) -> None:
    done = run("cite", "bridge-shut")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(NOTE)
    assert done.out == run("cite", "events/bridge-shut", "--format", "chicago").out


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"quotation"}))
def test_every_format_is_what_the_room_of_exports_makes(name: str, store: Path, run: Run) -> None:
    loaded = read_store(store).store
    event = loaded.find("events/bridge-shut")
    assert event is not None
    done = run("cite", "bridge-shut", "--format", name)
    assert (done.code, done.err, done.out) == (0, "", f"{export(loaded, event, name)}\n")


def test_a_quotation_has_its_speaker_and_where_it_can_be_read(store: Path, run: Run) -> None:
    assert run("cite", "no-cart", "--format", "quotation").out == (
        "“No cart shall pass the bridge [until the piers are mended].”\n"
        "— East Bank Council, May 1901. "
        "“The bridge is shut,” Aldwater Gazette, May 13, 1901, https://gazette.example/1901-05-13.\n"
        "One-sided: all its sources speak for The east bank.\n"
    )


def test_a_contested_event_comes_with_every_account_and_whose_it_is(store: Path, run: Run) -> None:
    lines = run("cite", "bridge-shut", "--format", "plain").out.splitlines()
    assert lines[1] == "Status: disputed; told by Aldwater Gazette (speaks for East Bank Council)."
    assert "East Bank Council says: The bridge was unsafe. (asserts, said 13 May 1901) [3]" in lines
    assert "Guild of Ferrymen says: It was shut to sell ferry rides. [2]" in lines


def test_numbers_of_cites_are_those_of_the_page(store: Path, run: Run) -> None:
    page = run("show", "bridge-shut").out
    assert "[2] A chronicle of the river, book (sources/chronicle)" in page
    assert run("cite", "bridge-shut", "--cite", "2").out == (
        "A. Scribe and B. Scribe, A chronicle of the river (n.d.).\n"
    )
    assert run("cite", "bridge-shut", "--cite", "1").out == NOTE


def test_several_records_make_one_bibliography(store: Path, run: Run) -> None:
    done = run("cite", "bridge-shut", "no-cart", "sources/chronicle", "--format", "csl-json")
    assert [each["id"] for each in done.json] == ["gazette-1901", "chronicle"]
    assert run("cite", "bridge-shut", "no-cart", "--format", "bibtex").out.count("@") == 2


def test_what_is_found_is_cited_beside_what_is_not(store: Path, run: Run) -> None:
    done = run("cite", "nothing", "no-cart", "ferrymen", "--format", "address")
    assert done.code == 1
    assert done.out == "https://gazette.example/1901-05-13\n"
    assert 'no record "nothing"' in done.err
    assert "parties/ferrymen has no address on the web" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["bridge-shot"], 1, 'there is no record "bridge-shot"; near it: events/bridge-shut'),
        (["event/bridge-shut"], 1, 'there is no table "event"'),
        (["bridge"], 2, '"bridge" is the id of several records: parties/bridge, places/bridge'),
        (["parties/bridge"], 1, "parties/bridge cites no source"),
        (["bridge-opened", "--format", "quotation"], 1, "events/bridge-opened has no exact words to quote"),
        (["bridge-shut", "--cite", "4"], 1, "events/bridge-shut has 3 cites; there is no number 4"),
        (["bridge-shut", "--cite", "0"], 1, "events/bridge-shut has 3 cites; there is no number 0"),
        (["bridge-shut", "no-cart", "--cite", "1"], 2, "--cite is the number of a cite of one record: give one ID"),
        (["bridge-shut", "--format", "bibtx"], 2, "invalid choice: 'bibtx'"),
        (["bridge-shut", "--cite", "first"], 2, "a whole number is needed, not first"),
        ([], 2, "the following arguments are required: ID"),
    ],
)
def test_what_cannot_be_cited_is_told_in_a_sentence(
    arguments: list[str], code: int, sentence: str, store: Path, run: Run
) -> None:
    done = run("cite", *arguments)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("karabakh-tui: ")
    assert sentence in done.err


def test_a_store_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert run("cite", "x", "--store", str(tmp_path / "none.toml")).code == 3


def test_a_record_set_aside_is_not_cited(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[store]\nid = "b"\ntitle = "B"\nformat = 1\n\n[[parties]]\nid = "x"\nkind = "state"\n')
    done = run("cite", "parties/x", "--store", str(path))
    assert (done.code, done.out) == (1, "")
    assert "set aside cannot be cited" in done.err
    assert "E105" in done.err


def test_hostile_text_is_harmless_in_every_format(hostile: Path, run: Run) -> None:
    for name in FORMATS:
        out = run("cite", "events/e", "quotes/q", "sources/s", "--format", name).out
        assert out or name == "address"
        assert show(out, lines=True) == out, name


def test_json_is_json_whatever_the_output_can_encode(hostile: Path) -> None:
    arguments = ["cite", "events/e", "--format", "csl-json"]
    encoded = [
        run_process(arguments, hostile, {"PYTHONIOENCODING": encoding}, encoding).stdout
        for encoding in ("utf-8", "ascii")
    ]
    assert json.loads(encoded[0]) == json.loads(encoded[1])
    assert encoded[1].isascii()


def test_help_lists_every_format_with_what_it_is() -> None:
    text = command_parser("cite").format_help()
    for each in FORMATS.values():
        assert any(line.split() == [each.name, *each.label.split()] for line in text.splitlines()), each.name


def test_citing_loads_nothing_that_draws(store: Path) -> None:
    code = (
        "import sys\nfrom karabakh_tui import cli\nassert cli.main(['cite', 'no-cart']) == 0\n"
        "print([m for m in ('textual', 'rich', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(cli.__file__).parents[2]), "KARABAKH_TUI_STORE": str(store)},
    )
    assert done.stdout.splitlines()[-1] == "[]"
