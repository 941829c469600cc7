"""What a typed word can stand for: itself, other spellings, other names, longer words, and at last a guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from .names import Names
from .nodes import Term
from .vocabulary import Vocabulary

_MOST_SPELLINGS = 12
"""Spellings of one word at most."""
_MOST_PHRASES = 24

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A word or phrase, and everything that is taken for it."""

    phrases: tuple[Phrase, ...]
    """Folded words that must follow one another: any of these."""
    prefixes: tuple[Phrase, ...] = ()
    """The same, but the last word may go on."""
    guessed: tuple[str, ...] = ()
    """Nothing was found as it is written or regularly respelled; these are the nearest words, and are looked for."""

    @property
    def expression(self) -> str:
        """Return the reading in FTS5's syntax."""
        parts = [f'"{" ".join(phrase)}"' for phrase in self.phrases]
        parts += [f'"{" ".join(phrase)}" *' for phrase in self.prefixes]
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


class Readings:
    """Reads the words of queries against the words of one store."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self._names = names
        self._vocabulary = vocabulary
        self.of = lru_cache(maxsize=512)(self._of)
        """Return what a term stands for."""

    def _of(self, term: Term) -> Reading:
        if term.exact:
            return Reading((term.tokens,))
        if len(term.tokens) == 1:
            return self._of_word(term)
        return self._of_phrase(term)

    # One word

    def _of_word(self, term: Term) -> Reading:
        (token,) = term.tokens
        spellings = self._spellings(term.written, token)
        phrases: list[Phrase] = [(word,) for word in spellings]
        for word in spellings:
            phrases.extend(tuple(other.split()) for other in self._names.other_names(word))
        prefixes = [(token,)] if term.prefix else []
        if not phrases and self._vocabulary.begins(token):
            prefixes = [(token,)]
        if phrases or (prefixes and self._vocabulary.begins(token)):
            return _reading(phrases, prefixes)
        return self._respelled(term)

    def _spellings(self, written: str, token: str) -> list[str]:
        """Return the words of the store that a word is: itself, and names that are regularly spelled so."""
        itself = [token] if self._vocabulary.has(token) else []
        return [*itself, *self._names.spelled_like(written, token)[:_MOST_SPELLINGS]]

    def _respelled(self, term: Term) -> Reading:
        (token,) = term.tokens
        begun = self._names.begin_like(term.written)
        if begun:
            return _reading([(word,) for word in begun[:_MOST_PHRASES]])
        joined = self._names.joined(term.written, token)
        if joined:
            return _reading(joined)
        nearest = self._vocabulary.nearest(term.written, token)
        if not nearest:
            return Reading((term.tokens,), (term.tokens,) if term.prefix else ())
        phrases: list[Phrase] = [(word,) for word in nearest]
        for word in nearest:
            phrases.extend(tuple(other.split()) for other in self._names.other_names(word))
        return _reading(phrases, guessed=nearest)

    # Several words

    def _of_phrase(self, term: Term) -> Reading:
        others = [tuple(other.split()) for other in self._names.other_names(" ".join(term.tokens))]
        written = term.written_words
        choices = [self._spellings(word, token) or [token] for word, token in zip(written, term.tokens, strict=True)]
        phrases = self._phrases(choices)
        if phrases or self._vocabulary.has_phrase(term.tokens, prefix=True):
            prefixes = [term.tokens] if term.prefix or not phrases else []
            return _reading([*phrases, *others], prefixes)
        nearest = [
            choice if self._vocabulary.has(choice[0]) else (self._vocabulary.nearest(word, token) or choice)
            for choice, word, token in zip(choices, written, term.tokens, strict=True)
        ]
        phrases = self._phrases(nearest)
        return _reading(phrases, guessed=[" ".join(each) for each in phrases]) if phrases else Reading((term.tokens,))

    def _phrases(self, choices: list[list[str]]) -> list[Phrase]:
        """Return the phrases that the store has, of those that choices for each word make."""
        return [phrase for phrase in islice(product(*choices), _MOST_PHRASES) if self._vocabulary.has_phrase(phrase)]


def _reading(phrases: Iterable[Phrase], prefixes: Iterable[Phrase] = (), *, guessed: Iterable[str] = ()) -> Reading:
    return Reading(tuple(dict.fromkeys(phrases)), tuple(prefixes), tuple(guessed))
