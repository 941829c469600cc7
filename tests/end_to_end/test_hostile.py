"""A store that would act on the terminal, hide or be read as markup, in every field of every kind of record."""

from __future__ import annotations

import subprocess
from functools import partial
from operator import ne
from pathlib import Path

import pytest
from tests.end_to_end.running import opened, quits
from tests.support.hostile import ACTING, HIDING, MARKUP, foreign, hostile_store
from tests.support.terminal import Terminal, program

from karabakh_tui.show import show

TABLES = {"events": "1", "parties": "2", "quotes": "3", "places": "4", "sources": "5"}
"""Each list with its key."""

SETTINGS = "[store] approximate_margin"
"""What is seen in dates, not as text."""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Write the hostile store; return its path."""
    path = tmp_path / "hostile.toml"
    path.write_text(hostile_store()[0], encoding="utf-8")
    return path


def unseen(seen: str, beginning: str) -> set[str]:
    """Return the fields whose text was never seen, among those whose place begins so."""
    return {where for token, where in hostile_store()[1].items() if where.startswith(beginning) and token not in seen}


def page(term: Terminal, table: str, number: int) -> str:
    """Return all that is seen of a record of a list, from its row to the last line of its page."""
    term.send(f"{TABLES[table]}<Home>{'j' * number}<Enter>")
    term.settle()
    seen = [term.text()]
    while f"Id  {table}/" not in seen[-1]:
        term.send("<PageDown>")
        term.wait_for(partial(ne, seen[-1]))
        term.settle(0.1)
        seen.append(term.text())
    return "\n".join(seen)


@pytest.mark.parametrize("table", TABLES)
def test_every_field_of_a_kind_is_shown_and_nothing_in_it_acts(table: str, hostile: Path) -> None:
    with opened(hostile, columns=200, rows=100) as term:
        term.wait_for("Timeline")
        seen = page(term, table, 0) + page(term, table, 1)
        assert unseen(seen, f"{table}/") == set()
        assert [literal for literal in MARKUP if literal not in seen] == []
        for text in (*ACTING.values(), *HIDING.values()):
            assert text not in seen
            assert show(text).split()[-1] in seen
        quits(term)
        assert list(foreign(bytes(term.raw))) == []


def test_boxes_show_hostile_text_harmlessly(hostile: Path) -> None:
    with opened(hostile, columns=130, rows=60) as term:
        term.wait_for("Timeline")
        seen = ""
        for keys in (":what this store<Enter>", ":what is wrong<Enter>", "?", ":Q014Z", "S", "/Q0", "/party:", "f"):
            term.send(keys)
            before = ""
            term.settle(0.3)
            while before != term.text():
                before = term.text()
                seen += before
                term.send("<PageDown>")
                term.settle(0.12)
            for _ in range(3):
                term.send("<Esc>")
                term.settle(0.12)
        assert {where for where in unseen(seen, "[store]") if not where.startswith(SETTINGS)} == set()
        assert unseen(seen, "searches/first title") == set()
        quits(term)
        assert list(foreign(bytes(term.raw))) == []


def test_a_click_on_what_looks_like_a_command_does_nothing(hostile: Path) -> None:
    command = "[@click=app.quit]"
    with opened(hostile, columns=200, rows=60) as term:
        term.wait_for(command)
        places = [(line.index(command) + 3, row) for row, line in enumerate(term.lines()) if command in line]
        assert len(places) > 3
        for column, row in places:
            term.click(column, row)
            term.settle()
            assert term.is_running
        quits(term)


def test_problems_in_a_hostile_store_are_told_harmlessly(tmp_path: Path) -> None:
    path = tmp_path / "br\x1b]2;PWNED\x07oken.toml"
    path.write_text(
        '[store]\nid = "a"\ntitle = "t"\nformat = 1\n'
        '[[places]]\nid = "p"\nname = "x\\u001b]2;PWNED\\u0007"\nkind = "city\\u001b[2J"\n"f\\u001b[2J" = 1\n'
        '[[places]]\nid = "q\\u001b[2J"\nname = "n"\nkind = "city"\n',
        encoding="utf-8",
    )
    with opened(path, columns=240) as term:
        assert "problems in the file" in term.text()
        term.send(":problems<Enter>")
        term.settle()
        term.wait_for("places/q␛[2J")
        assert "error · line 9" in term.text()
        term.send("<Down><Enter>")
        term.settle()
        assert list(foreign(bytes(term.raw))) == []


def test_a_hostile_file_name_is_told_harmlessly_where_there_is_no_terminal(tmp_path: Path) -> None:
    name = str(tmp_path / "no\x1b]2;PWNED\x07such.toml")
    for words in ([name], ["search", "x", "--store", name], ["show", "\x1b[2J"], ["\x1b[2J"]):
        done = subprocess.run(program(*words), stdin=subprocess.DEVNULL, capture_output=True, check=False)
        assert done.returncode in (1, 2, 3)
        assert done.stderr
        assert list(foreign(done.stderr.replace(b"\n", b"") + done.stdout)) == []
