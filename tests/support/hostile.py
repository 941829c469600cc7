"""Strings that would act on a terminal, hide, or be read as markup; and a store that holds them in every field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import tomli_w
from pydantic import TypeAdapter, ValidationError

from karabakh_tui.model.records import (
    ALIAS_KINDS,
    RECORD_TYPES,
    SEVERITIES,
    STANCES,
    STATUSES,
    Part,
    StoreHeader,
)

ACTING: Mapping[str, str] = {
    "window title": "\x1b]2;PWNED\x07",
    "window title, ended by ST": "\x1b]0;PWNED\x1b\\",
    "clipboard": "\x1b]52;c;UFdORUQ=\x07",
    "hyperlink": "\x1b]8;;http://pwned.example\x1b\\",
    "clear the screen": "\x1b[2J\x1b[3J",
    "move the cursor": "\x1b[77;99H",
    "colours": "\x1b[5;7;35;43m",
    "ask who the terminal is": "\x1b[c\x1b[6n",
    "leave the alternate screen": "\x1b[?47l",
    "reset": "\x1bc",
    "device control": "\x1bP+q544e\x1b\\",
    "application command": "\x1b_PWNED\x1b\\",
    "other character set": "\x1b(0\x0e\x0f",
    "an escape alone": "\x1b",
    "CSI as one character": "\x9b31m\x9b2J",
    "OSC as one character": "\x9d2;PWNED\x9c",
    "next line": "\x85",
    "bell": "\x07",
    "back over it": "\x08\x08\x08",
    "nothing": "\x00",
    "delete": "\x7f",
    "vertical tab, form feed": "\x0b\x0c",
    "line breaks": "\n\r\n\r\t",
}
"""What a terminal acts on."""

HIDING: Mapping[str, str] = {
    "right-to-left override": "\u202e",
    "embedding": "\u202a\u202b\u202c",
    "isolates": "\u2066\u2067\u2068\u2069",
    "direction marks": "\u200e\u200f\u061c",
    "zero-width space": "\u200b",
    "joiners out of place": "\u200c\u200d",
    "word joiner and friends": "\u2060\u2061\u2064\u206a",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "line and paragraph separator": "\u2028\u2029",
    "fillers": "\u3164\uffa0\u115f\u1160\u17b4",
    "variation selectors": "\ufe00\ufe0f\U000e0101",
    "tags": "\U000e0001\U000e0041\U000e007f",
    "annotation": "\ufff9\ufffa\ufffb",
    "noncharacters": "\ufdd0\uffff",
    "grapheme joiner": "\u034f",
    "many marks": "o" + "\u0301" * 40,
    "many marks of another script": "\u0e01" + "\u0e49" * 40,
}
"""What cannot be seen, turns the writing round, or draws over its neighbours."""

MARKUP: Sequence[str] = (
    "[The village] was burned",
    "[/b]",
    "[/]",
    "[bold]",
    "[@click=app.quit]press[/]",
    "[link=file:///etc/passwd]",
    "$accent",
    "{0}%s",
)
"""What markup languages and formats would eat or do; shown as it is written."""

FIRST, SECOND = "first", "second"
"""The ids of a table's two records: one with every field, which points at one with the required ones alone."""

_OTHERS: Sequence[object] = (SECOND, "1994-05-12", *STATUSES, *STANCES, *ALIAS_KINDS, *SEVERITIES, 1, True)
"""What a field that takes no free text may take."""


