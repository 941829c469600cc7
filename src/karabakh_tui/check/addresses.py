"""Rules about what others must be able to follow: addresses, and the numbers of works and things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from karabakh_tui.model.records import Party, Source
from karabakh_tui.model.store import FactStore

from .rules import Finding, Given, rule

ADDRESSES = ("url", "archive_url")

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z)(?:{_LABEL}\.)*{_LABEL}\.?|[0-9a-f:.]+")
"""A host's name, or a number as IPv6 writes it."""
_NOT_IN_ADDRESSES = re.compile(r"""[\s<>"\\^`{|}]""")
"""Beside control characters, of which another rule tells."""


def addresses_of(store: FactStore) -> Iterator[tuple[Source | Party, str, str]]:
    """Yield each address of the store with its record and field; blanks around it are another rule's."""
    records: tuple[Source | Party, ...] = (*store.sources, *store.parties)
    for record in records:
        for field in ADDRESSES:
            address = getattr(record, field, None)
            if address is not None and record.withdrawn is None:
                yield record, field, address.strip()


@rule("E701")
def address_that_is_none(given: Given) -> Iterator[Finding]:
    """An address is not one that a browser could open.

    It begins with `http://` or `https://`, names a host, and holds neither a blank nor a password. A blank in it is
    written as `%20`.
    """
    for record, field, address in addresses_of(given.store):
        wrong = wrong_with(address)
        if wrong:
            yield Finding(record, (field,), wrong)


def wrong_with(address: str) -> str:
    """Return what is wrong with an address, or nothing."""
    sign = _NOT_IN_ADDRESSES.search(address)
    if sign is not None:
        what = "a blank" if sign[0] == " " else "this sign"
        return f"an address does not hold {what}: {sign[0]!r}; write it in percent signs, or take it out"
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        return f"this is no address: {error}"
    if parts.scheme not in ("http", "https"):
        return "an address begins with http:// or https://"
    if not _HOST.fullmatch(parts.hostname or ""):
        return "an address names a host, such as example.org"
    return "an address holds no user and no password" if "@" in parts.netloc else ""


@rule("W701")
def number_that_is_none(given: Given) -> Iterator[Finding]:
    """A DOI, ISBN or Wikidata id is not one.

    A DOI is `10.`, digits, a slash and more; an ISBN has 10 or 13 digits, the last of which is computed from the
    others; a Wikidata id is `Q` and a number.
    """
    for source in given.sources:
        if source.doi is not None and not re.fullmatch(r"10\.[0-9]{4,9}/\S+", source.doi.strip()):
            yield Finding(source, ("doi",), "this is no DOI, such as 10.1000/182")
        if source.isbn is not None and not is_isbn(source.isbn):
            yield Finding(source, ("isbn",), "this is no ISBN: its last digit does not fit the others")
    for record in given.named:
        if record.wikidata is not None and not re.fullmatch("Q[1-9][0-9]*", record.wikidata.strip()):
            yield Finding(record, ("wikidata",), "this is no Wikidata id, such as Q42")


def is_isbn(text: str) -> bool:
    """Tell whether a text is an ISBN of 10 or 13 digits whose last one is right (ISO 2108)."""
    digits = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch("[0-9]{9}[0-9X]", digits):
        values = [10 if each == "X" else int(each) for each in digits]
        return sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0
    if re.fullmatch("[0-9]{13}", digits):
        return sum(int(each) * (3 if place % 2 else 1) for place, each in enumerate(digits)) % 10 == 0
    return False


@rule("W704")
def archive_that_is_the_page(given: Given) -> Iterator[Finding]:
    """The archived copy of a source is its own address.

    `archive_url` is where a copy is kept that stays when the page goes.
    """
    for source in given.sources:
        if source.archive_url is not None and source.archive_url == source.url:
            yield Finding(source, ("archive_url",), "this is the page itself, and no copy of it")
