"""The values of fields: words, dates and ranges of dates, numbers, and words of closed lists."""

from __future__ import annotations

import re
from contextlib import suppress

from karabakh_tui.model.dates import DateError, UncertainDate, parse_date

from .fold import tokens
from .language import FIELDS
from .nodes import DateComparison, Dates, Numbers, Term, Value
from .problem import nearest
from .reader import Reader

_WORD = re.compile(r'[^\s()"|,]+')
_DATE = re.compile(r'(?:\[[^\s()"|\]]*\]?|\{[^\s()"|}]*\}?|[^\s()"|,\[{])+')
_COMPARISON = re.compile("[<>]=?")
_NUMBERS = re.compile(r"([0-9]{1,9})?(\.\.)?([0-9]{1,9})?", re.ASCII)
_ADVICE = re.compile(r"use (\S+):")


def read_values(reader: Reader, name: str) -> list[Value]:
    """Read the values of a field, up to the first comma that no value follows; what is wrong is left out."""
    start = reader.at - len(name) - 1
    read = {"dates": _date, "numbers": _number, "list": _listed, "words": _words}[FIELDS[name].sort]
    values: list[Value] = []
    while True:
        before = reader.at
        found = read(reader, name)
        values.extend(found)
        if reader.at == before:
            _missing(reader, name, start)
        if not reader.next_is(","):
            return values
        reader.at += 1


def _missing(reader: Reader, name: str, start: int) -> None:
    if reader.next_is("("):
        reader.wrong(start, reader.at, f"values of {name}: stand without brackets, with commas between them")
    else:
        reader.wrong(start, reader.at, f"{name}: needs a value", unfinished=reader.at == reader.cursor)


def _term(reader: Reader) -> Term | None:
    """Read a word or phrase, exact or not."""
    start = reader.at
    exact = reader.next_is("=")
    if exact:
        reader.at += 1
    if reader.next_is('"'):
        return reader.phrase(start, exact=exact)
    return reader.word_term(reader.take(_WORD), start, exact=exact)


def _words(reader: Reader, name: str) -> list[Value]:
    start = reader.at
    if reader.take(_COMPARISON):
        reader.take(_WORD)
        reader.wrong(start, reader.at, f"{name}: takes words; < and > are for date: and sources:")
        return []
    term = _term(reader)
    if term is None:
        if reader.at > start:
            reader.wrong(start, reader.at, f"there is no word in this value of {name}:")
        return []
    return [term]


def _listed(reader: Reader, name: str) -> list[Value]:
    """Read a word of a closed list; one that is being typed stands for all that begin so."""
    start = reader.at
    if reader.next_is('"'):
        term = _term(reader)
        written = term.written if term else ""
    else:
        written = reader.take(_WORD).removeprefix("=")
    if reader.at == start:
        return []
    known = FIELDS[name].values
    word = written.lower()
    typed = reader.cursor == reader.at
    meant = [word] if word in known else []
    if not meant and word and (typed or word.endswith("*")):
        meant = [each for each in known if each.startswith(word.rstrip("*"))]
    if not meant:
        sentence = f"{name}: is one of {', '.join(known)}"
        reader.wrong(start, reader.at, sentence, nearest(word, known), unfinished=typed and not word)
    return [Term(tuple(tokens(each)), False, start, reader.at, each, exact=True) for each in meant]


# Dates


def _date(reader: Reader, name: str) -> list[Value]:
    start = reader.at
    if reader.take(re.compile('=?"')):
        return _quoted_date(reader, start)
    written = reader.take(_DATE)
    return _date_value(reader, written, start) if written else []


def _quoted_date(reader: Reader, start: int) -> list[Value]:
    certain = reader.text[start] == "="
    reader.at = start + certain
    closing = reader.text.find('"', reader.at + 1)
    end = closing if closing >= 0 else len(reader.text)
    written = reader.text[reader.at + 1 : end]
    reader.at = min(end + 1, len(reader.text))
    if closing < 0:
        reader.wrong(start + certain, start + certain + 1, "this quotation mark is not closed", unfinished=True)
    return _date_value(reader, "=" * certain + written, start, quoted=1)


