"""Checks a text as a store, on a day that stays the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from karabakh_tui.check.checking import check
from karabakh_tui.storage.problems import Problem, Problems
from karabakh_tui.storage.read import read_store

TODAY = date(2026, 11, 25)


def findings(path: Path, text: str) -> tuple[Problem, ...]:
    """Return what is found in a text that is written to a path."""
    path.write_text(text, encoding="utf-8")
    return check(read_store(path, Problems()), TODAY)


def brief(problem: Problem) -> str:
    """Return where a finding is and what it is about: `line:column CODE record field`."""
    return f"{problem.line}:{problem.column} {problem.code} {problem.record} {problem.field}".strip()
