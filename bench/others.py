"""Measures beside other programs, and of the slowest query: told for comparison, without a budget."""

from __future__ import annotations

import json
import random
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from bench.generate import stored
from bench.measures import Bench, Measure, Skipped
from bench.programs import READ_TIME, START_TIME, YARDSTICK_READY, write_csv
from bench.session import NotInstalledError, Session
from bench.table import RATIO_BY_TURN, Judgement, Row, Sample
from karabakh_tui.model.records import TABLES
from karabakh_tui.paths import shipped_store
from karabakh_tui.search.index import Index
from karabakh_tui.search.language import FIELDS
from karabakh_tui.search.query import parse_query
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store

WORD = "lachin"
QUERIES = 2000
SLOWEST = Judgement("max ", lambda ours, theirs: max(ours))


def search_beside(bench: Bench) -> Iterator[Row | Skipped]:
    """The command that searches beside tools that search the same records as text, in a database, and as records."""
    store = shipped_store()
    table, database, records = (bench.programs.home / name for name in ("records.csv", "records.db", "records.rec"))
    write_csv(store, table)
    others: dict[str, tuple[Callable[[], None], tuple[str, ...]]] = {
        "ripgrep": (lambda: None, ("rg", "-i", WORD, str(store))),
        "sqlite-utils search": (
            lambda: _write_database(table, database),
            ("sqlite-utils", "search", str(database), "records", WORD),
        ),
        "recsel": (lambda: _write_records(store, records), ("recsel", "-q", WORD, "-i", str(records))),
    }
    for name, (prepare, command) in others.items():
        bench.say(f"search beside {name}")
        try:
            yield _beside(bench, name, prepare, command)
        except NotInstalledError as error:
            yield Skipped(f"search beside {name}", str(error))


def _beside(bench: Bench, name: str, prepare: Callable[[], None], command: tuple[str, ...]) -> Row:
    with bench.programs.other(name, command[0], "--version") as there:
        there.until_end(START_TIME)
    prepare()
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(min(bench.runs, 7) + 1):
        ours.append(_until_end(bench.programs.search(WORD)))
        theirs.append(_until_end(bench.programs.other(name, *command)))
    beside = Sample(name, tuple(theirs[1:]), "ms")
    return Row(f"search beside {name}", Sample("ours", tuple(ours[1:]), "ms"), RATIO_BY_TURN, None, beside)


def _until_end(started: Session) -> float:
    with started as session:
        return (session.until_end(START_TIME) - session.started) * 1000


def _write_database(table: Path, database: Path) -> None:
    """Make a database of a table, with a full-text index over all columns."""
    database.unlink(missing_ok=True)
    columns = table.read_text(encoding="utf-8").split("\n", 1)[0].strip().split(",")
    for words in (
        ("insert", str(database), "records", str(table), "--csv"),
        ("enable-fts", str(database), "records", *columns),
    ):
        subprocess.run(("sqlite-utils", *words), check=True, capture_output=True)


def _write_records(store: Path, target: Path) -> None:
    """Write a store's records in the format of GNU recutils."""
    data = tomllib.loads(store.read_text(encoding="utf-8"))
    lines = []
    for table in TABLES:
        for record in data.get(table, ()):
            for field, value in {"table": table, **record}.items():
                text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
                lines.append(f"{field}: {text}".replace("\n", "\n+ "))
            lines.append("")
    target.write_text("\n".join(lines), encoding="utf-8")


def slowest_query(bench: Bench) -> Iterator[Row | Skipped]:
    """Random queries on the shipped record, in this process: how long the slowest takes."""
    index = Index.build(read_store(shipped_store(), Problems()).store)
    index.prepare()
    took: list[float] = []
    slowest, most = "", 0.0
    for number, text in enumerate(random_queries(QUERIES)):
        if number % 200 == 0:
            bench.say(f"random queries {number}/{QUERIES}")
        started = time.perf_counter()
        index.search(parse_query(text))
        took.append((time.perf_counter() - started) * 1000)
        if took[-1] > most:
            slowest, most = text, took[-1]
    note = f"slowest: {most:.0f} ms at {slowest!r}; half of all take at most {median(took):.2f} ms"
    yield Row(f"{QUERIES:,} random queries", Sample("ours", tuple(took), "ms"), SLOWEST, None, note=note)


def random_queries(number: int) -> Iterator[str]:
    """Yield queries put together from words, fields and everything that means something in a query."""
    chance = random.Random("karabakh")
    pieces = (
        *(f"{name}:" for name in FIELDS), *"()\"|-=*:,.<>[]{}/?~%_ '", " OR ", " AND ", " NOT ", "..", "1994-05", "a*",
        "lachin", "Xankəndi", "Ханкенди", "Ստեփանակերտ", "stepanaker", "zzzq", "[1988,1994]", "s*", "disputed", "the ",
    )  # fmt: skip
    for _ in range(number):
        yield "".join(chance.choices(pieces, k=chance.randrange(1, 12)))


def checking(bench: Bench) -> Iterator[Row | Skipped]:
    """The command that checks a store of 5,000 records, beside reading the file alone."""
    store = stored(5_000)
    ours, theirs = [], []
    for run in range(min(bench.runs, 5) + 1):
        bench.say(f"check {run}")
        with bench.programs.check(store) as session:
            ours.append(session.until_end(READ_TIME) - session.started)
        with bench.programs.tomllib(store) as session:
            theirs.append(_ready(session) - session.started)
    beside = Sample("tomllib alone", tuple(theirs[1:]), "s")
    yield Row("check, 5,000 records", Sample("ours", tuple(ours[1:]), "s"), RATIO_BY_TURN, None, beside)


def _ready(session: Session) -> float:
    return session.until(YARDSTICK_READY, READ_TIME)


OTHERS: dict[str, Measure] = {"search-beside": search_beside, "slowest-query": slowest_query, "check": checking}
