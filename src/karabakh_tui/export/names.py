"""Authors: persons, whose names a style may turn round, and bodies, whose names stay as they are.

The rule is in docs/format.md. It would rather take a person for a body, whose name is then merely not turned round,
than a body for a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

PARTICLES = frozenset({
    "af", "al", "bin", "da", "dal", "de", "del", "della", "den", "der", "des", "di", "dos", "du", "el", "ibn", "la",
    "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
})  # fmt: skip
"""Small words of a family name; between other words they are particles in capitals too."""

OF_BODIES = frozenset({
    "academy", "administration", "agence", "agency", "alliance", "ambassador", "archive", "archives", "army",
    "assembly", "association", "authority", "bank", "board", "broadcasting", "bureau", "center", "centre", "chairman",
    "chairperson", "church", "club", "coalition", "college", "commission", "commissioner", "committee", "community",
    "company", "conference", "congress", "consortium", "corporation", "council", "court", "cross", "daily", "database",
    "defender", "department", "desk", "directorate", "dr", "editors", "embassy", "empire", "encyclopaedia",
    "encyclopedia", "federation", "forces", "forum", "foundation", "front", "fund", "gazette", "general", "government",
    "group", "herald", "house", "information", "initiative", "institute", "institution", "international", "journal",
    "jr", "league", "library", "magazine", "media", "minister", "ministry", "mission", "monitor", "movement", "museum",
    "nations", "network", "news", "newspaper", "oblast", "observatory", "office", "ombudsman", "online", "organisation",
    "organization", "parliament", "party", "police", "post", "presidency", "president", "presidium", "press", "presse",
    "prime", "project", "publishers", "publishing", "radio", "record", "records", "report", "reporters", "reports",
    "republic", "review", "rights", "school", "secretariat", "secretary", "service", "services", "society", "soviet",
    "spokesman", "spokesperson", "spokeswoman", "sr", "staff", "state", "states", "studies", "team", "television",
    "the", "times", "today", "tribunal", "tribune", "trust", "tv", "union", "united", "university", "watch", "weekly",
})  # fmt: skip
"""Words of bodies, offices and titles: a name with one of them beside another word is not turned round."""

_WORD = re.compile(r"(?:[^\W\d_]{1,3}['’-])?([^\W\d_])(?:[^\W\d_]|['’.-])*")
"""A word of a person's name; a short beginning, as of `d'Estaing` and `al-Assad`, may be small."""


class Name(NamedTuple):
    """The name of a person in its two parts, or that of a body, which has only one."""

    family: str
    """The whole name, where it is a body's."""
    given: str = ""

    @property
    def natural(self) -> str:
        """The name as it is said: `Thomas de Waal`."""
        return f"{self.given} {self.family}" if self.given else self.family

    @property
    def inverted(self) -> str:
        """The name with the family's first: `de Waal, Thomas`; a body's as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def initialled(self) -> str:
        """The name with the family's first and the others as initials: `de Waal, T.`; a body's as it is."""
        return f"{self.family}, {_initials(self.given)}" if self.given else self.family


def author(text: str) -> Name:
    """Return the name of an author as it is written in a store, on one line."""
    if text.startswith("{") and text.endswith("}"):
        return Name(text[1:-1].strip() or text)
    before, comma, after = text.partition(",")
    family, given = (before.split(), after.split()) if comma else _parted(text.split())
    personal = _are_names(family) and _are_names(given) if comma else _are_alone_a_name([*given, *family])
    return Name(" ".join(family), " ".join(given)) if personal else Name(text)


def listed(names: Sequence[str], conjunction: str, *, comma: bool) -> str:
    """Return names in a row, with a comma before the last where there are more than two, or else if it is asked for."""
    if len(names) < 2:
        return "".join(names)
    before = "," if comma or len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{before} {conjunction} {names[-1]}"


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the family name that stands last, with the particles before it, and the given names."""
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    return words[at:], words[:at]


def _are_alone_a_name(words: list[str]) -> bool:
    """Tell whether words look like a person's given names and family name, though no comma says so."""
    return len(words) > 1 and words[0] not in PARTICLES and _are_names(words) and all(map(_has_capitals, words))


def _are_names(words: list[str]) -> bool:
    """Tell whether words can be names: one to four beside particles, and none that names a body beside another."""
    names = [word for word in words if word not in PARTICLES]
    of_body = len(words) > 1 and any(word.casefold().strip(".") in OF_BODIES for word in words)
    return 1 <= len(names) <= 4 and not of_body and all(map(_is_name, names))


def _is_name(word: str) -> bool:
    """Tell whether a word begins as a name does: with a capital, or a letter of a script that has none."""
    found = _WORD.fullmatch(word)
    return found is not None and any(letter.title() == letter for letter in (word[0], found[1]))


def _has_capitals(word: str) -> bool:
    """Tell whether a word is in a script that has capitals, and is no acronym."""
    acronym = len(word) > 1 and word.isupper() and "." not in word
    return word.lower() != word.upper() and not acronym


def _initials(given: str) -> str:
    """Return given names as initials: `J.-P. T.` of `Jean-Paul Thomas`."""
    words = re.sub(r"\.(?=\w)", ". ", given).split()
    return " ".join(
        word if word in PARTICLES else "-".join(f"{part[0]}." for part in word.split("-") if part) for word in words
    )
