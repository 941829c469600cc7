"""What is wrong in a text that is not TOML: the parser's finding with its place first, in plain words."""

from __future__ import annotations

import re
from tomllib import TOMLDecodeError

import tomli

from .sections import STRING_OR_COMMENT, open_value

LONGEST_NUMBER = 4300
"""Digits of a number at most, the interpreter's own limit."""

_POSITION = re.compile(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_LONG_NUMBER = re.compile(
    rf"{STRING_OR_COMMENT.pattern}|(?<![\w.])([0-9](?>(?:_?[0-9]){{{LONGEST_NUMBER},}}))(?![\w.])", re.DOTALL
)

_UNFINISHED = re.compile(r"""^(?:Unterminated string|Expected "'+"|Unclosed .*|Invalid value)$""")

_PLAIN_WORDS = (
    (re.compile("^Cannot (?:overwrite a value|declare .* twice|redefine namespace .*)$"), "this is written twice"),
    (re.compile("^Cannot mutate immutable namespace .*$"), "this is already written whole elsewhere"),
    (re.compile("^Invalid statement$"), "neither a header, a `key = value` nor a comment"),
    (re.compile("^Invalid initial character for a key part$"), "a key is missing"),
    (re.compile("^Invalid value$"), "not a value; text stands in quotes"),
    (re.compile(r"^(?:Illegal|Found invalid) character '\\n'$"), "a text in quotes does not end on its line"),
    (re.compile(r"^Unescaped '\\' in a string$"), "a backslash in a string is written `\\\\`"),
    (
        re.compile("^Expected newline or end of document after a statement$"),
        "this does not belong to the value before it; text stands in quotes",
    ),
)


def not_toml(error: Exception, text: str, name: str) -> str:
    """Return what to say of a text for which a parser raised an error."""
    if isinstance(error, RecursionError):
        return nested_too_deeply(name)
    if isinstance(error, (tomli.TOMLDecodeError, TOMLDecodeError)):
        return _in_plain_words(str(error), text, name)
    return _bad_value(error, text, name)


def stray_return(text: str, name: str) -> str:
    """Return what to say of a text with a carriage return that ends no line."""
    line, column = _position(text, text.index("\r"))
    return f"{name}:{line}:{column}: not TOML: a carriage return that ends no line; take it out"


def nested_too_deeply(name: str) -> str:
    """Return what to say of a file whose values hold values that hold values, and so on."""
    return f"{name}: values are nested too deeply to be read; flatten them"


def _bad_value(error: Exception, text: str, name: str) -> str:
    number = next((found for found in _LONG_NUMBER.finditer(text) if found[1]), None)
    if number is None:
        return f"{name}: a value cannot be read: {error}"
    line, column = _position(text, number.start())
    return f"{name}:{line}:{column}: a number has more than {LONGEST_NUMBER} digits; shorten it"


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _in_plain_words(message: str, text: str, name: str) -> str:
    """Return the parser's finding with the place first, in plain words."""
    found = _POSITION.match(message)
    said = found[1] if found else message
    plain = next((words for pattern, words in _PLAIN_WORDS if pattern.match(said)), said[:1].lower() + said[1:])
    if found and found[2]:
        line, column = int(found[2]), int(found[3])
    else:
        opened = open_value(text) if _UNFINISHED.match(said) else None
        line, column = _position(text, len(text) if opened is None else opened)
        plain = plain if opened is None else "this begins here and never ends"
    return f"{name}:{line}:{column}: not TOML: {plain}; mend this line and open it again"
