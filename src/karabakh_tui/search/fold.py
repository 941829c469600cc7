"""Text folded to what is compared: case, accents, scripts, and letters that Unicode leaves apart, made equal.

Folding is Unicode case folding, romanisation (`romanise`), compatibility decomposition with combining marks removed
(UAX 15), and a table for the letters that decomposition leaves as they are. Tokens are runs of letters and digits of
the folded text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .romanise import is_foreign, keep_composed, romanise

_LETTERS = {
    "ə": "e", "ǝ": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
    "ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ʻ": "", "ʼ": "", "ʽ": "", "ʾ": "", "ʿ": "", "՚": "", "՛": "",
    "՜": "", "՞": "", "’": "", "‘": "", "'": "", "`": "", "´": "", "ʹ": "", "ʺ": "", "\u00ad": "",
    "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "ـ": "", "ي": "ی", "ى": "ی",
    "ك": "ک", "ة": "ه", "ھ": "ه", "ہ": "ه",
    "ğ": "g", "ş": "s", "ç": "c", "ö": "o", "ü": "u",
}  # fmt: skip
"""Letters that decomposition or romanisation leaves, and marks that stand inside words."""
_TO_REPLACE = re.compile(f"[{''.join(_LETTERS)}]")
_COMMON_MARKS = re.compile("[\u0300-\u036f]+")
_MAY_HAVE_MARKS = re.compile("[^\x00-\u0482\u048a-\u0590\u10a0-\u10ff\u2010-\u205e\u20a0-\u20cf\u2100-\u214f]")
"""Letters outside the blocks that have no combining marks but the common ones."""

BARRIER = "¶"
"""Stands between texts that are folded together, so that no phrase reaches from one into the next."""
_BORDER = f" {BARRIER} "
_EDGE, _END = "\x1f", "\x1e"
"""Stand, while it is folded, between texts that go together, and between those that do not."""
_FOREIGN_BETWEEN = re.compile(r"[^\w\x00-\x7f]+")

_POSSESSIVE = re.compile(r"['’]s(?![^\W_])", re.IGNORECASE)
_BETWEEN = re.compile(r"[\W_]+")
_TOKEN = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the text's tokens, folded, with blanks between them."""
    if text.isascii():
        lowered = text.lower()
        if "'" in lowered:
            lowered = _POSSESSIVE.sub(" ", lowered).replace("'", "")
        return _BETWEEN.sub(" ", lowered).strip()
    return _BETWEEN.sub(" ", fold_letters(_POSSESSIVE.sub(" ", text))).strip()


_ASCII = str.maketrans(
    {
        letter: letter.lower() if letter.isalnum() else " "
        for letter in map(chr, range(128))
        if letter not in _EDGE + _END
    }
)
"""For text in ASCII, which Python translates the fastest."""


def fold_together(groups: Iterable[Iterable[str]]) -> list[str]:
    """Return the tokens of groups of texts, folded, with blanks between them and a barrier between a group's texts.

    What is in letters of one kind is folded at once: a call for each text would take twice as long.
    """
    texts = [_EDGE.join(filter(None, group)).replace(_END, " ") for group in groups]
    folded = [""] * len(texts)
    alike: defaultdict[tuple[bool, bool], list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if text:
            alike[text.isascii(), is_foreign(text)].append(number)
    for (ascii_alone, _), numbers in alike.items():
        together = _END.join([texts[number] for number in numbers])
        together = _spaced_ascii(together) if ascii_alone else _spaced(together)
        for number, text in zip(numbers, together.replace(_EDGE, _BORDER).split(_END), strict=True):
            folded[number] = text
    return folded


def apart(folded: str) -> list[str]:
    """Return the tokens of each text of a group that was folded together."""
    return [" ".join(text.split()) for text in folded.split(_BORDER)]


def first_apart(folded: str) -> tuple[str, str]:
    """Return the first text of a group that was folded together, and the others."""
    first, _, others = folded.partition(_BORDER)
    return first, others


def _spaced_ascii(text: str) -> str:
    return _POSSESSIVE.sub(" ", text).replace("'", "").translate(_ASCII)


def _spaced(text: str) -> str:
    return _FOREIGN_BETWEEN.sub(" ", fold_letters(_POSSESSIVE.sub(" ", text))).translate(_ASCII)


def fold_letters(text: str) -> str:
    """Return a text with its letters folded, and everything between them as it is."""
    text = text.casefold()
    if is_foreign(text):
        text = keep_composed(unicodedata.normalize("NFC", text))
    bare = _replaced(_without_marks(unicodedata.normalize("NFKD", text)).casefold())
    return _replaced(romanise(bare)) if is_foreign(bare) else bare


def _without_marks(text: str) -> str:
    text = _COMMON_MARKS.sub("", text)
    if _MAY_HAVE_MARKS.search(text):
        return _MAY_HAVE_MARKS.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], text)
    return text


def _replaced(text: str) -> str:
    """Return a text with the letters of the table replaced: they are few, and a pattern skips all others."""
    return _TO_REPLACE.sub(lambda found: _LETTERS[found[0]], text)


def tokens(text: str) -> list[str]:
    """Return the folded words of a text."""
    return fold(text).split()


def token_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each folded word with where it begins and ends in the text as it is written."""
    text = _POSSESSIVE.sub(lambda found: " " * len(found[0]), text)
    if text.isascii() and "'" not in text:
        for match in _TOKEN.finditer(text.lower()):
            yield match[0], match.start(), match.end()
        return
    start = 0
    while start < len(text):
        if _part(text[start]) is not True:
            start += 1
            continue
        end = after = start + 1
        while after < len(text) and _part(text[after]) is not False:
            after += 1
            if _part(text[after - 1]) or unicodedata.combining(text[after - 1]):
                end = after
        for token in fold(text[start:end]).split():
            yield token, start, end
        start = after


@lru_cache(maxsize=4096)
def _part(letter: str) -> bool | None:
    """Tell whether a letter is a part of a word; None if it is dropped from inside words."""
    folded = fold_letters(letter)
    return None if not folded else _TOKEN.search(folded) is not None
