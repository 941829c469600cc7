"""A baseline: findings that are accepted as they are, so that only new ones count.

A finding is known again by its code, record, field and sentence, wherever in the file it has moved to.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from karabakh_tui.errors import UsageError
from karabakh_tui.storage.problems import Problem

VERSION = 1

_LINE = re.compile(r"\bline \d+")


class Accepted(NamedTuple):
    """What makes a finding the one that was accepted."""

    code: str
    record: str
    field: str
    message: str


class Compared(NamedTuple):
    """Findings beside a baseline."""

    new: tuple[Problem, ...]
    accepted: int
    gone: int
    """How many of the baseline are not found any more."""


def _key(problem: Problem) -> Accepted:
    """Return what a finding is known by; lines that its sentence names may shift."""
    return Accepted(problem.code, problem.record, problem.field, _LINE.sub("line N", problem.message))


def baseline_text(problems: Iterable[Problem]) -> str:
    """Return a baseline that accepts findings: JSON, one of them a line, in an order that keeps differences small."""
    counted = Counter(map(_key, problems))
    lines = [
        json.dumps({**key._asdict(), "count": counted[key]}, ensure_ascii=True)
        for key in sorted(counted, key=lambda key: (key.record, key.field, key.code, key.message))
    ]
    body = ",\n".join(f"  {line}" for line in lines)
    return f'{{"schema_version": {VERSION}, "findings": [\n{body}\n]}}\n' if lines else _EMPTY


_EMPTY = f'{{"schema_version": {VERSION}, "findings": []}}\n'


def read_baseline(path: Path) -> Counter[Accepted]:
    """Return what a baseline accepts, and how often.

    Raises:
        UsageError: if it is not there, or is no baseline.
    """
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such baseline; `--write-baseline {path}` writes one") from None
    except OSError as error:
        raise UsageError(f"{path}: the baseline cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: this is no baseline: {error}") from None
    if not isinstance(data, dict) or data.get("schema_version") != VERSION:
        raise UsageError(f"{path}: this is no baseline of schema_version {VERSION}")
    try:
        return Counter({_accepted(each): int(each["count"]) for each in data["findings"]})
    except (KeyError, TypeError, ValueError):
        raise UsageError(f"{path}: a finding of a baseline has code, record, field, message and count") from None


def _accepted(entry: dict[str, Any]) -> Accepted:
    return Accepted(*(str(entry[name]) for name in Accepted._fields))


def compare(problems: Sequence[Problem], accepted: Counter[Accepted]) -> Compared:
    """Return the findings that a baseline does not accept, and how many it does."""
    left = accepted.copy()
    new = []
    for problem in problems:
        key = _key(problem)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(problem)
    return Compared(tuple(new), len(problems) - len(new), left.total())
