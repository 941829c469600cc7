"""The measures: each starts programs beside their yardsticks, turn by turn, and yields rows of the table."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench.generate import stored
from bench.programs import (
    DELETE,
    DOWN,
    ESCAPE,
    FOUND,
    HOME,
    PROGRESS,
    READ_TIME,
    RECORDS_LISTED,
    SCREEN_UP,
    START_TIME,
    YARDSTICK_READY,
    Programs,
    queries,
    wait_until_searchable,
    write_csv,
)
from bench.session import Burst, NotInstalledError, Session, SessionError, complete, screens, usage
from bench.table import EXCESS, HIGH, LARGEST, MEAN_EXCESS, RATIO, RATIO_BY_TURN, Row, Sample
from karabakh_tui.paths import shipped_store

SETTLED = 0.4
"""Seconds without a byte after which a screen stays as it is; a cursor blinks after half a second."""
ECHO_SILENCE = 0.1
CLEARED_SILENCE = 0.45
"""Longer than any answer should take, shorter than the half second in which a cursor blinks."""
LATE_SILENCE, BLINK_BYTES = 0.6, 150
"""After the last letter of a query, so long nothing larger than a blinking cursor may come."""
MOVE_SILENCE = 0.08
PATIENCE = 3.0
"""Seconds that the first byte after a key press may take."""
IDLE_SECONDS = 5.0


@dataclass(frozen=True)
class Bench:
    """What every measure is given."""

    programs: Programs
    runs: int
    quick: bool
    say: Callable[[str], None]
    """Tells the one who waits how far it is."""


@dataclass(frozen=True)
class Skipped:
    """A figure that there is none of."""

    what: str
    why: str


Measure = Callable[[Bench], Iterator[Row | Skipped]]


# Starting


def first_frame(bench: Bench) -> Iterator[Row | Skipped]:
    """From the start of the process until the screen holds the complete frame, shipped record."""
    table = bench.programs.home / "records.csv"
    first_row = write_csv(shipped_store(), table)
    starts: dict[str, tuple[Callable[[], Session], re.Pattern[bytes]]] = {
        "ours": (bench.programs.app, RECORDS_LISTED),
        "empty app": (bench.programs.empty, YARDSTICK_READY),
        "VisiData, CSV": (lambda: bench.programs.visidata(table), first_row),
    }
    took: dict[str, list[float]] = {name: [] for name in starts}
    missing: Skipped | None = None
    for run in range(bench.runs + 1):
        bench.say(f"first frame {run}/{bench.runs}")
        for name, (start, shown) in starts.items():
            try:
                with start() as session:
                    session.until(shown, START_TIME)
                    session.until_quiet(SETTLED, 5.0)
                    took[name].append(complete(session.chunks) - session.started)
            except NotInstalledError as error:
                missing = Skipped("first complete frame beside VisiData", str(error))
    ours, empty, visidata = (_milliseconds(name, values[1:]) for name, values in took.items())
    yield Row("first complete frame", ours, RATIO_BY_TURN, 2.0, empty)
    yield missing or Row("first complete frame beside VisiData", ours, RATIO_BY_TURN, 1.0, visidata)


def search(bench: Bench) -> Iterator[Row | Skipped]:
    """The command that searches, from a cold start until it has ended."""
    ours, parts = [], []
    for run in range(bench.runs + 1):
        bench.say(f"search {run}/{bench.runs}")
        with bench.programs.search("lachin") as session:
            ours.append(session.until_end(START_TIME) - session.started)
            if FOUND.search(session.text()) is None:
                raise SessionError(f"{session.name} found nothing: {session.last_words()}")
        with bench.programs.parts_of_search(shipped_store()) as yardstick:
            parts.append(yardstick.until_end(START_TIME) - yardstick.started)
    beside = _milliseconds("pydantic, sqlite3, tomli", parts[1:])
    yield Row("search from a cold start", _milliseconds("ours", ours[1:]), RATIO_BY_TURN, 2.0, beside)


# Typing


@dataclass(frozen=True)
class Typing:
    """A store to type queries on, and what is allowed for it."""

    what: str
    records: int | None
    """None: the shipped record."""
    budget: float
    """In milliseconds."""
    silence: float
    """Seconds without a byte after which a key press is over: more than the budget, less than a blink."""

    def store(self) -> Path:
        """Return the path of the store."""
        return shipped_store() if self.records is None else stored(self.records)


class Key(NamedTuple):
    """A key press in the search bar."""

    seconds: float
    """Until the last byte that it caused."""
    query: str
    """What then stood in the bar."""


def type_keys(session: Session, query: str, silence: float) -> list[Key]:
    """Type a query letter by letter; return how long each key took."""
    took = []
    for number, letter in enumerate(query):
        pressed = session.send(letter.encode())
        took.append(Key(answer(session, silence).last - pressed, query[: number + 1]))
    return took


def answer(session: Session, silence: float) -> Burst:
    """Return what a key press caused.

    Raises:
        SessionError: if that is nothing at all.
    """
    burst = session.until_quiet(silence, 5.0, PATIENCE)
    if not burst.size:
        raise SessionError(f"{session.name} painted nothing in {PATIENCE:.0f} s after a key press")
    return burst


def delete_query(session: Session, query: str) -> None:
    """Empty the search bar, and wait until what that causes is over."""
    session.send(DELETE * len(query))
    session.until_quiet(CLEARED_SILENCE, 10.0, PATIENCE)


def typing(case: Typing) -> Measure:
    """Return the measure of key presses in the search bar on one store."""

    def measure(bench: Bench) -> Iterator[Row | Skipped]:
        if bench.quick and case.records is not None:
            yield Skipped(case.what, "--quick")
            return
        bench.say(f"{case.what}: waiting until it can be searched")
        store = case.store()
        asked = queries(store, 6 if bench.quick else 8)
        ours: list[Key] = []
        echo: list[Key] = []
        late = 0
        with bench.programs.app(store) as app, bench.programs.echo() as yardstick:
            wait_until_searchable(app, READ_TIME)
            yardstick.until(YARDSTICK_READY, START_TIME)
            for number, query in enumerate(asked):
                bench.say(f"{case.what}: query {number + 1}/{len(asked)}")
                ours += type_keys(app, query, case.silence)
                late += app.until_quiet(LATE_SILENCE, LATE_SILENCE).size > BLINK_BYTES
                delete_query(app, query)
                echo += type_keys(yardstick, query, ECHO_SILENCE)
                delete_query(yardstick, query)
        slowest = max(ours)
        note = f"slowest: {slowest.seconds * 1000:.0f} ms at {slowest.query!r}"
        if late:
            note += f"; {late} of {len(asked)} queries went on painting after {case.silence} s of silence"
        measured, beside = (
            _milliseconds(name, [key.seconds for key in keys]) for name, keys in (("ours", ours), ("echo", echo))
        )
        yield Row(case.what, measured, EXCESS, case.budget, beside, note)

    return measure


# Moving the cursor


def moves(session: Session, number: int) -> list[tuple[float, int]]:
    """Press the key that moves the cursor down; return seconds and bytes of each move."""
    done = []
    for _ in range(number):
        pressed = session.send(DOWN)
        burst = answer(session, MOVE_SILENCE)
        done.append((burst.last - pressed, burst.size))
    return done


def cursor(bench: Bench) -> Iterator[Row | Skipped]:
    """Moving the cursor in lists of several lengths, each beside a list of 100 records."""
    cases = {"shipped record": None, "20,000 records": 20_000, "100,000 records": 100_000}
    for name, records in cases.items():
        if bench.quick and records is not None:
            yield Skipped(f"cursor, {name}", "--quick")
            continue
        bench.say(f"cursor, {name}")
        store = shipped_store() if records is None else stored(records)
        ours: list[tuple[float, int]] = []
        short: list[tuple[float, int]] = []
        with bench.programs.app(store) as app, bench.programs.app(stored(100)) as yardstick:
            for session in (app, yardstick):
                wait_until_searchable(session, READ_TIME)
                for _ in range(2):  # completions, then the bar
                    session.send(ESCAPE)
                    session.until_quiet(0.5, 2.0)
                session.send(HOME)
                session.until_quiet(0.5, 2.0)
            for _ in range(2 if bench.quick else 4):
                ours += moves(app, 10)
                short += moves(yardstick, 10)
        measured = _milliseconds("ours", [seconds for seconds, _ in ours])
        beside = _milliseconds("100 records", [seconds for seconds, _ in short])
        yield Row(f"cursor move, {name}", measured, RATIO, 1.25, beside)
        written = Sample("ours", tuple(float(size) for _, size in ours), "bytes")
        yield Row(f"bytes of a cursor move, {name}", written, HIGH, 4096)


# A large store


def large(bench: Bench) -> Iterator[Row | Skipped]:
    """100,000 records: how long until the screen is up, until one can browse, until one can search."""
    if bench.quick:
        yield Skipped("100,000 records: opening", "--quick")
        return
    store = stored(100_000)
    up, browsable, searchable, peak, empty, parsed = [], [], [], [], [], []
    note = ""
    runs = min(bench.runs, 2)
    for run in range(runs):
        bench.say(f"100,000 records {run + 1}/{runs}")
        with bench.programs.app(store) as app:
            up.append(app.until(SCREEN_UP, START_TIME) - app.started)
            shown = app.until(RECORDS_LISTED, READ_TIME)
            browsable.append(shown - app.started)
            searchable.append(wait_until_searchable(app, READ_TIME) - app.started)
            until_idle(app)
            peak.append(usage(app.pid).peak_megabytes)
            note = note or _progress_note(app, up[-1])
        with bench.programs.empty() as yardstick:
            empty.append(yardstick.until(YARDSTICK_READY, START_TIME) - yardstick.started)
        with bench.programs.tomllib(store) as parser:
            parsed.append(parser.until(YARDSTICK_READY, READ_TIME) - parser.started)
    alone = _seconds("tomllib alone", parsed)
    frame = _milliseconds("empty app", empty)
    yield Row("100,000 records: screen up", _milliseconds("ours", up), RATIO_BY_TURN, 2.0, frame, note)
    yield Row("100,000 records: browsable", _seconds("ours", browsable), RATIO_BY_TURN, 1.0, alone)
    yield Row("100,000 records: searchable", _seconds("ours", searchable), RATIO_BY_TURN, 1.5, alone)
    yield Row("100,000 records: peak memory", Sample("ours", tuple(peak), "MB"), LARGEST, 900)


def until_idle(session: Session) -> None:
    """Wait until the program has done what it does in the background, or two minutes."""
    for _ in range(240):
        before = usage(session.pid).cpu_seconds
        session.until_quiet(0.5, 0.5)
        if usage(session.pid).cpu_seconds - before < 0.05:
            return


def _progress_note(app: Session, up: float) -> str:
    """Say how often the progress bar moved, and how long the screen stood still at most."""
    lines = ("\n".join(screen) for screen in screens(app.chunks))
    shares = {found[1] for text in lines if (found := PROGRESS.search(text)) is not None}
    times = [chunk.arrived - app.started for chunk in app.chunks if chunk.arrived - app.started >= up]
    longest = max((after - before for before, after in pairwise(times)), default=0.0)
    return f"the progress bar showed {len(shares)} shares; the screen stood still for {longest:.2f} s at most"


# Doing nothing


def idle(bench: Bench) -> Iterator[Row | Skipped]:
    """What the program uses while nobody touches it, beside the empty app in the same seconds."""
    if not Path("/proc/self/schedstat").exists():
        yield Skipped("idle", "needs /proc of Linux")
        return
    rounds = 1 if bench.quick else 2
    cpu: dict[str, list[float]] = {"ours": [], "empty app": []}
    wakes: dict[str, list[float]] = {"ours": [], "empty app": []}
    with bench.programs.app() as app, bench.programs.empty() as yardstick:
        app.until(RECORDS_LISTED, START_TIME)
        yardstick.until(YARDSTICK_READY, START_TIME)
        for session in (app, yardstick):
            session.until_quiet(2.0, START_TIME)
        time.sleep(2.0)
        for number in range(rounds):
            bench.say(f"idle {number + 1}/{rounds}")
            sessions = {"ours": app, "empty app": yardstick}
            before = {name: usage(session.pid) for name, session in sessions.items()}
            time.sleep(IDLE_SECONDS)
            for name, session in sessions.items():
                now = usage(session.pid)
                cpu[name].append((now.cpu_seconds - before[name].cpu_seconds) * 1000 / IDLE_SECONDS)
                wakes[name].append((now.wake_ups - before[name].wake_ups) / IDLE_SECONDS)
    for what, unit, found, budget in (
        ("idle: processor time", "ms/s", cpu, 2.0),
        ("idle: wake-ups", "/s", wakes, 2.0),
    ):
        ours, theirs = (Sample(name, tuple(values), unit) for name, values in found.items())
        yield Row(what, ours, MEAN_EXCESS, budget, theirs)


def _milliseconds(name: str, seconds: list[float]) -> Sample:
    return Sample(name, tuple(each * 1000 for each in seconds), "ms")


def _seconds(name: str, seconds: list[float]) -> Sample:
    return Sample(name, tuple(seconds), "s")


MEASURES: Mapping[str, Measure] = {
    "first-frame": first_frame,
    "search": search,
    "keys-shipped": typing(Typing("key press, shipped record", None, 30, 0.1)),
    "keys-20000": typing(Typing("key press, 20,000 records", 20_000, 50, 0.15)),
    "keys-100000": typing(Typing("key press, 100,000 records", 100_000, 150, 0.25)),
    "cursor": cursor,
    "large": large,
    "idle": idle,
}
