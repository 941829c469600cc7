"""A reader's way through the shipped record, on a real terminal."""

from __future__ import annotations

import re

from tests.end_to_end.running import opened, quits
from tests.support.terminal import Terminal

from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.read import read_store


def settled(term: Terminal) -> str:
    """Return the screen once nothing changes any more."""
    term.settle()
    return term.text()


def follow_a_link(term: Terminal) -> None:
    """Go to the next link of the record, and follow it."""
    before = term.text()
    for _ in range(40):
        term.send("j")
        term.settle()
        term.send("<Enter>")
        if header(settled(term)) != header(before):
            return
    raise AssertionError("no link led anywhere")


def header(text: str) -> str:
    """Return the line that has the record's title in it."""
    return next(line for line in text.split("\n") if "1 Timeline" in line)


def test_search_open_follow_three_links_go_back_and_find_everything_as_it_was() -> None:
    with opened() as term:
        term.send("/lachin corridor")
        term.wait_for(f" of {len(read_store(shipped_store()).store):,}")
        term.send("<Enter>")
        term.send("jj")
        found = settled(term)
        assert found.split("\n")[1].startswith("/ lachin corridor")
        term.send("<Enter>")
        records = [header(settled(term))]
        for _ in range(3):
            follow_a_link(term)
            records.append(header(term.text()))
        for record in reversed(records[:-1]):
            term.send("[")
            assert header(settled(term)) == record
        term.send("[")
        assert settled(term) == found
        term.send("]")
        assert header(settled(term)) == records[0]
        quits(term)


def wait_until_searchable(term: Terminal) -> None:
    """Search for something, and go back to the list: before the store is indexed `j` would move among all records."""
    term.send("/a")
    term.wait_for(lambda screen: re.search(r"\d of \d", screen) is not None)
    for key in ("<BS>", "<Esc>", "<Esc>"):
        term.send(key)
        term.settle()


def test_keys_sent_in_one_burst_act_in_their_order() -> None:
    with opened() as term:
        wait_until_searchable(term)
        term.send("/shusha<Enter>jj<Enter>")
        burst = settled(term)
    with opened() as term:
        wait_until_searchable(term)
        for keys in ("/shusha", "<Enter>", "j", "j", "<Enter>"):
            term.send(keys)
            term.settle()
        assert term.text() == burst
        assert burst.split("\n")[1].startswith("/ shusha")


def test_what_another_program_wrote_over_the_screen_goes_with_ctrl_l() -> None:
    with opened() as term:
        before = term.text()
        term._stream.feed(b"\x1b[5;5Hsomebody else was here")
        assert "somebody else" in term.text()
        term.send("<C-l>")
        assert settled(term) == before


def test_a_cursor_move_sends_less_than_four_kilobytes() -> None:
    with opened(columns=120, rows=40) as term:
        for _ in range(10):
            before = len(term.raw)
            term.send("j")
            term.settle()
            assert 0 < len(term.raw) - before < 4096
