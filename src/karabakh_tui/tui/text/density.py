"""When the facts of a store and of a result happened, as the columns of a strip."""

from __future__ import annotations

from karabakh_tui.model.axis import Axis, axis, end_labels
from karabakh_tui.model.periods import Period
from karabakh_tui.search.density import Counts
from karabakh_tui.tui.widgets.density_strip import SIGN, Bars

from .runs import MUTED, Run, content

AROUND = 6
"""Cells of a strip that are neither columns nor the words at their ends: blanks, and signs that more is beyond."""
DISPUTED_FROM = 4
"""A period is marked as disputed where one of so many of its facts is, or more."""
LEGEND = f"{SIGN} a quarter or more disputed"


def axis_for(shown: Period, width: int) -> Axis | None:
    """Return the axis of the days that a strip of a width shows; None where there is no room."""
    room = width - sum(map(len, end_labels(shown))) - AROUND
    return axis(shown, room) if room > 1 else None


def bars(
    columns: Axis, whole: Counts, part: Counts, shown: Period, extent: Period, span: Period | None, width: int
) -> Bars:
    """Return the columns of an axis with how many facts could have happened in each, at a width."""
    left, right = end_labels(shown)
    cells = max((width - len(left) - len(right) - AROUND) // len(columns), 1)
    periods = [columns.period(column, column) for column in range(len(columns))]
    facts = [part.facts.count(period) for period in periods]
    disputed = [part.disputed.count(period) for period in periods]
    return Bars(
        whole=tuple(whole.facts.count(period) for period in periods),
        part=tuple(facts),
        signed=frozenset(
            column
            for column, (count, doubtful) in enumerate(zip(facts, disputed, strict=True))
            if doubtful and doubtful * DISPUTED_FROM >= count
        ),
        cells=cells,
        before=content(Run(f"{'‹ ' * (shown.first > extent.first)}{left}", MUTED)),
        after=content(Run(f"{right}{' ›' * (shown.last < extent.last)}", MUTED)),
        labels=tuple(label for label in columns.labels(cells) if label != (0, left)),
        marked=columns.columns(span) if span is not None else None,
        legend=content(Run(LEGEND, MUTED)),
    )