def _date_value(reader: Reader, written: str, start: int, quoted: int = 0) -> list[Value]:
    """Understand a comparison, a date or a range of dates that ends where the reader stands."""
    comparison, shift, rest = _parts(written)
    try:
        if comparison:
            return [DateComparison(comparison, parse_date(rest), start, reader.at)]
        low, high = _range(rest)
    except DateError as error:
        typed = reader.cursor == reader.at and _may_become_date(rest)
        advice = _ADVICE.match(error.message)
        at = min(start + quoted + shift + error.position, reader.at)
        begin = start + quoted + shift if advice else at
        suggestion = advice[1] if advice else None
        reader.wrong(begin, reader.at, error.message, suggestion, half_value=typed)
        return []
    if low and high and low.earliest > high.latest:
        reader.wrong(start, reader.at, "the range ends before it begins", f"{high.text}..{low.text}")
        return []
    return [Dates(low, high, shift > 0, start, reader.at)]


def _parts(written: str) -> tuple[str, int, str]:
    """Return the sign of a comparison, how long what stands before the date is, and the date or range."""
    comparison = _COMPARISON.match(written)
    if comparison:
        return comparison[0], comparison.end(), written[comparison.end() :]
    shift = int(written.startswith("="))
    return "", shift, written[shift:]


_ENDS = (
    *"0123456789", "01", "10", "20", "90", "990", "1990", "12345", "-01", "-01-01", ".1990", "00:00:00Z", "0:00:00Z",
)  # fmt: skip
"""What a date that is being typed may go on with, for one of each kind; with others it would be one as well."""


def _may_become_date(written: str) -> bool:
    """Tell whether letters that are no date yet are the beginning of one."""
    inside = ["", *_ENDS, ",1990", "1990,1991"] if written.startswith(("[", "{")) else []
    for end in (*_ENDS, *(end + closing for end in inside for closing in "]}")):
        with suppress(DateError):
            _range(written + end)
            return True
    return not written


def _range(written: str) -> tuple[UncertainDate | None, UncertainDate | None]:
    """Read one date, or `from..to` with one end at least."""
    try:
        date = parse_date(written)
    except DateError as error:
        left, dots, right = written.partition("..")
        if not dots or "/" in written or (not left and not right):
            raise error
        low = parse_date(left) if left else None
        try:
            high = parse_date(right) if right else None
        except DateError as second:
            raise DateError(second.message, len(left) + 2 + second.position) from None
        return low, high
    return date, date


# Numbers


def _number(reader: Reader, name: str) -> list[Value]:
    start = reader.at
    operator = reader.take(_COMPARISON)
    written = reader.take(_WORD)
    if not operator and not written:
        return []
    found = _NUMBERS.fullmatch(written.removeprefix("="))
    if found is None or not (found[1] or found[3]) or (operator and found[2]):
        typed = reader.cursor == reader.at and (not written or written.endswith("."))
        sentence = f"{name}: takes a number, such as 2, <2 or 2..3"
        reader.wrong(start, reader.at, sentence, half_value=typed)
        return []
    low, high = (int(each) if each else None for each in (found[1], found[3]))
    if operator:
        assert low is not None  # a comparison has one number, and it comes first
        low, high = _compared(operator, low)
    elif not found[2]:
        high = low
    if low is not None and high is not None and low > high:
        reader.wrong(start, reader.at, "the range ends before it begins", f"{high}..{low}")
        return []
    return [Numbers(low, high, start, reader.at)]


def _compared(operator: str, number: int) -> tuple[int | None, int | None]:
    return {
        "<": (None, number - 1),
        "<=": (None, number),
        ">": (number + 1, None),
        ">=": (number, None),
    }[operator]
