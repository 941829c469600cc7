"""A reader who presses anything, anywhere, at any speed."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

from tests.end_to_end.running import answers, last_words, opened, quits
from tests.end_to_end.test_input import NOISE
from tests.support.terminal import KEYS, Terminal

INPUTS = 2000
LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789/?:[]{}'\"*+-=.,;!@#$%^&() ёքğ漢"
"""Everything but the key that quits."""

NAMES = [name for name in KEYS if name not in ("Less",)]
CONTROLS = "abdefghijklnoprstuvwxyz"
WORDS = ("lachin ", "date:1992", "-is:disputed", '"the corridor', "party:(", "shusha OR ", "kind:battle ")


def test_two_thousand_random_inputs_do_no_harm() -> None:
    seed = os.environ.get("KARABAKH_SOAK_SEED") or "karabakh"
    chance = random.Random(seed)
    acts: list[Callable[[Terminal], str]] = [
        *[lambda term: _press(term, chance.choice(LETTERS))] * 40,
        *[lambda term: _press(term, f"<{chance.choice(NAMES)}>")] * 30,
        *[lambda term: _press(term, "".join(chance.choices(LETTERS, k=8)))] * 4,
        *[lambda term: _press(term, f"<C-{chance.choice(CONTROLS)}>")] * 6,
        *[lambda term: _press(term, "/" + chance.choice(WORDS) + chance.choice(("", "<Enter>")))] * 4,
        *[lambda term: _click(term, chance)] * 8,
        *[lambda term: _send(term, chance.choice([*NOISE.values()][:-1]))] * 4,
        *[lambda term: _resize(term, chance)] * 2,
    ]
    done: list[str] = []
    while len(done) < INPUTS:
        with opened() as term:
            while len(done) < INPUTS and term.is_running:
                done.append(chance.choice(acts)(term))
                if len(done) % 10 == 0:
                    term.settle(0.01, patience=0.2)
            if term.is_running:
                term.settle(1.3, patience=1.3)
                answers(term)
                quits(term)
            else:  # the palette, the help and a click can quit
                assert term.wait_for_exit() == 0, f"seed {seed!r}, input {len(done)}: {done[-30:]}: {last_words(term)}"
                assert term.left_behind() == []


def _press(term: Terminal, keys: str) -> str:
    term.send(keys)
    return keys


def _send(term: Terminal, data: bytes) -> str:
    term.send_bytes(data)
    return ascii(data[:40])


def _click(term: Terminal, chance: random.Random) -> str:
    column, row = chance.randrange(100), chance.randrange(28)  # the last line offers to quit
    button = chance.choice((0, 0, 0, 2, 64, 65))
    term.send_bytes(f"\x1b[<{button};{column + 1};{row + 1}M\x1b[<{button};{column + 1};{row + 1}m".encode())
    return f"mouse {button} at {column}, {row}"


def _resize(term: Terminal, chance: random.Random) -> str:
    columns, rows = chance.choice((1, 3, 30, 60, 80, 100, 160)), chance.choice((1, 3, 12, 24, 30, 50))
    term.resize(columns, rows)
    return f"{columns} x {rows}"
