"""Figures in words, the same wherever they are told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.model.small import event, source, store

from karabakh_tui.cli.console import Console
from karabakh_tui.cli.record_pages import record_page as printed_page
from karabakh_tui.export.export import export
from karabakh_tui.model.figure_text import differ, figure_words, number
from karabakh_tui.model.records import Figure
from karabakh_tui.tui.text.records import record_page
from karabakh_tui.tui.widgets.document import Block


def figure(**fields: Any) -> Figure:
    return Figure.model_validate({"of": "killed", **fields})


IN_WORDS = [
    (figure(value=2), "killed: 2"),
    (figure(value=2, who="civilians"), "killed (civilians): 2"),
    (figure(value=1275.0, about=True), "killed: about 1,275"),
    (figure(low=20, as_of="1992-05"), "killed: at least 20, as of May 1992"),
    (figure(low=4, high=8), "killed: 4 – 8"),
    (figure(high=8, about=True), "killed: at most about 8"),
    (figure(of="turnout", value=82.2, unit="percent"), "turnout: 82.2 percent"),
]


@pytest.mark.parametrize(("told", "words"), IN_WORDS, ids=[words for _, words in IN_WORDS])
def test_a_figure_is_told_in_the_same_words_on_the_screen_on_the_command_line_and_in_copies(
    told: Figure, words: str
) -> None:
    happened = event("e", figures=(told,))
    small = store(source(), happened)
    blocks = [block.content.plain for block in record_page(happened, small) if isinstance(block, Block)]
    assert figure_words(told) == words
    assert words in blocks
    assert re.search(rf"^ *{re.escape(words)}$", printed_page(happened, small, Console()), re.MULTILINE)
    assert words in export(small, happened, "plain").splitlines()


def test_dates_in_figures_can_be_written_otherwise() -> None:
    assert figure_words(figure(low=20, as_of="1992-05"), lambda date: date.text) == "killed: at least 20, as of 1992-05"


def test_numbers_are_parted_at_thousands_and_have_no_needless_fraction() -> None:
    assert [number(value) for value in (0.0, 5.0, 1000000.0, 0.5, 1234.25)] == [
        "0",
        "5",
        "1,000,000",
        "0.5",
        "1,234.25",
    ]


def test_figures_differ_where_their_numbers_do() -> None:
    assert differ([figure(value=2), figure(value=3)])
    assert differ([figure(value=4), figure(low=4)])
    assert differ([figure(low=4, high=8), figure(low=4, high=9)])
    assert differ([figure(value=2, unit="hectares"), figure(value=2, unit="square kilometres")])
    assert not differ([figure(value=2)])
    assert not differ([])
    assert not differ([figure(value=2, about=True, as_of="1992"), figure(value=2.0)])
