"""A start returns to where one was, however the program ended before."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from tests.cli.stores import SMALL
from tests.support.terminal import Terminal, program


@pytest.mark.parametrize("number", [None, signal.SIGTERM, signal.SIGHUP], ids=["quit", "SIGTERM", "SIGHUP"])
def test_the_next_start_is_where_the_last_one_ended(tmp_path: Path, number: signal.Signals | None) -> None:
    store = tmp_path / "bridges.toml"
    store.write_text(SMALL, encoding="utf-8")
    with Terminal(program(str(store))) as term:
        term.wait_for("The bridge is built")
        term.send("/carts<Enter>")
        term.wait_for("1 of 10")  # the withdrawn one does not count
        term.send("*")  # written in a thread, which the end waits for
        if number is None:
            term.send("q")
        else:
            term.wait_for("★")
            term.signal(number)
        assert term.wait_for_exit() == (0 if number is None else 128 + number)
        assert "karabakh-tui:" not in term.last_words()
    with Terminal(program(str(store))) as term:
        term.wait_for("1 of 10")  # the withdrawn one does not count
        term.wait_for("★")
        assert "/ carts" in term.text()
    with Terminal(program(str(store), "--fresh")) as term:
        term.wait_for("The bridge is built")
        assert "/ carts" not in term.text()
