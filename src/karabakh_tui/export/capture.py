"""The archived copy of a source: its own, or where a public web archive keeps the capture nearest to a date."""

from __future__ import annotations

import math
from collections.abc import Sequence

from karabakh_tui.model.calendar import civil_from_day
from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.records import Cite, Source
from karabakh_tui.model.store import FactStore

from .address import web_address
from .cited import source_of
from .errors import ExportError

ARCHIVE = "https://web.archive.org/web/"
"""It answers an address with a date in it with the capture nearest to that date."""
UNKNOWN_YEAR = 9999
"""The last year that `XXXX` can be, which no page was published in."""


def archived_address(source: Source) -> str:
    """Return the http(s) address of a source's archived copy; nothing for a source that is not on the web.

    A copy that the source names itself comes first; else it is the capture nearest to the day of publication, and of
    an uncertain date the last day that it can be: a page is not captured before it is there.
    """
    named = web_address(source.archive_url)
    if named:
        return named
    url = web_address(source.url)
    if not url or url.startswith(ARCHIVE):
        return url
    return f"{ARCHIVE}{_stamp(source.published)}{url}"


def archived_address_of(store: FactStore, cites: Sequence[Cite]) -> str:
    """Return the address of the archived copy of the first of some cites' sources that can have one.

    Raises:
        ExportError: if none can.
    """
    for cite in cites:
        address = archived_address(source_of(store, cite))
        if address:
            return address
    raise ExportError("there is no address on the web that an archive could have a copy of")


def _stamp(published: UncertainDate | None) -> str:
    """Return the day to look near to, as the archive writes it; without a day it answers with its newest capture."""
    if published is None or math.isinf(published.latest):
        return ""
    year, month, day = civil_from_day(int(published.latest))
    return f"{year:04d}{month:02d}{day:02d}/" if 1000 <= year < UNKNOWN_YEAR else ""
