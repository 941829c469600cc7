"""Rules about languages and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from karabakh_tui.storage.problems import clipped, did_you_mean

from .rules import Finding, Given, rule

FIELDS = ("language", "original_language")

_PRIVATE = re.compile("q[a-t][a-z]")
_PART = re.compile("[A-Za-z0-9]{1,8}")


@rule("W702")
def unknown_language(given: Given) -> Iterator[Finding]:
    """A language is not one that has a code.

    Languages are BCP 47 tags: `hy`, `az-Cyrl`, `en-GB`. The first part is an ISO 639 code, of two letters where there
    is one; a part of four letters is a script.
    """
    for holder, (path, text) in given.texts:
        if path[-1] in FIELDS and path[0] != "extra":
            wrong = _wrong_with(text)
            if wrong:
                yield Finding(holder, path, wrong)


@cache
def _wrong_with(tag: str) -> str:
    """Return what is wrong with a language tag, or nothing."""
    first, *others = tag.split("-")
    languages, scripts = _codes()
    if first.lower() == "x" and others:
        return ""  # for private use
    if first.lower() not in languages and not _PRIVATE.fullmatch(first.lower()):
        return f'there is no language "{clipped(first, 60)}"'
    for part in others:
        if not _PART.fullmatch(part):
            return f'"{clipped(tag, 60)}" is no language tag, such as az-Cyrl or en-GB'
        if len(part) == 1:
            return ""  # what follows is an extension's own
        if len(part) == 4 and part.isalpha() and part.capitalize() not in scripts:
            return f'there is no script "{part}"'
    return ""


@rule("W703")
def unknown_script(given: Given) -> Iterator[Finding]:
    """A script is not one that has a code.

    Scripts are ISO 15924 codes: `Latn`, `Cyrl`, `Armn`, `Arab`.
    """
    _, scripts = _codes()
    for holder, (path, text) in given.texts:
        if path[-1] == "script" and path[0] == "aliases" and text not in scripts:
            near = did_you_mean(text.capitalize(), tuple(sorted(scripts)))
            yield Finding(holder, path, f'there is no script "{clipped(text, 60)}"{near}')


@cache
def _codes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of languages and of scripts."""
    text = files(__package__).joinpath("subtags.txt").read_text(encoding="ascii")
    languages, _, scripts = text.partition("[languages]\n")[2].partition("[scripts]\n")
    return frozenset(languages.split()), frozenset(scripts.split())
