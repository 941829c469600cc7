"""Whatever arrives from the terminal, the app goes on."""

from __future__ import annotations

import pytest
from tests.end_to_end.running import HELP, answers, last_words, opened, quits
from tests.support.terminal import Terminal

NOISE: dict[str, bytes] = {
    "Latin-1 letters": b"caf\xe9 \xe0\xff",
    "half a letter": b"\xd0",
    "overlong letters": b"\xc0\xaf\xe0\x80\xaf",
    "a surrogate in UTF-8": b"\xed\xa0\x80",
    "a letter beyond Unicode": b"\xf4\x90\x80\x80",
    "a function key that is none": b"\x1b[9999999~",
    "a key beyond Unicode": b"\x1b[1114112u",
    "a key that is a surrogate": b"\x1b[55296u\x1b[97;;55296u",
    "keys without numbers": b"\x1b[;;u\x1b[u\x1b[~\x1b[;~",
    "absurd modifiers": b"\x1b[97;99999999u\x1b[1;99999A",
    "a number of many digits": b"\x1b[" + b"9" * 300 + b"~",
    "a screen of absurd size": b"\x1b[48;99999;99999;0;0t",
    "a screen without size": b"\x1b[48;0;0;0;0t",
    "a screen without pixels, and a click": b"\x1b[48;30;100;0;0t\x1b[<0;50;9M\x1b[<0;50;9m",
    "the mouse far away": b"\x1b[<0;99999;99999M\x1b[<0;99999;99999m\x1b[<35;99999;1M",
    "the mouse nowhere": b"\x1b[<0;0;0M\x1b[<0;-7;-7M\x1b[<64;0;0M",
    "the mouse of old terminals": b"\x1b[M\xff\xff\xff\x1b[M !!",
    "buttons that no mouse has": b"\x1b[<255;5;5M\x1b[<999999;5;5M",
    "where the cursor is said to be": b"\x1b[999999;999999R",
    "answers that nobody asked for": b"\x1b[?64;1;2c\x1b[?2026;9$y\x1b[?2048;0$y",
    "focus lost and found": b"\x1b[I\x1b[O\x1b[O\x1b[I",
    "many escapes": b"\x1b" * 20,
    "zeros": b"\x00" * 100,
    "the end of no paste": b"\x1b[201~\x1b[201~",
    "a paste in a paste": b"\x1b[200~a\x1b[200~b\x1b[201~\x1b[201~",
    "a paste that is not UTF-8": b"\x1b[200~caf\xe9\xff\x1b[201~",
    "a paste of commands": b"\x1b[200~\x1b[2J\x1b]2;x\x07\x1b[?1049l\x00\x1b\x1b[201~",
    "a paste of nothing": b"\x1b[200~\x1b[201~\x1b[200~\n\x1b[201~",
    "a paste of many lines": b"\x1b[200~" + b"q\nq\r\n" * 50 + b"\x1b[201~",
    "an unfinished paste": b"\x1b[200~never ended q q q",
}
"""What no key of a keyboard sends, but lines, programs and pastes do."""

PLACES = {"list": "", "page": "<Enter>", "search bar": "/", "palette": ":"}


@pytest.mark.parametrize("place", PLACES)
def test_no_bytes_end_the_app(place: str) -> None:
    with opened() as term:
        for number, (name, noise) in enumerate(NOISE.items()):
            if number % 5 == 0:
                term.send("<Esc>")
                term.settle(0.12)  # an escape is a key only when nothing follows it at once
                term.send(PLACES[place])
            term.send_bytes(noise)
            term.settle(0.02)
            assert term.is_running, f"{name}: ended with {term.exit_status}: {last_words(term)}"
        term.settle(1.3, patience=1.3)  # longer than the end of a paste is waited for
        answers(term)
        quits(term)


def test_bytes_that_are_no_text_are_seen_in_the_search_bar() -> None:
    with opened() as term:
        term.send("/")
        term.send_bytes(b"caf\xe9s")
        term.wait_for("caf\ufffds")


