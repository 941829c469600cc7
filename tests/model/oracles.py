"""Two other readers of EDTF, asked in one way: is this a date, and from which day to which?

`edtf` takes some milliseconds a date, so answers are kept.
"""

from __future__ import annotations

import math
import warnings
from functools import cache

from karabakh_tui.model.calendar import civil_from_day
from karabakh_tui.model.dates import DateError, UncertainDate, parse_date

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # both use names that their parser library has given up
    from edtf import parse_edtf
    from edtf_validate.valid_edtf import is_valid

Day = tuple[int, int, int] | float
"""Year, month and day, or an infinity."""


def ours(text: str) -> UncertainDate | None:
    """Return what our parser reads."""
    try:
        return parse_date(text)
    except DateError:
        return None


def our_bounds(date: UncertainDate) -> tuple[Day, Day]:
    """Return the first and the last day of a date."""
    earliest, latest = (day if math.isinf(day) else civil_from_day(int(day)) for day in (date.earliest, date.latest))
    return earliest, latest


@cache
def edtf_bounds(text: str) -> tuple[Day, Day] | str:
    """Return the bounds that `edtf` gives, "refused", or "no bounds" where it reads a date and fails at them."""
    try:
        found = parse_edtf(text)
    except Exception:  # where its grammar and its classes do not fit, it ends in errors of every kind
        return "refused"
    try:
        return _day(found.lower_strict()), _day(found.upper_strict())
    except ValueError:
        return "no bounds"


def edtf_accepts(text: str) -> bool:
    """Tell whether `edtf` reads a date."""
    return edtf_bounds(text) != "refused"


@cache
def edtf_validate_accepts(text: str) -> bool:
    """Tell whether `edtf-validate` takes a text for a date."""
    return bool(is_valid(text))


def _day(bound: float | tuple[int, ...]) -> Day:
    return bound if isinstance(bound, float) else (bound[0], bound[1], bound[2])
