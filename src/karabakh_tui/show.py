"""The display boundary: store text made harmless and visible on any terminal.

Every string that reaches a screen, a terminal or an error message passes `show`. Control characters become their
pictures (U+2400 ff.), invisible and direction-changing ones `<U+XXXX>` (Unicode Technical Report 36, UTS 39).
Two invisible things stay where they do their ordinary work: what joins the parts of an emoji or chooses its look
(U+200D, U+FE0E, U+FE0F), and the joiners between letters of scripts that join (U+200C, U+200D).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby

TAB = "    "

MARK_LIMIT = 8
"""Combining marks shown on one letter; more would draw over the lines around it."""

_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U00013430-\U0001343f\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_FLOOD = re.compile(rf"[^\x00-\u02ff\w\s]{{{MARK_LIMIT + 1},}}")
"""Runs in which there may be too many combining marks: Python's `\\w` holds none of them."""

_BLANKS = re.compile(r"(?:[ \n]|\r\n)+")

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_LOOKS = ("\ufe0e", "\ufe0f")
_KEYCAP = "\u20e3"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_MORE_EMOJI = "‼⁉↔ℹ〰"
"""Emoji that Unicode does not count as symbols."""

_JOINING_SCRIPTS = ("ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GUJARATI", "TAMIL", "TELUGU",
                    "KANNADA", "MALAYALAM", "SINHALA", "GURMUKHI", "ORIYA")  # fmt: skip


def show(text: str, *, lines: bool = False) -> str:
    """Return the text with nothing in it that could act on a terminal or hide from the reader.

    With `lines`, line breaks stay line breaks; else they are shown as pictures. Idempotent.
    """
    if text.isascii() and text.isprintable():
        return text  # the usual case, and the quick one
    if _HIDDEN.search(text) is None and _FLOOD.search(text) is None:
        return text
    if lines:
        return "\n".join(_replaced(line, _picture) for line in text.replace("\r\n", "\n").split("\n"))
    return _replaced(text, _picture)


def without_hidden(text: str) -> str:
    """Return the text with a space in place of everything that `show` would make visible: for what is typed."""
    return _replaced(text, lambda hidden: " ")


def _replaced(text: str, replacement: Callable[[str], str]) -> str:
    parts: list[str] = []
    before, end = "", 0
    for match in _HIDDEN.finditer(text):
        hidden, at = match[0], match.start()
        if at > end:
            parts.append(text[end:at])
            before = text[at - 1]
        stays = _belongs(hidden, before, text[at + 1 : at + 2])
        parts.append(hidden if stays else replacement(hidden))
        before, end = hidden if stays else "", at + 1
    parts.append(text[end:])
    return _FLOOD.sub(lambda match: _limited(match[0]), "".join(parts))


def _picture(hidden: str) -> str:
    """Return what stands for a character that cannot be seen."""
    code = ord(hidden)
    if hidden == "\t":
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def _belongs(hidden: str, before: str, after: str) -> bool:
    """Tell whether a character does its ordinary work: in an emoji, or between letters of a joining script.

    `before` is what stays before it, or nothing.
    """
    if hidden in _LOOKS:
        return _is_emoji(before) or (before in tuple("#*0123456789") and after == _KEYCAP)
    if hidden == _ZWJ and (_is_emoji(before) or before == _LOOKS[1]) and _is_emoji(after):
        return True
    return hidden in (_ZWNJ, _ZWJ) and _joins(before) and _joins(after)


def _is_emoji(letter: str) -> bool:
    """Tell whether a letter can be part of an emoji; Python knows no more of them than that they are symbols."""
    if not letter:
        return False
    return (
        (unicodedata.category(letter) == "So" and _HIDDEN.match(letter) is None)
        or letter in _MORE_EMOJI
        or ord(letter) in _SKIN_TONES
    )


def _joins(letter: str) -> bool:
    if not letter or unicodedata.category(letter)[0] not in "LM" or _HIDDEN.match(letter) is not None:
        return False
    return unicodedata.name(letter, "").startswith(_JOINING_SCRIPTS)


def _limited(run: str) -> str:
    """Return a run of signs without the combining marks that are too many for one letter, and with their number."""
    parts: list[str] = []
    for is_mark, letters in groupby(run, key=_is_mark):
        group = "".join(letters)
        if not is_mark or len(group) <= MARK_LIMIT:
            parts.append(group)
            continue
        kept = group[:MARK_LIMIT].rstrip(_ZWNJ + _ZWJ)  # what a last joiner would join is cut off
        parts.append(f"{kept}<+{len(group) - len(kept)} marks>")
    return "".join(parts)


def _is_mark(letter: str) -> bool:
    """Tell whether a letter takes no room of its own: a combining mark, or a joiner that stays."""
    return unicodedata.category(letter) in ("Mn", "Me", "Cf")


def shortened(text: str, limit: int = 160) -> str:
    """Return prose on one line, its line breaks as blanks, cut at a word with a mark; what is hidden stays hidden."""
    return cut(_BLANKS.sub(" ", text).strip(" "), limit)


def cut(text: str, limit: int) -> str:
    """Return a text cut at a word with a mark, where it is longer than the limit."""
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"
