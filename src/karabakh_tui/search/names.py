"""Every name of every party and place: whole, by its words, and by the sound of its words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from karabakh_tui.model.records import Party, Place
from karabakh_tui.model.store import FactStore

from .fold import token_spans
from .rows import RowNumbers
from .spelling import has_telling_marks, outline, spelling_keys
from .texts import Texts

NAMED_TABLES = ("parties", "places")
SHORTEST_OTHER_NAME = 4
"""Letters of a name that stands for another one in a text; shorter ones are too often something else."""

CLOSEST_NAME = 0.6
"""The part of all letters that a whole name must share with several words to be guessed from them."""


class Names:
    """The names of one store's parties and places, folded. Rows are those of the index."""

    def __init__(self, store: FactStore, rows: RowNumbers, texts: Texts) -> None:
        self._rows = rows
        self.whole: dict[str, list[int]] = defaultdict(list)
        """Each whole name, with the rows that have it."""
        self.by_word: dict[str, set[int]] = defaultdict(set)
        """Each word of a name, with the rows that have it."""
        self.of_row: dict[int, list[str]] = {}
        """Each row's names, its own first."""
        self._marked: dict[int, list[str]] = defaultdict(list)
        """Each row's names whose marks tell how they sound, as they are written."""
        for table in NAMED_TABLES:
            for row, record in zip(rows.rows(table), store.ordered(table), strict=True):
                assert isinstance(record, (Party, Place))
                names = (record.name, *(alias.name for alias in record.aliases))
                self._add(row, zip(names, texts.names(record), strict=True))

    def _add(self, row: int, names: Iterable[tuple[str, str]]) -> None:
        folded = self.of_row[row] = []
        for name, words in names:
            if not words or words in folded:
                continue
            folded.append(words)
            self.whole[words].append(row)
            for word in words.split():
                self.by_word[word].add(row)
            if has_telling_marks(name.casefold()):
                self._marked[row].append(name)

    def prepare(self) -> None:
        """Make now what respelled words are looked up in."""
        _ = self._by_outline, self.sorted_keys, self._joined

    # Spellings

    def _written(self, word: str) -> Iterator[str]:
        """Yield how a word of names is written where its marks tell how it sounds."""
        for row in self.by_word[word]:
            for name in self._marked.get(row, ()):
                for token, written in _marked_words(name):
                    if token == word:
                        yield written

    @cached_property
    def _by_outline(self) -> dict[frozenset[str], list[str]]:
        found: dict[frozenset[str], list[str]] = defaultdict(list)
        for word in self.by_word:
            found[outline(word)].append(word)
        return found

    def keys(self, word: str) -> set[str]:
        """Return all spelling keys of a word of a name."""
        return {key for written in (word, *self._written(word)) for key in spelling_keys(written)}

    def spelled_like(self, written: str, token: str) -> list[str]:
        """Return the words of names that are other spellings of a word as it is written."""
        wanted = set(spelling_keys(written))
        if not wanted:
            return []
        candidates = self._by_outline.get(outline(token), ())
        return [word for word in candidates if word != token and not wanted.isdisjoint(self.keys(word))]

    @cached_property
    def sorted_keys(self) -> list[tuple[str, str]]:
        """Every spelling key with the word of a name that has it, in the order of keys."""
        return sorted((key, word) for word in self.by_word for key in self.keys(word))

    def begin_like(self, written: str) -> list[str]:
        """Return the words of names that begin with another spelling of a text."""
        found: dict[str, None] = {}
        for key in spelling_keys(written):
            for at in range(bisect_left(self.sorted_keys, (key, "")), len(self.sorted_keys)):
                if not self.sorted_keys[at][0].startswith(key):
                    break
                found[self.sorted_keys[at][1]] = None
        return list(found)

    @cached_property
    def _joined(self) -> dict[str, tuple[str, str]]:
        """Two words of a name that follow each other, by what they are without the blank."""
        found: dict[str, tuple[str, str]] = {}
        for name in self.whole:
            words = name.split()
            for left, right in pairwise(words):
                found.setdefault(left + right, (left, right))
        return found

    def joined(self, written: str, token: str) -> list[tuple[str, str]]:
        """Return pairs of words that were written as one."""
        if token in self._joined:
            return [self._joined[token]]
        wanted = set(spelling_keys(written))
        shape = outline(token)
        return [
            pair
            for joined, pair in self._joined.items()
            if wanted and outline(joined) == shape and not wanted.isdisjoint(spelling_keys(joined))
        ]

    # Other names

    def other_names(self, name: str) -> Iterator[str]:
        """Yield the other names of what a whole folded name stands for.

        A place goes before a party of the same name: a capital's name is no other word for a state.
        """
        holders = self.whole.get(name, ())
        places = [row for row in holders if row in self._rows.rows("places")]
        for row in places or (holders if len(holders) == 1 else ()):
            for other in self.of_row[row]:
                if other != name and len(other) >= SHORTEST_OTHER_NAME:
                    yield other

    def nearest_names(self, choices: Sequence[tuple[str, frozenset[str]]]) -> list[str]:
        """Return the whole names that have the most letters in common with some words; own names come first.

        Each word comes with the words of names that it can be.
        """
        best: list[str] = []
        most = CLOSEST_NAME
        letters = sum(len(word) for word, _ in choices)
        for name in self.whole:
            words = name.split()
            shared = sum(len(word) for word, choice in choices if not choice.isdisjoint(words))
            score = 2 * shared / (letters + len(name) - len(words) + 1)
            if score > most:
                best, most = [name], score
            elif best and score == most:
                best.append(name)
        return sorted(best, key=lambda name: all(self.of_row[row][0] != name for row in self.whole[name]))

    def as_they_stand(self, row: int) -> set[str]:
        """Return a row's names in lower case, but for that as they are written."""
        record = self._rows.record(row)
        assert isinstance(record, (Party, Place))
        return {name.casefold() for name in (record.name, *(alias.name for alias in record.aliases))}

    def as_written(self, folded: str) -> str:
        """Return folded words as some name writes them, a party's or place's own name before its aliases."""
        for row in sorted(self.by_word.get(folded.split(" ", 1)[0], ())):
            record = self._rows.record(row)
            assert isinstance(record, (Party, Place))
            for name in (record.name, *(alias.name for alias in record.aliases)):
                written = _stretch(name, folded.split())
                if written is not None:
                    return written
        return folded


@lru_cache(maxsize=1 << 14)
def _marked_words(name: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a name whose marks tell how they sound: folded, and as they are written."""
    words = ((token, name[start:end].casefold()) for token, start, end in token_spans(name))
    return tuple((token, written) for token, written in words if has_telling_marks(written))


def _stretch(name: str, words: list[str]) -> str | None:
    """Return the part of a name that folds to some words."""
    spans = list(token_spans(name))
    for first in range(len(spans) - len(words) + 1):
        taken = spans[first : first + len(words)]
        if [token for token, _, _ in taken] == words:
            return name[taken[0][1] : taken[-1][2]]
    return None
