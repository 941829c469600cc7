"""How dates are written on the screen: in words, or as the store has them. The reader chooses once, for all pages."""

from __future__ import annotations

from karabakh_tui.model import date_text
from karabakh_tui.model.dates import UncertainDate

_style = "words"


def use_date_style(style: str) -> None:
    """Write dates as `words` (12 May 1994) or as `iso` (1994-05-12, EDTF as it is in the store)."""
    global _style
    _style = style


def display_date(date: UncertainDate) -> str:
    """Return a date as the reader wants it."""
    return date.text if _style == "iso" else date_text.display_date(date)
