"""Files that cannot be read at all, and the sentence that each gets; `{}` stands for the file's path."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.storage.faults import EVENT, REST, STORE

Make = Callable[[Path], object]
"""Puts something at a path."""


def text(words: str) -> Make:
    return lambda path: path.write_bytes(words.encode())


def data(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def listening(path: Path) -> None:
    """Put a socket at a path; the name is given from within its directory, since paths of sockets are short."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(before)


def loop(path: Path) -> None:
    path.symlink_to(path)


DIGITS = "1" * 5000

NOT_FILES: dict[str, tuple[Make, str]] = {
    "nothing": (lambda path: None, "{}: there is no such file; check the path"),
    "a link to nothing": (
        lambda path: path.symlink_to(path.parent / "nothing"),
        "{}: there is no such file; check the path",
    ),
    "a directory": (lambda path: path.mkdir(), "{}: is a directory; name the store's file in it"),
    "a FIFO that nobody writes to": (os.mkfifo, "{}: is not a regular file; name a TOML file"),
    "a device": (lambda path: path.symlink_to(os.devnull), "{}: is not a regular file; name a TOML file"),
    "a socket": (listening, "{}: is not a regular file; name a TOML file"),
    "a link to itself": (loop, "{}: cannot be read: Too many levels of symbolic links"),
}

NOT_TEXTS: dict[str, tuple[Make, str]] = {
    "Latin-1": (data(STORE.encode() + b'x = "caf\xe9"'), "{}:6:9: byte 0xE9 is not UTF-8; save the file as UTF-8"),
    "Latin-1 after letters of several bytes": (
        data("# é𝔖\r\n# Շուշի: ".encode() + b"caf\xe9"),
        "{}:2:13: byte 0xE9 is not UTF-8; save the file as UTF-8",
    ),
    "Latin-1 after a byte order mark": (
        data(b"\xef\xbb\xbf# \xe9"),
        "{}:1:3: byte 0xE9 is not UTF-8; save the file as UTF-8",
    ),
    "a letter that is cut off": (data("# é".encode()[:-1]), "{}:1:3: byte 0xC3 is not UTF-8; save the file as UTF-8"),
    "UTF-16": (data(STORE.encode("utf-16")), "{}:1:1: is UTF-16; save it as UTF-8"),
    "UTF-16, the other way round": (
        data(b"\xfe\xff" + STORE.encode("utf-16-be")),
        "{}:1:1: is UTF-16; save it as UTF-8",
    ),
    "an empty file": (text(""), "{}: holds nothing; a store begins with a [store] table"),
    "a byte order mark alone": (data(b"\xef\xbb\xbf"), "{}: holds nothing; a store begins with a [store] table"),
    "only comments": (text("# [store]\n\n  # none"), "{}: holds nothing; a store begins with a [store] table"),
    "a number of thousands of digits": (
        text(f'{STORE}# {DIGITS}\n[check]\nE104 = "{DIGITS}"\nE105 = 0x{DIGITS}\nE107 = {DIGITS}.5\nE106 = {DIGITS}\n'),
        "{}:11:8: a number has more than 4300 digits; shorten it",
    ),
    "nested a thousand times": (
        text(f"a = {'[' * 1000}{']' * 1000}"),
        "{}: values are nested too deeply to be read; flatten them",
    ),
    "nested a thousand times by a dotted key": (
        text(f"{EVENT}{REST}{'.'.join('a' * 1001)} = 1"),
        "{}: values are nested too deeply to be read; flatten them",
    ),
    "a status nested too deeply to be told": (
        text(EVENT.replace('status = "reported"', f"status.{'.'.join('a' * 990)} = 1") + REST),
        "{}: values are nested too deeply to be read; flatten them",
    ),
}

MEND = "; mend this line and open it again"

NOT_TOML: dict[str, tuple[Make, str]] = {
    "words": (
        text(f"{STORE}\nThe bridge is shut.\n"),
        "{}:7:5: not TOML: expected '=' after a key in a key/value pair" + MEND,
    ),
    "a line of nothing": (
        text(f"{STORE}= 1\n"),
        "{}:6:1: not TOML: neither a header, a `key = value` nor a comment" + MEND,
    ),
    "a value without quotes": (
        text(f"{EVENT}summary = The bridge\n"),
        "{}:8:11: not TOML: not a value; text stands in quotes" + MEND,
    ),
    "two values": (
        text(f'{EVENT}summary = "The" "bridge"\n'),
        "{}:8:17: not TOML: this does not belong to the value before it; text stands in quotes" + MEND,
    ),
    "a text that does not end": (
        text(f'{EVENT}summary = "The bridge\n{REST}'),
        "{}:8:22: not TOML: a text in quotes does not end on its line" + MEND,
    ),
    "a literal text that does not end": (
        text(f"{EVENT}summary = 'The bridge\n{REST}# '"),
        "{}:8:22: not TOML: a text in quotes does not end on its line" + MEND,
    ),
    "a long text that never ends": (
        text(f"{EVENT}note = ''' \"\"\" '''\nsummary = \"\"\"The\n{REST}"),
        "{}:9:11: not TOML: this begins here and never ends" + MEND,
    ),
    "a long literal text that never ends": (
        text(f"{EVENT}note = ''\nsummary = '''The \"\n{REST}"),
        "{}:9:11: not TOML: this begins here and never ends" + MEND,
    ),
    "a list that never ends": (
        text(f"{EVENT}tags = [\n  [1, 2], # ]\n"),
        "{}:8:8: not TOML: this begins here and never ends" + MEND,
    ),
    "a table that never ends": (
        text(f"{EVENT}extra = {{ a = 1"),
        "{}:8:9: not TOML: this begins here and never ends" + MEND,
    ),
    "a value that is missing": (text(f"{EVENT}note ="), "{}:8:7: not TOML: not a value; text stands in quotes" + MEND),
    "a key twice": (text(f'{EVENT}title = "Y"\n{REST}'), "{}:8:12: not TOML: this is written twice" + MEND),
    "a table twice": (text(f"{REST}[store]\n"), "{}:29:7: not TOML: this is written twice" + MEND),
    "a backslash": (
        text(f'{EVENT}note = "C:\\docs"'),
        "{}:8:13: not TOML: a backslash in a string is written `\\\\`" + MEND,
    ),
    "half a character": (
        text(f'{EVENT}note = "\\uD800"'),
        "{}:8:15: not TOML: escaped character is not a Unicode scalar value" + MEND,
    ),
    "a control character": (text(f'{EVENT}note = "\x1b[2J"'), "{}:8:9: not TOML: illegal character '\\x1b'" + MEND),
    "a carriage return": (
        text(f'{EVENT}note = "a\rb"\n{REST}'),
        "{}:8:10: not TOML: a carriage return that ends no line; take it out",
    ),
    "a carriage return too many": (
        text(f"{EVENT}\r\r\n{REST}"),
        "{}:8:1: not TOML: a carriage return that ends no line; take it out",
    ),
}

REFUSED = NOT_FILES | NOT_TEXTS | NOT_TOML
