"""Rules about the characters of texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from karabakh_tui.show import show
from karabakh_tui.storage.validate import Location

from .rules import Finding, Given, rule


@rule("E601")
def hidden_characters(given: Given) -> Iterator[Finding]:
    """A text holds a character that acts on a terminal, turns the direction of writing, or cannot be seen.

    Such characters come in by copying from web pages, or on purpose, to make a text look like another. They are always
    shown as their names or numbers, and never act. Take them out.
    """
    for holder, (path, text) in given.texts:
        if text.isascii() and text.isprintable():
            continue
        text = text.replace("\t", " ")
        shown = show(text, lines=True)
        if shown != text:
            letter = next(mine for mine, theirs in zip(text, shown, strict=False) if mine != theirs)
            yield Finding(holder, path, f"there is {_name(letter)} in this text")


def _name(letter: str) -> str:
    if unicodedata.category(letter)[0] == "M":
        return "a letter with too many marks"
    name = unicodedata.name(letter, "")
    return f"U+{ord(letter):04X}{f' ({name})' if name else ''}"


@rule("W601")
def not_composed(given: Given) -> Iterator[Finding]:
    """A text is not in Unicode's composed form (NFC).

    It looks the same, but other programs do not find it, and `git diff` shows differences that nobody sees.
    """
    for holder, (path, text) in given.texts:
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            yield Finding(holder, path, "the text is not in Unicode's composed form (NFC)")


LONG = {"summary", "note", "says", "text", "original", "words", "description", "withdrawn_why"}
"""Fields that may be written in several lines, and then end with a line break."""

BLANKS = " \t\u00a0"


@rule("W602")
def blanks_around(given: Given) -> Iterator[Finding]:
    """A text begins or ends with a blank.

    It is not seen, and makes two equal names different.
    """
    for holder, (path, text) in given.texts:
        if path[0] != "extra" and without_blanks(path, text) != text:
            yield Finding(holder, path, "the text begins or ends with a blank")


def without_blanks(path: Location, text: str) -> str:
    """Return a text without blanks around it; where it may have several lines, the last may end."""
    return text.strip(BLANKS if path[-1] in LONG else BLANKS + "\r\n")


_MOJIBAKE = re.compile("\ufffd|[ÃÂÐÑ][\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]|â€")


@rule("W603")
def damaged_letters(given: Given) -> Iterator[Finding]:
    """A text was damaged on its way: it holds U+FFFD, or UTF-8 that was read as Latin-1.

    Letters such as "Ã©" stand where "é" was. Copy it again from its source.
    """
    for holder, (path, text) in given.texts:
        found = None if text.isascii() else _MOJIBAKE.search(text)
        if found is not None:
            yield Finding(holder, path, f'"{show(found[0])}" is what a damaged letter looks like')


_WORD = re.compile(r"[^\W\d_]+")
_LOOK_ALIKE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}
"""Scripts with letters that look like another's."""


@rule("W604")
def word_in_two_scripts(given: Given) -> Iterator[Finding]:
    """A word is written with letters of two scripts that look alike.

    A Cyrillic "а" in a Latin word is not seen, and the word is not found. Write it in one script.
    """
    for holder, (path, text) in given.texts:
        for found in () if text.isascii() else _WORD.finditer(text):
            if not found[0].isascii() and len(scripts := set(map(_script, found[0])) & _LOOK_ALIKE) > 1:
                mixed = " and ".join(sorted(each.capitalize() for each in scripts))
                yield Finding(holder, path, f'"{found[0]}" has {mixed} letters')
                break


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
