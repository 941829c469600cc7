"""Figures in words, and when two of them differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .date_text import display_date
from .dates import UncertainDate
from .records import Figure


def figure_words(figure: Figure, written: Callable[[UncertainDate], str] = display_date) -> str:
    """Return a figure in words: `killed (civilians): at least 20, as of May 1992`."""
    return f"{counted(figure)}: {amount(figure, written)}"


def counted(figure: Figure) -> str:
    """Return what a figure counts: `killed (civilians)`."""
    return f"{figure.of} ({figure.who})" if figure.who else figure.of


def amount(figure: Figure, written: Callable[[UncertainDate], str] = display_date) -> str:
    """Return how many: `at least 20, as of May 1992`."""
    unit = f" {figure.unit}" if figure.unit else ""
    as_of = f", as of {written(figure.as_of)}" if figure.as_of is not None else ""
    return f"{_numbers(figure)}{unit}{as_of}"


def _numbers(figure: Figure) -> str:
    about = "about " if figure.about else ""
    if figure.value is not None:
        return about + number(figure.value)
    if figure.low is not None and figure.high is not None:
        return f"{about}{number(figure.low)} – {number(figure.high)}"
    if figure.low is not None:
        return f"at least {about}{number(figure.low)}"
    return f"at most {about}{number(figure.high or 0)}"


def number(value: float) -> str:
    """Return a number as it is read: thousands parted, no fraction where there is none."""
    return f"{int(value):,}" if value.is_integer() else f"{value:,}"


def differ(figures: Iterable[Figure]) -> bool:
    """Tell whether figures of one thing give different numbers; how sure they are, and as of when, makes no other."""
    return len({(figure.value, figure.low, figure.high, figure.unit) for figure in figures}) > 1
