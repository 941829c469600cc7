"""The display boundary: store text made harmless and visible on any terminal.

Every string that reaches a screen, a terminal or an error message passes `show`. Control characters become their
pictures (U+2400 ff.), invisible and direction-changing ones `<U+XXXX>` (Unicode Technical Report 36, UTS 39).
"""

from __future__ import annotations

import re
import unicodedata

TAB = "    "

MARK_LIMIT = 8
"""Combining marks shown on one letter; more would draw over the lines around it."""

_HIDDEN = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u3164\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff"
)
_VARIATION = r"\ufe00-\ufe0f"

_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

_UNSAFE = re.compile(rf"[\x00-\x1f\x7f-\x9f{_HIDDEN}{_VARIATION}]|[{_MARKS}]{{{MARK_LIMIT + 1},}}")
_EMOJI_JOINERS = ("\u200d", "\ufe0e", "\ufe0f")
_JOINING_SCRIPTS = ("ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GUJARATI", "TAMIL", "TELUGU",
                    "KANNADA", "MALAYALAM", "SINHALA", "GURMUKHI", "ORIYA")  # fmt: skip


def show(text: str, *, lines: bool = False) -> str:
    """Return the text with nothing in it that could act on a terminal or hide from the reader.

    With `lines`, line breaks stay line breaks; else they are shown as pictures. Idempotent.
    """
    if _UNSAFE.search(text) is None:
        return text
    if lines:
        return "\n".join(_show_line(line) for line in text.replace("\r\n", "\n").split("\n"))
    return _show_line(text)


def _show_line(text: str) -> str:
    return _UNSAFE.sub(lambda match: _visible(match[0], text, match.start()), text)


def _visible(found: str, text: str, at: int) -> str:
    if len(found) > 1:
        return f"{found[:MARK_LIMIT]}<+{len(found) - MARK_LIMIT} marks>"
    code = ord(found)
    if found == "\t":
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if _belongs(found, text, at):
        return found
    return f"<U+{code:04X}>"


def _belongs(found: str, text: str, at: int) -> bool:
    """Tell whether a joiner does its ordinary work: inside an emoji, or between letters of a joining script."""
    before = text[at - 1] if at else ""
    after = text[at + 1 : at + 2]
    if found in _EMOJI_JOINERS and before and _is_symbol(before):
        return found != "\u200d" or _is_symbol(after)
    return found in "\u200c\u200d" and _joins(before) and _joins(after)


def _is_symbol(letter: str) -> bool:
    return bool(letter) and (
        unicodedata.category(letter) in ("So", "Sk") or letter in "\ufe0f#*0123456789©®‼⁉™" or letter in "↔↕♀♂♾"
    )


def _joins(letter: str) -> bool:
    if not letter or unicodedata.category(letter)[0] not in "LM":
        return False
    return unicodedata.name(letter, "").startswith(_JOINING_SCRIPTS)
