"""Terminals of any size, and sizes that change while keys are pressed."""

from __future__ import annotations

import random
import signal
import time

import pytest
from tests.end_to_end.running import answers, last_words, opened, quits

WALK = (
    "jjkG<PageDown><PageUp><Home><End>gg", "<Enter>jj<PageDown>G<PageUp>[", "2<End><PageDown><PageUp>", "3jj<Enter>[",
    "45<Tab><Tab><Tab><S-Tab>", "/sh<PageDown><Down><Up><Enter>", "<C-d><C-u><Right><Left>lh",
)  # fmt: skip
BOXES = (":", "?", "S", "f")


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (4, 4), (1, 30), (80, 2), (3, 20), (40, 4)])
def test_no_size_ends_the_app(size: tuple[int, int]) -> None:
    with opened(columns=size[0], rows=size[1]) as term:
        for keys in WALK:
            term.send(keys)
            term.settle(0.03)
            assert term.is_running, f"{keys}: {last_words(term)}"
        for keys in BOXES:
            term.send(keys + "li<Down><PageDown><PageUp><Up>")
            term.click(0, 0)
            term.settle(0.05)
            term.send("<Esc>")
            term.settle(0.12)
            assert term.is_running, f"{keys}: {last_words(term)}"
        answers(term)
        quits(term)


def test_a_storm_of_sizes_while_keys_are_pressed_does_no_harm() -> None:
    chance = random.Random("sizes")
    with opened() as term:
        for number in range(60):
            term.resize(
                chance.choice((1, 2, 3, 5, 20, 69, 70, 100, 149, 150, 250)), chance.choice((1, 2, 3, 6, 30, 90))
            )
            term.send(WALK[number % len(WALK)])
            if number % 6 == 0:
                term.send(BOXES[number // 6 % len(BOXES)])
            if number % 5 == 0:
                term.settle(0.02)
            assert term.is_running, f"after {number}: {last_words(term)}"
        answers(term)
        assert "Timeline" in term.text()
        quits(term)


def test_a_size_that_comes_back_before_it_is_noticed_leaves_a_whole_screen() -> None:
    with opened() as term:
        whole = term.text()
        term.signal(signal.SIGSTOP)
        term.resize(40, 10)
        term.resize(100, 30)  # what was cut off in between is lost
        term.signal(signal.SIGCONT)
        term.wait_for(lambda text: text == whole)
        quits(term)


def test_what_is_painted_late_for_a_larger_terminal_leaves_no_trace() -> None:
    chance = random.Random("late")
    with opened() as term:
        whole = term.text()
        for _ in range(12):
            term.resize(250, 90)
            term.settle(0.1 * chance.random())
            term.send("jk")
            time.sleep(0.03 * chance.random())
            term.resize(100, 30)
            term.settle(0.3)
            term.wait_for(lambda text: text == whole)
        quits(term)


def test_a_terminal_grown_huge_is_filled() -> None:
    with opened() as term:
        term.resize(400, 200)
        term.wait_for(lambda text: len(text.split("\n")[0]) > 380 and "quit" in text.split("\n")[-1])
        quits(term)
