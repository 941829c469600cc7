"""The app on a pseudo-terminal, and how to see that it still does what it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.terminal import Terminal, program

HELP = "─ Help ─"
"""The title of the help screen."""

MOST_LEVELS = 30
"""How deep boxes and forms stand over one another at most."""


@contextmanager
def opened(
    store: Path | None = None,
    *,
    columns: int = 100,
    rows: int = 30,
    environment: Mapping[str, str | None] | None = None,
) -> Iterator[Terminal]:
    """Open the app afresh on a store (the shipped one, where none is named) and wait for its first frame."""
    arguments = ["--fresh", *([] if store is None else [str(store)])]  # one test may open it several times
    with Terminal(program(*arguments), columns=columns, rows=rows, environment=environment) as term:
        term.wait_for(lambda _: b"\x1b[1;1H" in term.raw)  # at 1 x 1 there is nothing to see
        term.settle()
        yield term


def answers(term: Terminal) -> None:
    """Leave whatever is open, at an ordinary size, and see that the app still answers.

    Raises:
        AssertionError: if it does not; with the report where it crashed.
    """
    try:
        term.resize(100, 30)
        _leave(term)
        term.send("<F1>zxzz")
        term.wait_for("zxzz")  # what was sent before is all handled
        _leave(term)
        term.send("<F1>")
        term.wait_for(HELP)
        term.send("<Esc>")
        term.wait_for(lambda text: HELP not in text)
    except AssertionError as error:
        raise AssertionError(f"{error}\n{last_words(term)}") from None


def _leave(term: Terminal) -> None:
    """Leave boxes, forms and the search bar."""
    for number in range(MOST_LEVELS):
        term.send("<Esc>")
        term.settle(0.3)  # an escape is a key only when nothing follows it for a tenth of a second
        text = term.text()
        if "Leave the form?" in text:
            term.send("d")
            term.settle(0.3)
        elif number >= 3 and "Ctrl+S" not in text:
            return


def quits(term: Terminal) -> None:
    """Quit, and see that the app ends well and leaves the terminal as it was."""
    term.send("q")
    assert term.wait_for_exit() == 0, last_words(term)
    assert term.left_behind() == []


def last_words(term: Terminal) -> str:
    """Return what the app said when it ended, and the end of the report where it crashed."""
    said = term.last_words() if not term.is_running else ""
    report = re.search(r"the report is in (\S+\.txt)", said)
    return said + (Path(report[1]).read_text(encoding="utf-8")[-1500:] if report else "")
