"""Measure the program's speed against its budgets: `python -m bench`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench.measures import MEASURES, Bench, Skipped
from bench.noise import Noise
from bench.others import OTHERS
from bench.programs import Programs
from bench.session import COLUMNS, ROWS, SessionError
from bench.table import Row, table

ALL = {**MEASURES, **OTHERS}


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    result.add_argument(
        "--quick", action="store_true", help="one minute instead of six: fewer repetitions, the shipped record only"
    )
    result.add_argument("--only", nargs="+", choices=tuple(ALL), metavar="NAME", help=", ".join(ALL))
    result.add_argument("--runs", type=int, metavar="N", help="repetitions of a start (default 11; quick: 5)")
    result.add_argument("--strict", action="store_true", help="exit 1 if a budget is not kept or not measured")
    return result


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; return the exit code."""
    chosen = parser().parse_args(arguments)
    runs = max(chosen.runs or (5 if chosen.quick else 11), 1)
    print(machine())
    noise = Noise()

    def say(words: str) -> None:
        noise.sample()
        _say(words)

    rows: list[Row] = []
    skipped: list[Skipped] = []
    failed = False
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="karabakh-tui-bench-") as home:
        bench = Bench(Programs(Path(home)), runs, chosen.quick, say)
        for name in chosen.only or ALL:
            try:
                for result in ALL[name](bench):
                    if isinstance(result, Row):
                        rows.append(result)
                    else:
                        skipped.append(result)
            except SessionError as error:
                failed = True
                skipped.append(Skipped(name, str(error)))
    _say("")
    print(f"\n{table(rows)}")
    for each in skipped:
        print(f"skipped, {each.what}: {each.why}")
    print(noise)
    print(f"took {time.perf_counter() - started:.0f} s")
    return int(chosen.strict and (failed or not all(row.within for row in rows)))


def machine() -> str:
    """Return what the figures depend on."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, load {load}; {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}; Textual {version('textual')}; terminal {COLUMNS}×{ROWS}"
    )


def _say(words: str) -> None:
    """Tell how far it is, where somebody looks on."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{words}")
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
