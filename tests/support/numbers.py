"""Finds the numbers that an English text states, in digits or in words, and how it hedges them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"

UNITS = {word: number for number, word in enumerate(_SMALL.split())} | {
    word: number * 10 for number, word in enumerate(_TENS.split(), 2)
}
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
TENS = tuple(range(20, 100, 10))
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}

_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+")
_RANGE = re.compile(r"\b([a-z]+) to [a-z]+ (thousand|million)\b", re.IGNORECASE)


class Mention(NamedTuple):
    """A number as a text states it."""

    number: float
    start: int
    end: int


def mentions(text: str) -> Iterator[Mention]:
    """Yield the numbers of a text, each with its place: `1,275`, `82.2`, `One hundred and ten`, `half a million`."""
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        number, after = _number(tokens, at)
        if after > at:
            yield Mention(number, tokens[at].start(), tokens[after - 1].end())
        at = max(after, at + 1)
    for match in _RANGE.finditer(text):
        if (small := UNITS.get(match[1].lower())) is not None:
            yield Mention(small * SCALES[match[2].lower()], match.start(), match.end())


def _number(tokens: list[re.Match[str]], at: int) -> tuple[float, int]:
    """Return the number that stands at a token, and the token after it; the same token where none does."""
    words = [token[0].lower() for token in _side_by_side(tokens, at)]
    if words[0][0].isdigit():
        scale = SCALES.get(words[1], 1) if len(words) > 1 else 1
        return float(words[0].replace(",", "")) * scale, at + (1 if scale == 1 else 2)
    if words[0] in ORDINALS:
        return ORDINALS[words[0]], at + 1
    if words[:3] == ["half", "a", "million"]:
        return 500_000, at + 3
    number, length = _spelled_out(words)
    return number, at + length


def _side_by_side(tokens: list[re.Match[str]], at: int) -> list[re.Match[str]]:
    """Return a token and those that follow it with nothing but a space or a hyphen between them."""
    end = at + 1
    while end < len(tokens) and tokens[end].start() - tokens[end - 1].end() <= 1:
        end += 1
    return tokens[at:end]


def _spelled_out(words: list[str]) -> tuple[int, int]:
    """Return the number that words begin with, and how many words it has."""
    total, group, length = 0, 0, 0
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word in ("a", "an") and length == 0:
            group = 1
        elif word in ("hundred", "dozen") and group:
            group *= SCALES[word]
        elif word in SCALES and group:
            total, group = total + group * SCALES[word], 0
        elif word in UNITS and group % 100 in (0, *TENS):
            group += UNITS[word]
        elif not (word == "and" and (group or total) and group % 100 == 0 and following in UNITS):
            break
        length += 1
    return total + group, length


AT_LEAST = re.compile(r"at least|more than|\bover\b|no fewer than|passed|\bor more")
AT_MOST = re.compile(r"up to|fewer than|\bunder\b")
ABOUT = re.compile(r"about|some\b|nearly|almost|estimate|\bfive to six\b")

BEFORE, AFTER = 55, 14
"""Characters around a number in which its hedge stands."""


def is_hedged(text: str, number: float, hedge: re.Pattern[str]) -> bool:
    """Tell whether a text puts words such as `at least` around a number."""
    return any(
        hedge.search(text[max(0, each.start - BEFORE) : each.end + AFTER].lower())
        for each in mentions(text)
        if each.number == number
    )
