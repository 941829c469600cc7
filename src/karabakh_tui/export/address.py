"""Addresses on the web: only those are ever given to a program that opens or links what it is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from karabakh_tui.model.records import Cite
from karabakh_tui.model.store import FactStore
from karabakh_tui.show import show

from .cited import source_of
from .errors import ExportError

_WEB = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)
_NEVER_RAW = frozenset('"<>\\^`{|}')
"""Not allowed in an address (RFC 3986), and of meaning to what it is written into."""


def web_address(text: str | None) -> str:
    """Return an http(s) address, with what may not stand in one percent-encoded; nothing for any other text."""
    trimmed = (text or "").strip()
    if not _WEB.match(trimmed):
        return ""
    return "".join(letter if _may_stand(letter) else quote(letter, safe="", errors="replace") for letter in trimmed)


def _may_stand(letter: str) -> bool:
    return letter not in _NEVER_RAW and letter.isprintable() and letter != " " and show(letter) == letter


def address_of(store: FactStore, cites: Sequence[Cite]) -> str:
    """Return the address of the first of some cites whose source has one.

    Raises:
        ExportError: if none has.
    """
    for cite in cites:
        address = web_address(source_of(store, cite).url)
        if address:
            return address
    raise ExportError("there is no address on the web to copy")