def test_a_paste_in_pieces_is_one_paste() -> None:
    with opened() as term:
        term.send("/")
        for piece in (b"\x1b", b"[20", b"0~la", b"chin\n", b"\x1b[2", b"01", b"~"):
            term.send_bytes(piece)
            term.settle(0.03)
        term.wait_for("/ lachin")
        quits_after_leaving(term)


def test_a_paste_of_lines_is_one_query_and_hides_nothing() -> None:
    with opened() as term:
        term.send("/")
        term.paste("lachin\r\n\tcorridor\u202e\x1b[2J")
        term.wait_for(lambda text: "lachin" in text and "corridor" in text)
        assert "\u202e" not in term.text()
        assert b"\x1b[2J" not in term.raw


def test_a_paste_into_a_list_is_not_taken_for_commands() -> None:
    with opened() as term:
        term.settle(0.3)
        before = term.text()
        term.paste("q?:/2jjj")
        term.settle(0.3)
        assert term.text() == before


def test_an_unfinished_paste_ends_by_itself() -> None:
    with opened() as term:
        term.send("/")
        term.send_bytes(b"\x1b[200~lachin")
        term.wait_for("/ lachin")
        quits_after_leaving(term)


def test_a_paste_of_megabytes_leaves_the_app_quick() -> None:
    with opened() as term:
        term.send("/")
        term.paste("shusha " * 700_000)
        term.wait_for("still: all records")  # so much cannot be understood
        term.send("<Home><Delete>x")
        term.wait_for("/ xhusha shusha")
        answers(term)


def test_escape_alone_is_a_key() -> None:
    with opened() as term:
        term.send("/sh")
        term.wait_for("leave the bar")
        term.send("<Esc>")
        term.wait_for(lambda text: "leave the bar" not in text)


def test_double_presses_in_help_and_palette_do_no_harm() -> None:
    with opened() as term:
        for burst in (
            "?<Enter><Enter>",
            ":<Enter><Enter><Enter>",
            ":light<Enter><Enter>",
            "?dark<Enter><Enter>jj",
            "f<Enter><Enter>",
            "S<Esc>",
        ):
            for _ in range(3):
                term.send(burst)
            term.settle(0.1)
            assert term.is_running, last_words(term)
        answers(term)


def test_clicks_and_drags_everywhere_do_no_harm() -> None:
    with opened() as term:
        for keys in ("", "<Enter>", "/sh", ":", "?"):
            term.send(keys)
            term.settle(0.1)
            for row in range(0, 30, 3):
                line = term.lines()[row]
                for column in range(row % 7, 100, 15):
                    place, there = f"{column + 1};{row + 1}", f"{100 - column};{30 - row}"
                    term.send_bytes(f"\x1b[<0;{place}M\x1b[<32;{there}M\x1b[<0;{there}m\x1b[<64;{place}M".encode())
                    if "q quit" not in line[max(column - 8, 0) : column + 8]:
                        term.click(column, row)
                term.settle(0.02)
                assert term.is_running, f"{keys!r} row {row}: {last_words(term)}"
            answers(term)


def test_a_click_outside_the_screen_takes_the_focus_from_nothing() -> None:
    with opened() as term:
        term.wait_for("▌")
        before = term.text()
        term.send_bytes(b"\x1b[<0;500;500M\x1b[<0;500;500m\x1b[<0;0;0M\x1b[<0;0;0m")
        term.settle()
        assert term.text() == before
        term.send("jj")
        term.wait_for(lambda text: text != before)
        assert "▌" in term.text()


def test_quitting_does_not_wait_for_what_was_typed_after_it() -> None:
    with opened() as term:
        term.send("q" + "j?x" * 1000)
        assert term.wait_for_exit() == 0
        assert term.left_behind() == []


def quits_after_leaving(term: Terminal) -> None:
    """Leave the search bar and quit."""
    term.send("<Esc>")
    term.wait_for("q quit")
    quits(term)


def test_help_still_opens_after_it_was_closed_at_once() -> None:
    with opened() as term:
        term.send("?")
        term.send("<Esc>")
        term.settle()
        term.send("?")
        term.wait_for(HELP)
