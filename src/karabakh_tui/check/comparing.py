"""What is wrong in a store now that was not before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from karabakh_tui.storage.problems import Problem

ORPHANS = ("W302", "W303", "W304")
"""What is to be expected of a record that has just come: nothing names it yet."""


def new_findings(before: Iterable[Problem], after: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the errors and warnings that were not there before, but for records that nothing names yet."""
    known = Counter(map(known_by, before))
    found = []
    for each in after:
        key = known_by(each)
        known[key] -= 1
        if known[key] < 0 and (each.severity == "error" or (each.severity == "warning" and each.code not in ORPHANS)):
            found.append(each)
    return tuple(found)


def known_by(problem: Problem) -> tuple[str, str, str, str]:
    """Return what a finding is known by, wherever in the file it stands."""
    return problem.code, problem.record, problem.field, re.sub(r"\bline \d+", "line", problem.message)
