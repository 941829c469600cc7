"""Rules about records that may be one: compared only within small blocks, so that large stores take no longer.

Blocks and fingerprints are those of record linkage: what two records must share to be compared at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from karabakh_tui.model.records import Event, Party, Quote, Source
from karabakh_tui.search.fold import fold, tokens

from .rules import Finding, Given, rule

LARGEST = 40
"""Records that share a block at most; of more, each is compared with its neighbours by title and by day."""

ALIKE = 85.0
"""Of 100: how much the words of two titles agree, in any order."""


NEIGHBOURS = LARGEST // 4
"""Records of a larger block that each is compared with, in each order."""


def _pairs(blocks: Iterable[list[Event]], orders: Sequence[Callable[[Event], Any]]) -> Iterator[tuple[Event, Event]]:
    """Yield the pairs to compare, each once: all of a small block; in a large one, those near each other."""
    seen: set[tuple[str, str]] = set()
    for block in blocks:
        for pair in combinations(block, 2) if len(block) <= LARGEST else _neighbours(block, orders):
            key = min(pair[0].id, pair[1].id), max(pair[0].id, pair[1].id)
            if key not in seen:
                seen.add(key)
                yield pair


def _neighbours(block: list[Event], orders: Sequence[Callable[[Event], Any]]) -> Iterator[tuple[Event, Event]]:
    for order in orders:
        ranked = sorted(block, key=order)
        for place, one in enumerate(ranked):
            yield from ((one, other) for other in ranked[place + 1 : place + NEIGHBOURS])


@rule("W801")
def event_that_may_be_another(given: Given) -> Iterator[Finding]:
    """Two events that can have been at one time have the same place and similar titles.

    They may be one event that was written down twice, maybe with a rougher date or as another kind. If they are two,
    say so in their titles, or relate them.
    """
    blocks: dict[str, list[Event]] = {}
    for event in given.events:
        for place in event.places or ("",):
            blocks.setdefault(place, []).append(event)
    numbers = {event.id: number for number, event in enumerate(given.events)}
    told: set[str] = set()
    for pair in _pairs(blocks.values(), (_title, _begin)):
        one, other = sorted(pair, key=lambda event: numbers[event.id])
        if other.id not in told and _may_be_the_same(one, other):
            told.add(other.id)
            yield Finding(other, ("title",), f'this may be "{one.id}": {one.title}')


def _title(event: Event) -> str:
    return fold(event.title)


def _begin(event: Event) -> tuple[float, float]:
    return event.date.earliest, event.date.latest


def _may_be_the_same(one: Event, other: Event) -> bool:
    """Tell whether nothing speaks against it that two events with one place are one."""
    mine, theirs = one.date, other.date
    if mine.latest < theirs.earliest or theirs.latest < mine.earliest:
        return False
    return not _are_linked(one, other) and _alike(one.title, other.title)


def _are_linked(one: Event, other: Event) -> bool:
    """Tell whether two events know of each other, so that whoever wrote them knew that they are two."""
    return other.id in (*one.related, one.part_of) or one.id in (*other.related, other.part_of)


def _alike(one: str, other: str) -> bool:
    """Tell whether two titles agree, in any order of words; numbers in them must be the same."""
    from rapidfuzz.fuzz import token_sort_ratio

    mine, theirs = fold(one), fold(other)
    return _numbers(mine) == _numbers(theirs) and token_sort_ratio(mine, theirs) >= ALIKE


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


@rule("W802")
def party_that_may_be_another(given: Given) -> Iterator[Finding]:
    """Two parties of one kind have names that differ in nothing but the order, form or spelling of their words.

    They may be one party that was written down twice. If they are two, what sets them apart belongs in their names.
    """
    blocks: dict[tuple[str, str], Party] = {}
    for party in given.parties:
        words = fingerprint(party.name)
        keys = [(party.kind, key) for key in (words, *_without_one_letter(words))]
        others = (blocks[key] for key in keys if key in blocks)
        other = next((each for each in others if _may_be_one(words, fingerprint(each.name))), None)
        if other is not None:
            yield Finding(party, ("name",), f'this may be "{other.id}": {other.name}')
        for key in keys:
            blocks.setdefault(key, party)


_SMALL_WORDS = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "le", "du", "des", "der", "die", "das", "und"}
_SHORTEST = 5
"""Letters of a word from which one that differs may be a slip: `Iran` is not `Iraq`, and `II` is not `I`."""


def _may_be_one(words: str, others: str) -> bool:
    """Tell whether the words that two names do not share are long enough to be slips of each other, and no numbers."""
    differing = set(words.split()) ^ set(others.split())
    return all(len(word) >= _SHORTEST and not any(map(str.isdigit, word)) for word in differing)


def fingerprint(name: str) -> str:
    """Return a name's words, folded, each once, in order of the alphabet, without small words."""
    return " ".join(sorted({word for word in tokens(name) if word not in _SMALL_WORDS} or set(tokens(name))))


def _without_one_letter(words: str) -> Iterator[str]:
    """Yield the text with each letter left out in turn: two texts that differ in one letter share one of these."""
    if len(words) >= _SHORTEST:
        yield from {words[:at] + words[at + 1 :] for at in range(len(words)) if not words[at].isdigit()}


@rule("W803")
def source_that_is_another(given: Given) -> Iterator[Finding]:
    """Two sources have one address and one title.

    They are one source that was written down twice: cite one of them, and say in `at` where in it.
    """
    seen: dict[tuple[str, str, str | None], Source] = {}
    for source in given.sources:
        if source.url is not None:
            other = seen.setdefault((same_page(source.url), fold(source.title), source.number), source)
            if other is not source:
                yield Finding(source, ("url",), f'this is the address of "{other.id}", of the same title')


def same_page(address: str) -> str:
    """Return an address without what does not change the page: the scheme, `www.`, a last slash."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"


@rule("W804")
def quote_that_is_another(given: Given) -> Iterator[Finding]:
    """A speaker says the same words twice on one day.

    They are one quote that was written down twice: keep one of them, with the cites of both. Words that were said on
    two days are two quotes.
    """
    seen: dict[tuple[str, str, str], Quote] = {}
    for quote in given.quotes:
        other = seen.setdefault((quote.speaker, quote.date.text, fold(quote.text)), quote)
        if other is not quote:
            yield Finding(quote, ("text",), f'these are the words of "{other.id}"')
