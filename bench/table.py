"""Figures, how sure they are, and the table they are printed in."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

RESAMPLES = 400
Values = Sequence[float]


def percentile(values: Values, share: float) -> float:
    """Return the value below which a share (0 to 1) of the values lies, between neighbours by proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@dataclass(frozen=True)
class Sample:
    """What was measured, repeatedly, of one thing."""

    name: str
    values: tuple[float, ...]
    unit: str

    def __str__(self) -> str:
        """Return the median, the 95th percentile and the range."""
        if len(self.values) == 1:
            return f"{amount(self.values[0])} {self.unit}"
        shown = f"{amount(median(self.values))}, p95 {amount(percentile(self.values, 0.95))} {self.unit}"
        return f"{shown} ({amount(min(self.values))}–{amount(max(self.values))}, n {len(self.values)})"


@dataclass(frozen=True)
class Judgement:
    """How a figure is made of a sample and of its yardstick's."""

    prefix: str
    figure: Callable[[Values, Values], float]
    suffix: str | None = None
    """Stands behind the figure and the budget; None: the unit of the sample."""
    paired: bool = False
    """Each value belongs to the yardstick's of the same turn: what slows the machine for a while slows both."""


RATIO = Judgement("", lambda ours, theirs: median(ours) / median(theirs), " ×")
RATIO_BY_TURN = Judgement(
    "", lambda ours, theirs: median(our / their for our, their in zip(ours, theirs, strict=True)), " ×", paired=True
)
EXCESS = Judgement("p95 ", lambda ours, theirs: percentile(ours, 0.95) - percentile(theirs, 0.95))
MEAN_EXCESS = Judgement("mean ", lambda ours, theirs: mean(ours) - mean(theirs))
HIGH = Judgement("p95 ", lambda ours, theirs: percentile(ours, 0.95))
LARGEST = Judgement("max ", lambda ours, theirs: max(ours))
LEGEND = (
    "measured: median, 95th percentile (range, number); ×: ratio of the medians, of what is started again and again "
    "the median of the ratios turn by turn; p95, mean: ours less the yardstick's; "
    "in brackets behind a figure: where nine in ten of its bootstraps lie"
)


def mean(values: Values) -> float:
    """Return the mean."""
    return sum(values) / len(values)


@dataclass(frozen=True)
class Row:
    """One figure beside its budget."""

    what: str
    measured: Sample
    judgement: Judgement
    budget: float | None
    """None: told for comparison, and nothing is promised."""
    yardstick: Sample | None = None
    note: str = ""

    @property
    def figure(self) -> float:
        """What is compared with the budget."""
        return self.judgement.figure(self.measured.values, self._theirs())

    @property
    def within(self) -> bool:
        """Whether the budget is kept."""
        return self.budget is None or self.figure <= self.budget

    def _theirs(self) -> Values:
        return self.yardstick.values if self.yardstick is not None else ()

    def spread(self) -> tuple[float, float] | None:
        """Return where nine in ten figures lie when samples are drawn again from themselves (bootstrap)."""
        if len(self.measured.values) < 2:
            return None
        chance = random.Random(0)
        figures = [self.judgement.figure(*self._drawn_again(chance)) for _ in range(RESAMPLES)]
        return percentile(figures, 0.05), percentile(figures, 0.95)

    def _drawn_again(self, chance: random.Random) -> tuple[Values, Values]:
        ours, theirs = self.measured.values, self._theirs()
        if self.judgement.paired:
            turns = chance.choices(range(len(ours)), k=len(ours))
            return [ours[turn] for turn in turns], [theirs[turn] for turn in turns]
        return chance.choices(ours, k=len(ours)), chance.choices(theirs, k=len(theirs)) if theirs else ()

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        suffix = self.judgement.suffix if self.judgement.suffix is not None else f" {self.measured.unit}"
        spread = self.spread()
        between = f" ({amount(spread[0])}–{amount(spread[1])})" if spread else ""
        yardstick = f"{self.yardstick.name}: {self.yardstick}" if self.yardstick else ""
        return (
            self.what,
            str(self.measured),
            yardstick,
            f"{self.judgement.prefix}{amount(self.figure)}{suffix}{between}",
            "" if self.budget is None else f"≤ {amount(self.budget)}{suffix}",
            "" if self.budget is None else "ok" if self.within else "OVER",
        )


HEADINGS = ("what", "measured", "yardstick", "figure", "budget", "")


def amount(number: float) -> str:
    """Return a number with three significant digits or so."""
    size = abs(number)
    if size >= 100 or number == round(number):
        return f"{number:,.0f}"
    return f"{number:.1f}" if size >= 10 else f"{number:.2f}"


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a table in plain text, with the notes below it."""
    rows = list(rows)
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    printed = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    printed.insert(1, "  ".join("─" * width for width in widths))
    notes = [f"note, {row.what}: {row.note}" for row in rows if row.note]
    return "\n".join(line.rstrip() for line in [*printed, "", LEGEND, *notes])