class Planter:
    """Makes records out of their models, with a text of its own in every field that takes free text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.planted: dict[str, str] = {}
        """Each token, with the field that it was put into."""
        self._texts = texts

    def hostile(self, where: str) -> str:
        """Return a text for a field: its token, and all hostile strings."""
        token = f"Q{len(self.planted):03d}Z"
        self.planted[token] = where
        return " ".join([token, *self._texts])

    def store(self) -> dict[str, Any]:
        """Return a store as plain tables."""
        data: dict[str, Any] = {"store": self.fill(StoreHeader, "[store]")}
        for table, model in RECORD_TYPES.items():
            full = self.fill(model, f"{table}/{FIRST}") | {"id": FIRST}
            short = self.fill(model, f"{table}/{SECOND}", required_only=True) | {"id": SECOND}
            data[table] = [full, short]
        return data

    def fill(self, model: type[Part], where: str, *, required_only: bool = False) -> dict[str, Any]:
        """Return a record's or a part's table. Numbers that it can do without are added only where it cannot."""
        data: dict[str, Any] = {}
        spare: list[str] = []
        for name, field in model.model_fields.items():
            if not field.is_required() and (required_only or _is_number(field.annotation)):
                spare.append(name)
            else:
                data[name] = self._value(field.annotation, field.metadata, f"{where} {name}")
        while not _fits(model, data):
            data[(name := spare.pop(0))] = 1
        return data

    def _value(self, kind: Any, rules: Sequence[object], where: str) -> object:
        origin, inside = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self._value(inside[0], inside[1:], where)
        if origin in (Union, UnionType):
            return self._value(next(each for each in inside if each is not type(None)), (), where)
        if origin is tuple:
            return [self._value(inside[0], (), where)]
        if isinstance(kind, type) and issubclass(kind, Part):
            return self.fill(kind, where)
        if origin is not None and issubclass(origin, Mapping):
            return {self.hostile(f"{where}, a name"): {"list": [self.hostile(f"{where}, in a list in a table")]}}
        return self._single(kind, rules, where)

    def _single(self, kind: Any, rules: Sequence[object], where: str) -> object:
        allowed: TypeAdapter[object] = TypeAdapter(Annotated[kind, where, *rules])
        for value in (" ".join(self._texts), *_OTHERS):
            try:
                allowed.validate_python(value, strict=True)
            except ValidationError:
                continue
            return value if value in _OTHERS else self.hostile(where)
        raise AssertionError(f"{where}: name a value that this field takes")


def _is_number(kind: Any) -> bool:
    return float in get_args(kind) or any(_is_number(each) for each in get_args(kind))


def _fits(model: type[Part], data: Mapping[str, Any]) -> bool:
    try:
        model.model_validate(data)
    except ValidationError as error:
        if any(each["type"] != "value_error" for each in error.errors()):
            raise
        return False
    return True


def hostile_store() -> tuple[str, dict[str, str]]:
    """Return a valid store's text with the whole catalogue in every field, and where each token was planted."""
    planter = Planter((*MARKUP, *HIDING.values(), *ACTING.values()))
    return tomli_w.dumps(planter.store()), planter.planted


_OURS = re.compile(
    r"\x1b\[[0-9;]*m|\x1b\[\d+;\d+H|\x1b\[\d+[GXC]|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"
    r"|\x1b\[\?(?:2026|2048)\$p|\x1b\[>\d+u|\x1b\[<u|\x1b\]22;[a-z]+\x1b\\|\x1b\]22;[a-z]+\x07"
)
"""All that the program itself tells a terminal: styles, places, modes, two questions, the pointer's shape."""

_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")


def foreign(raw: bytes) -> Iterator[str]:
    """Yield what a program wrote to a terminal that acts or hides, and that our program never says of itself."""
    text = raw.decode("utf-8")
    for match in _OURS.finditer(text):
        if "5;7;35;43" in match[0] or match[0] == "\x1b[77;99H":
            yield f"{match[0]!r} in {_around(text, match.start())}"
    text = _OURS.sub("", text).replace("\r\n", "")
    for at, letter in enumerate(text):
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn") or _UNSEEN.match(letter):
            yield f"U+{ord(letter):04X} in {_around(text, at)}"


def _around(text: str, at: int) -> str:
    return ascii(text[max(at - 40, 0) : at + 40])
