"""Made-up fact stores of any size: valid, and the same for the same size and seed."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from karabakh_tui.model.records import ALIAS_KINDS, STANCES, STANDARD_KINDS

VERSION = 1
"""Raised whenever the same size and seed give another text, so that no cached file outlives its generator."""

SHARES = {"sources": 0.12, "parties": 0.08, "places": 0.05, "quotes": 0.15}
"""The part that each table has of all records; events are the rest."""

ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "v",
    "z",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
CODAS = ("", "", "", "l", "n", "r", "s", "k", "m", "nd", "rt")
COMMON_WORDS = (
    "the", "of", "and", "in", "to", "a", "was", "by", "on", "that", "for", "with", "from", "had",
    "were", "at", "its", "after", "said", "no", "which", "before", "near", "under", "two", "not",
    "troops", "village", "road", "bridge", "council", "army", "talks", "border", "ceasefire",
    "district", "witnesses", "report", "minister", "residents", "shelling", "river", "convoy",
    "prisoners", "mediator", "agreement", "statement", "corridor", "observers", "wounded", "houses",
    "northern",
)  # fmt: skip
ENDINGS = ("", "", " (in translation)", " – part two", ": what is known")
FORMS = (
    "{word}burg",
    "{word}stad",
    "New {word}",
    "Old {word}",
    "{word} Heights",
    "{word}",
    "{word}",
    "{word}",
)
SCRIPTS = {
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "ru": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
}
STATUS_POOL = ("established",) * 4 + ("reported",) * 3 + ("claimed",) * 2 + ("disputed",)
LANGUAGES = ("en", "en", "en", "hy", "az", "ru", "fr", "de")
Item = TypeVar("Item")


class Counts(NamedTuple):
    """How many records each table gets."""

    sources: int
    parties: int
    places: int
    events: int
    quotes: int


def counts(records: int) -> Counts:
    """Share out a number of records; what others refer to (sources, parties, places) is there first."""
    left = records
    taken = {}
    for table, share in SHARES.items():
        taken[table] = min(left, max(1, round(records * share)))
        left -= taken[table]
    return Counts(taken["sources"], taken["parties"], taken["places"], left, taken["quotes"])


def generate(records: int, seed: int) -> Iterator[str]:
    """Yield the text of a store of that many records, record by record."""
    return _Maker(records, seed).store()


def cache_directory() -> Path:
    """Return where made-up stores are kept (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME")
    root = Path(base) if base and os.path.isabs(base) else Path.home() / ".cache"
    return root / "karabakh-tui-bench"


def stored(records: int, seed: int = 1) -> Path:
    """Return the path of a made-up store, written now if it is not there yet."""
    path = cache_directory() / f"store-v{VERSION}-{records}-{seed}.toml"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(generate(records, seed))
        unfinished.replace(path)
    return path


class _Maker:
    """Draws everything from one seeded source of chance."""

    def __init__(self, records: int, seed: int) -> None:
        self._random = random.Random(seed)
        self._chance = self._random.random
        self._counts = counts(records)
        self._rare_words = self._words(500 + min(records, 40_000) // 4)
        self._sentences = [self._sentence() for _ in range(200 + min(records, 60_000) // 6)]
        self._place_names = self._names(self._counts.places)
        self._party_names = self._names(self._counts.parties)
        self._foreign = {language: self._foreign_words(letters) for language, letters in SCRIPTS.items()}

    # Chance

    def _one(self, items: Sequence[Item]) -> Item:
        return items[int(self._chance() * len(items))]

    def _number(self, end: int) -> int:
        """Return a number below `end`; small ones are the more frequent, as with real names."""
        return int(self._chance() * self._chance() * end)

    def _several(self, prefix: str, end: int, most: int) -> str:
        """Return a TOML list of up to `most` different references."""
        if not end:
            return "[]"
        numbers = dict.fromkeys(self._number(end) for _ in range(1 + int(self._chance() * most)))
        return "[" + ", ".join(f'"{prefix}-{number}"' for number in numbers) + "]"

    # Words

    def _words(self, number: int) -> list[str]:
        return [
            "".join(
                self._one(ONSETS) + self._one(VOWELS) + self._one(CODAS) for _ in range(2 + int(self._chance() * 2))
            )
            for _ in range(number)
        ]

    def _names(self, number: int) -> list[str]:
        return [self._one(FORMS).format(word=self._one(self._rare_words).capitalize()) for _ in range(number)]

    def _foreign_words(self, letters: str) -> list[str]:
        return ["".join(self._one(letters) for _ in range(4 + int(self._chance() * 6))) for _ in range(300)]

    def _word(self) -> str:
        """Return a frequent word mostly, else a rare one."""
        return self._one(COMMON_WORDS) if self._chance() < 0.75 else self._one(self._rare_words)

    def _sentence(self) -> str:
        words = [self._word() for _ in range(8 + int(self._chance() * 10))]
        return " ".join(words).capitalize() + "."

    def _text(self, fewest: int, most: int) -> str:
        chosen = [self._one(self._sentences) for _ in range(fewest + int(self._chance() * (most - fewest + 1)))]
        return " ".join(chosen)

    # Parts of records

    def _date(self) -> str:
        """Return a date of any sort that the format knows; plain days are the most frequent."""
        if self._chance() < 0.6:
            return self._day()
        return self._one(DATE_SORTS)(self)

    def _year(self) -> int:
        return 1985 + int(self._chance() * 40)

    def _month(self) -> str:
        return f"{self._year()}-{1 + int(self._chance() * 12):02}"

    def _day(self) -> str:
        return f"{self._month()}-{1 + int(self._chance() * 28):02}"

    def _cite(self) -> str:
        source = f'source = "source-{self._number(self._counts.sources)}"'
        if self._chance() < 0.5:
            return f"{{ {source} }}"
        place = f'at = "page {1 + self._number(400)}"'
        if self._chance() < 0.8:
            return f"{{ {source}, {place} }}"
        return f'{{ {source}, {place}, words = "{self._one(self._sentences)}", language = "en" }}'

    def _cites(self, most: int = 3) -> str:
        return "cites = [" + ", ".join(self._cite() for _ in range(1 + int(self._chance() * most))) + "]\n"

    def _figures(self) -> str:
        low = self._number(900)
        amount = self._one((f"value = {low}", f"low = {low}, high = {low * 2 + 5}", f"low = {low}, about = true"))
        counted = self._one(("killed", "wounded", "displaced", "captured"))
        return f'figures = [{{ of = "{counted}", who = "civilians", {amount} }}]\n'

    def _aliases(self) -> str:
        written = []
        for language in dict.fromkeys(self._one(tuple(SCRIPTS)) for _ in range(1 + int(self._chance() * 3))):
            name = self._one(self._foreign[language]).capitalize()
            if self._chance() < 0.3:
                written.append(f'"{name}"')
                continue
            user = f', used_by = "party-{self._number(self._counts.parties)}"' if self._chance() < 0.5 else ""
            kind = self._one(ALIAS_KINDS)
            written.append(f'{{ name = "{name}", language = "{language}", kind = "{kind}"{user} }}')
        return "aliases = [" + ", ".join(written) + "]\n"

    # Records

    def store(self) -> Iterator[str]:
        """Yield the header and every record."""
        yield HEADER
        for number in range(self._counts.sources):
            yield self._source(number)
        for number in range(self._counts.parties):
            yield self._party(number)
        for number in range(self._counts.places):
            yield self._place(number)
        for number in range(self._counts.events):
            yield self._event(number)
        for number in range(self._counts.quotes):
            yield self._quote(number)

    def _source(self, number: int) -> str:
        title = self._one(self._sentences)[:90].rstrip(" .") + self._one(ENDINGS)
        standpoint = f'standpoint = "party-{self._number(self._counts.parties)}"\n' if self._counts.parties else ""
        return (
            f'\n[[sources]]\nid = "source-{number}"\ntitle = "{title}"\nkind = "{self._one(SOURCE_KINDS)}"\n'
            f'publisher = "{self._one(self._rare_words).capitalize()} Post"\npublished = "{self._date()}"\n'
            f'url = "https://news.example/{number}/{self._one(self._rare_words)}"\n'
            f'accessed = "{self._day()}"\n'
            f'language = "{self._one(LANGUAGES)}"\n'
            + (standpoint if self._chance() < 0.3 else "")
            + (f'based_on = "source-{self._number(number)}"\n' if number and self._chance() < 0.1 else "")
        )

    def _party(self, number: int) -> str:
        return (
            f'\n[[parties]]\nid = "party-{number}"\nname = "{self._party_names[number]}"\n'
            f'kind = "{self._one(PARTY_KINDS)}"\nrole = "{self._word()} {self._word()}"\n'
            f"{self._aliases()}"
            + (f'side = "{self._one(SIDES)}"\n' if self._chance() < 0.3 else "")
            + (f'part_of = ["party-{self._number(number)}"]\n' if number and self._chance() < 0.4 else "")
            + f'active = "{self._year()}/.."\nsummary = "{self._text(1, 2)}"\n{self._cites(1)}'
        )

    def _place(self, number: int) -> str:
        return (
            f'\n[[places]]\nid = "place-{number}"\nname = "{self._place_names[number]}"\n'
            f'kind = "{self._one(PLACE_KINDS)}"\n{self._aliases()}'
            + (f'part_of = "place-{self._number(number)}"\n' if number and self._chance() < 0.8 else "")
            + f"lat = {self._chance() * 180 - 90:.4f}\nlon = {self._chance() * 360 - 180:.4f}\n"
            f'wikidata = "Q{1000 + number}"\n{self._cites(1)}'
        )

    def _event(self, number: int) -> str:
        kind = self._one(EVENT_KINDS)
        where = self._one(self._place_names) if self._place_names else self._word()
        related = self._several("event", number, 2) if self._chance() < 0.3 else "[]"
        accounts = 1 + int(self._chance() * 2) if self._chance() < 0.4 else 0
        return (
            f'\n[[events]]\nid = "event-{number}"\ndate = "{self._date()}"\n'
            f'title = "{kind.capitalize()} at {where}, {self._one(self._rare_words)}"\n'
            f'kind = "{kind}"\nstatus = "{self._one(STATUS_POOL)}"\n'
            f"parties = {self._several('party', self._counts.parties, 3)}\n"
            f"places = {self._several('place', self._counts.places, 2)}\n"
            f'summary = "{self._text(2, 3)}"\ntags = ["{self._word()}", "{self._one(self._rare_words)}"]\n'
            f"{self._cites()}related = {related}\n"
            + (self._figures() if self._chance() < 0.25 else "")
            + (f'part_of = "event-{self._number(number)}"\n' if number and self._chance() < 0.05 else "")
            + "".join(self._account() for _ in range(accounts))
        )

    def _account(self) -> str:
        return (
            f'\n[[events.accounts]]\nby = "party-{self._number(self._counts.parties)}"\n'
            f'says = "{self._text(1, 2)}"\nstance = "{self._one(STANCES)}"\nsaid = "{self._date()}"\n'
            f"{self._cites(1)}"
        )

    def _quote(self, number: int) -> str:
        language = self._one(tuple(SCRIPTS))
        original = " ".join(self._one(self._foreign[language]) for _ in range(12))
        event = f'event = "event-{self._number(self._counts.events)}"\n' if self._counts.events else ""
        return (
            f'\n[[quotes]]\nid = "quote-{number}"\nspeaker = "party-{self._number(self._counts.parties)}"\n'
            f'date = "{self._date()}"\ntext = "{self._text(1, 3)}"\nlanguage = "en"\n'
            + (event if self._chance() < 0.4 else "")
            + (
                f'original = "{original}"\noriginal_language = "{language}"\n'
                if self._chance() < 0.3
                else f'capacity = "{self._word()} {self._word()}"\n'
            )
            + f"places = {self._several('place', self._counts.places, 2)}\n{self._cites(1)}"
        )


SOURCE_KINDS = STANDARD_KINDS["sources"]
PARTY_KINDS = STANDARD_KINDS["parties"]
PLACE_KINDS = STANDARD_KINDS["places"]
EVENT_KINDS = STANDARD_KINDS["events"]
SIDES = ("east", "west")
HEADER = """\
# A made-up record, written by the benchmark: no word of it is a fact.

[store]
id = "made-up"
title = "A made-up record"
format = 1
edition = "1"
language = "en"
sides = [{ id = "east", name = "The east bank" }, { id = "west", name = "The west bank" }]
approximate_margin = { day = "P3D", month = "P1M", year = "P1Y" }
"""

# Every sort of ISO 8601-2 level 1, and those of level 2 that the format takes.
DATE_SORTS: tuple[Callable[[_Maker], str], ...] = (
    lambda make: make._month(),
    lambda make: str(make._year()),
    lambda make: f"{make._day()}T{int(make._chance() * 24):02}:30:00Z",
    lambda make: f"{make._day()}~",
    lambda make: f"{make._month()}?",
    lambda make: f"{make._year()}%",
    lambda make: f"{make._year()}-{21 + int(make._chance() * 4)}",
    lambda make: f"{make._year() // 10}X",
    lambda make: f"{make._year()}-XX",
    lambda make: f"{make._month()}-XX",
    lambda make: f"{make._month()}-03/{make._year() + 45}-01",
    lambda make: f"{make._day()}/..",
    lambda make: f"{make._day()}/",
    lambda make: f"../{make._day()}",
    lambda make: f"{make._year()}-~06",
    lambda make: f"?{make._year()}-06-15",
    lambda make: f"[{make._year()},{make._year() + 45}]",
    lambda make: f"[{make._year()}..{make._year() + 45}]",
    lambda make: f"{{{make._year()},{make._year() + 45}}}",
    lambda make: f"Y-1{1 + int(make._chance() * 9)}000",
)
