"""Places in one's reading: stars, marks and the records that were opened, each by its address (`table/id`).

An address is kept as it was when it was written down: a record that has another id by now is found by its former one,
and what no record has any more is kept too, for the record may come back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from .json_lines import Line, decode_lines, encode_lines, text_of

MOST_OPENED = 500
"""Records that the reading history holds."""

Stars = tuple[str, ...]
Marks = Mapping[str, str]
"""Addresses by the letter of the mark."""


class Opened(NamedTuple):
    """A record that was opened."""

    record: str
    when: str
    """When that was last, in ISO 8601."""


Reading = tuple[Opened, ...]


# Stars


def with_star(stars: Stars, record: str) -> Stars:
    """Return stars with one more, the latest."""
    return stars if record in stars else (*stars, record)


def without_stars(stars: Stars, records: Collection[str]) -> Stars:
    """Return stars without some."""
    return tuple(star for star in stars if star not in records)


def encode_stars(stars: Stars) -> bytes:
    """Return stars as JSON Lines."""
    return encode_lines({"record": star} for star in stars)


def decode_stars(data: bytes) -> tuple[Stars, str]:
    """Return what can be read of a file of stars, and what is wrong with it."""
    found, damage = decode_lines(data, lambda line: text_of(line, "record"), "a star")
    return tuple(dict.fromkeys(found)), damage


# Marks


def encode_marks(marks: Marks) -> bytes:
    """Return marks as JSON Lines, in the order of their letters."""
    return encode_lines({"mark": letter, "record": record} for letter, record in sorted(marks.items()))


def decode_marks(data: bytes) -> tuple[Marks, str]:
    """Return what can be read of a file of marks, and what is wrong with it; of two with one letter the later holds."""
    found, damage = decode_lines(data, _mark, "a mark")
    return dict(found), damage


def _mark(line: Line) -> tuple[str, str] | None:
    letter, record = text_of(line, "mark"), text_of(line, "record")
    return (letter, record) if letter and is_mark(letter) and record else None


def is_mark(letter: str) -> bool:
    """Tell whether something is a letter, of any script, or a digit: what a mark can be called."""
    return len(letter) == 1 and letter.isalnum()


# The reading history


def with_opened(reading: Iterable[Opened], opened: Opened) -> Reading:
    """Return a reading history with a record as its latest: none is in it twice, and the oldest are forgotten."""
    return _latest([*reading, opened])


def _latest(reading: Iterable[Opened]) -> Reading:
    found: dict[str, Opened] = {}
    for opened in reading:
        found.pop(opened.record, None)
        found[opened.record] = opened
    return tuple(found.values())[-MOST_OPENED:]


def encode_reading(reading: Reading) -> bytes:
    """Return a reading history as JSON Lines, the latest last."""
    return encode_lines({"record": opened.record, "when": opened.when} for opened in reading)


def decode_reading(data: bytes) -> tuple[Reading, str]:
    """Return what can be read of a reading history, and what is wrong with it."""
    found, damage = decode_lines(data, _opened, "an entry of the reading history")
    return _latest(found), damage


def _opened(line: Line) -> Opened | None:
    record, when = text_of(line, "record"), text_of(line, "when")
    return Opened(record, when) if record and when else None
