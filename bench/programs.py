"""What is measured and what it is measured beside: how each is started, and how one sees what it shows."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.empty_app import MARKER
from bench.session import NotInstalledError, Session, environment
from karabakh_tui.model.records import TABLES

ROOT = Path(__file__).resolve().parent.parent

# What the program paints, by which the benchmark sees how far it is.
SCREEN_UP = re.compile(rb"1 Timeline")
"""The title of the first list."""
RECORDS_LISTED = re.compile(rb"[\d,]+ events")
"""The counts in the title, painted together with the records."""
RESULT = re.compile(rb"[\d,]+ of [\d,]+")
"""How many records a query found."""
PROGRESS = re.compile(r"(\d+)% ")
FOUND = re.compile(rb"\w+/[\w-]+")
"""The address of a record, as the command that searches prints it."""
SEARCH, DELETE, ESCAPE, DOWN, HOME = b"/", b"\x7f", b"\x1b", b"j", b"\x1b[H"

YARDSTICK_READY = re.compile(MARKER.encode())
START_TIME, READ_TIME = 30.0, 120.0
"""Seconds that a program gets to show itself, and to read a large store and index it."""


@dataclass(frozen=True)
class Programs:
    """Starts programs, each in a home of its own, in the directory of the project."""

    home: Path

    @property
    def _environment(self) -> Mapping[str, str]:
        """The surroundings of one start: what another kept, such as where its reader was, is not there."""
        return environment(Path(tempfile.mkdtemp(dir=self.home)))

    def _python(self, name: str, *arguments: str) -> Session:
        return Session(name, (sys.executable, *arguments), self._environment, ROOT)

    def app(self, store: Path | None = None) -> Session:
        """Start the program on a store; on the record that comes with it, if none is named."""
        return self._python("karabakh-tui", "-m", "karabakh_tui", *([str(store)] if store else []))

    def empty(self) -> Session:
        """Start the empty Textual app."""
        return self._python("empty Textual app", "-m", "bench.empty_app")

    def echo(self) -> Session:
        """Start the Textual app that only echoes what is typed."""
        return self._python("empty app's echo", "-m", "bench.empty_app", "echo")

    def tomllib(self, store: Path) -> Session:
        """Start an interpreter that reads a file with the standard library's TOML parser, and says so."""
        code = f"import sys, tomllib; tomllib.load(open(sys.argv[1], 'rb')); print({MARKER!r}, flush=True)"
        return self._python("tomllib alone", "-c", code, str(store))

    def search(self, words: str) -> Session:
        """Start the command that searches, on the record that comes with the program."""
        return self._python("karabakh-tui search", "-m", "karabakh_tui", "search", words)

    def parts_of_search(self, store: Path) -> Session:
        """Start an interpreter that imports what a search stands on, reads the record, and says so."""
        code = (
            "import sqlite3, sys, tomli; from pydantic import BaseModel; "
            f"tomli.load(open(sys.argv[1], 'rb')); print({MARKER!r}, flush=True)"
        )
        return self._python("pydantic, sqlite3 and tomli", "-c", code, str(store))

    def other(self, name: str, *command: str) -> Session:
        """Start another program.

        Raises:
            NotInstalledError: if it is not installed.
        """
        if shutil.which(command[0]) is None:
            raise NotInstalledError(f"{command[0]} is not installed")
        return Session(name, command, self._environment, ROOT)

    def check(self, store: Path) -> Session:
        """Start the command that checks a store."""
        return self._python("karabakh-tui check", "-m", "karabakh_tui", "check", str(store))

    def visidata(self, table: Path) -> Session:
        """Start VisiData on a table, without anybody's configuration and without its message of the day.

        Raises:
            NotInstalledError: if it is not installed.
        """
        program = shutil.which("vd")
        if program is None:
            raise NotInstalledError("VisiData (vd) is not installed")
        return Session("VisiData", (program, "-N", "--motd-url=", str(table)), self._environment, ROOT)


def wait_until_searchable(app: Session, timeout: float = START_TIME) -> float:
    """Search for something, wait for its result, empty the search bar; return when the result came."""
    app.until(RECORDS_LISTED, timeout)
    before = app.written
    app.send(SEARCH)
    app.until_quiet(0.05, 1.0)
    app.send(b"a")
    arrived = app.until(RESULT, timeout, before)
    app.until_quiet(0.3, 2.0)
    app.send(DELETE)
    app.until_quiet(0.3, 2.0)
    return arrived


def write_csv(store: Path, target: Path) -> re.Pattern[bytes]:
    """Write a store's records as a table, a column for each field; return what shows that it is on the screen."""
    data: Mapping[str, Any] = tomllib.loads(store.read_text(encoding="utf-8"))
    records = [{"table": table, **record} for table in reversed(TABLES) for record in data.get(table, ())]
    columns = list(dict.fromkeys(field for record in records for field in record))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for record in records:
            writer.writerow([_cell(record.get(column, "")) for column in columns])
    return re.compile(re.escape(records[0]["id"][:8].encode()))


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


TEXT_LINE = re.compile(r'^(?:title|name|summary|text|says) = "(.*)"$', re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{3,14}")
SAMPLED_LINES = 20_000


def queries(store: Path, number: int) -> list[str]:
    """Return queries of a store's own words, from the most frequent to the rarest, and of fields."""
    lines = TEXT_LINE.findall(store.read_text(encoding="utf-8"))
    found = Counter(
        word.casefold() for line in lines[:: 1 + len(lines) // SAMPLED_LINES] for word in WORD.findall(line)
    )
    words = sorted(found, key=lambda word: (-found[word], word))
    ranks = dict.fromkeys(round(len(words) ** (step / (number - 1))) - 1 for step in range(number))
    chosen = [words[rank] for rank in ranks]
    middle = len(chosen) // 2
    return [*chosen, f"{chosen[0]} {chosen[middle]}", f"status:disputed {chosen[middle]}", "date:1994"]
