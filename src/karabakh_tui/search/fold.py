"""Text folded to what is compared: case, accents, and letters that Unicode leaves apart, made equal.

Folding is Unicode case folding and compatibility decomposition with combining marks removed (UAX 15), and a table for
the letters that decomposition leaves as they are. Tokens are runs of letters and digits of the folded text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LETTERS = str.maketrans(
    {
        "ə": "e", "ǝ": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ʻ": "", "ʼ": "", "ʽ": "", "ʾ": "", "ʿ": "", "՚": "", "՛": "",
        "՜": "", "՞": "", "’": "", "‘": "", "'": "", "`": "", "´": "", "ʹ": "", "ʺ": "", "\u00ad": "",
        "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
    }
)  # fmt: skip
"""Letters that decomposition leaves, and marks that stand inside words."""

_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[\W_]+")
_TOKEN = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the text's tokens, folded, with blanks between them."""
    if text.isascii():
        lowered = text.lower()
        if "'" in lowered:
            lowered = _POSSESSIVE.sub("", lowered).replace("'", "")
        return _BETWEEN.sub(" ", lowered).strip()
    text = _POSSESSIVE.sub("", text)
    return _BETWEEN.sub(" ", _fold_letters(text)).strip()


def _fold_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    combining = unicodedata.combining
    bare = "".join(letter for letter in decomposed if letter < "\u0300" or not combining(letter))
    return bare.translate(_LETTERS)


def tokens(text: str) -> list[str]:
    """Return the folded words of a text."""
    return fold(text).split()


def token_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each folded word with where it begins and ends in the text as it is written."""
    folded: list[str] = []
    origins: list[int] = []
    dropped = {at for match in _POSSESSIVE.finditer(text) for at in range(match.start(), match.end())}
    for at, letter in enumerate(text):
        for part in " " if at in dropped else _fold_letters(letter):
            folded.append(part)
            origins.append(at)
    for match in _TOKEN.finditer("".join(folded)):
        start = origins[match.start()]
        end = origins[match.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        yield match[0], start, end
