"""NO_COLOR, as no-color.org has it: any value but an empty one, and no colour at all."""

from __future__ import annotations

import re

import pytest
from tests.end_to_end.running import HELP, opened
from tests.support.terminal import Terminal, program

COLOURS = {*map(str, (*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)))}
"""Numbers of styles that are colours; 39 and 49 are the terminal's own."""


def colours(term: Terminal) -> set[str]:
    """Return the colours that were asked for."""
    styles = re.findall(rb"\x1b\[([0-9;]*)m", bytes(term.raw))
    return {number for style in styles for number in style.decode().split(";")} & COLOURS


@pytest.mark.parametrize("theme", ["dark", "light", "ansi-dark", "ansi-light"])
def test_no_colour_is_sent_where_none_is_wanted(theme: str) -> None:
    with Terminal(program("--theme", theme), environment={"NO_COLOR": "1"}) as term:
        for keys, wanted in (("", "Timeline"), ("?", HELP), ("<Esc>", "Timeline"), ("jj<Enter>", "Evidence")):
            term.send(keys)
            term.wait_for(wanted)
            term.settle()
        assert colours(term) == set()


def test_an_empty_no_color_counts_for_nothing() -> None:
    with opened(environment={"NO_COLOR": ""}) as term:
        term.wait_for("Timeline")
        assert colours(term) != set()


def test_without_colour_one_sees_where_one_types_and_stands() -> None:
    with opened(environment={"NO_COLOR": "1"}) as term:
        term.wait_for("▌")
        term.send("/")
        term.wait_for("leave the bar")
        assert term.is_reversed(2, 1)
