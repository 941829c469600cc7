"""Rules about the characters of texts."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from karabakh_tui.show import show
from karabakh_tui.storage.places import Span
from karabakh_tui.storage.sections import STRING_OR_COMMENT
from karabakh_tui.storage.validate import Location

from .rules import WHOLE_FILE, Finding, Given, rule


@rule("E601")
def hidden_characters(given: Given) -> Iterator[Finding]:
    """A text holds a character that acts on a terminal, turns the direction of writing, or cannot be seen.

    Such characters come in by copying from web pages, or on purpose, to make a text look like another. They are always
    shown as their names or numbers, and never act. Take them out.
    """
    for what, held in (("text", given.texts), ("key", given.keys)):
        for holder, (path, text) in held:
            letter = first_hidden(text.replace("\t", " "))
            if letter:
                yield Finding(holder, path, f"there is {_name(letter)} in this {what}")


@rule("E602")
def hidden_in_comment(given: Given) -> Iterator[Finding]:
    """A comment holds a character that acts on a terminal, turns the direction of writing, or cannot be seen.

    Whoever reviews a change reads the file itself, comments and all, and there the character acts: what they see is
    not what stands there. Take it out.
    """
    places = given.loaded.places
    text = places.written(Span(1, 0, sys.maxsize))
    if text.isascii() or not first_hidden(text):
        return
    for found in STRING_OR_COMMENT.finditer(text):
        comment = found[0].replace("\t", " ")
        letter = first_hidden(comment) if comment.startswith("#") else ""
        if letter:
            at = found.start() + shown_as_it_is(comment)
            place = (places.line_of(at), places.column_of(at))
            yield Finding(WHOLE_FILE, place, f"there is {_name(letter)} in this comment")


def first_hidden(text: str) -> str:
    """Return the first letter that is not shown as it is; nothing where all are."""
    at = shown_as_it_is(text)
    return text[at : at + 1]


def shown_as_it_is(text: str) -> int:
    """Return how many of a text's letters are shown as they are before the first that is not."""
    shown = show(text, lines=True)
    if shown == text:
        return len(text)
    pairs = enumerate(zip(text, shown, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), len(shown))


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
