"""A store that would act on the terminal, hide or be read as markup, in every field of every kind of record."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.end_to_end.running import opened, quits
from tests.support.hostile import MARKUP, foreign, hostile_store
from tests.support.terminal import Terminal, program

TABLES = "12345"
"""The keys of the five lists."""


def pages(term: Terminal, key: str, number: int) -> str:
    """Return all that is seen of a record of a list, from its row to the end of its page."""
    term.send(f"{key}<Home>" + "j" * number)
    term.settle()
    seen = [term.text()]
    term.send("<Enter>")
    term.settle()
    for _ in range(80):
        seen.append(term.text())
        term.send("<PageDown>")
        term.settle(0.2)
        if len(seen) > 4 and len({*seen[-3:], term.text()}) == 1:  # the end: a slow machine may pause before
            break
    term.send("<Esc>")
    term.settle()
    return "\n".join(seen)


def test_every_field_is_shown_and_nothing_in_it_acts(tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    text, planted = hostile_store()
    path.write_text(text, encoding="utf-8")
    with opened(path, columns=180, rows=60) as term:
        seen = "".join(pages(term, key, number) for key in TABLES for number in (0, 1))
        for keys in (":about<Enter>", "?", ":first", "/first<Enter>", "S", "f"):
            term.send(keys)
            for _ in range(12):
                term.settle(0.06)
                seen += term.text()
                term.send("<PageDown>")
            term.send("<Esc>")
            term.settle()
        for literal in MARKUP:
            assert literal in seen
        shown = {token for token in planted if token in seen}
        missing = {where for token, where in planted.items() if token not in shown}
        # Of a saved search only title and query are shown; the store's own table is read on a page about it.
        assert not {where for where in missing if not where.startswith(("searches/", "[store]"))}
        assert list(foreign(bytes(term.raw))) == []
        quits(term)
        assert list(foreign(bytes(term.raw))) == []


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
        assert "␛]2;PWNED␇oken.toml" in term.text()
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
