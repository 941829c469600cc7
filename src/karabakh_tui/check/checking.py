"""Checks a store: what the reader told, and what the rules find, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from karabakh_tui.model.records import Record
from karabakh_tui.storage.problems import CODES, Problem, clipped
from karabakh_tui.storage.read import Loaded

from . import addresses, dates, duplicates, evidence, languages, links, names, references, structure, text, toml
from .answers import Answer
from .locating import located
from .rules import RULES as RULES
from .rules import Finding, Given, GivenOne, Rule, severity_of

SUBJECTS = (toml, structure, dates, references, evidence, names, text, addresses, languages, duplicates, links)
"""The modules that hold rules: to import them is to know the rules."""


LONGEST = 300
"""Characters of a sentence at most: what is quoted in it can be of any length."""


def check(
    loaded: Loaded, today: date | None = None, answers: Mapping[str, Answer] = MappingProxyType({})
) -> tuple[Problem, ...]:
    """Return everything that is wrong or doubtful in a store that was read, in the order of the file.

    `today` is the day after which dates lie in the future, by default the day it is; `answers` what its addresses
    answered, where they were asked.
    """
    given = Given(loaded, (today or date.today()).toordinal(), answers)
    found = [(rule.code, finding) for rule in _in_force(loaded.store.check) for finding in rule.look(given)]
    return in_order([*as_set(loaded.problems, loaded.store.check), *problems_of(loaded, found)])


OF_THE_FILE = frozenset({"E111", "E602"})
"""Rules that look at no record, but at the whole file."""


def check_record(loaded: Loaded, record: Record, today: date | None = None) -> tuple[Problem, ...]:
    """Return what is wrong or doubtful in one record, as far as that can be told without a look at all others.

    It takes the time of a record, not of a store. What two records have in common is not found.
    """
    given = GivenOne(loaded, (today or date.today()).toordinal(), record=record)
    rules = [rule for rule in _in_force(loaded.store.check) if rule.code not in OF_THE_FILE]
    found = [(rule.code, finding) for rule in rules for finding in rule.look(given) if finding.record is record]
    told = [each for each in loaded.problems if each.record == record.ref]
    return in_order([*as_set(told, loaded.store.check), *problems_of(loaded, found)])


def _in_force(settings: Mapping[str, str]) -> list[Rule]:
    return [rule for code, rule in RULES.items() if severity_of(code, settings) != "off"]


def as_set(problems: Iterable[Problem], settings: Mapping[str, str]) -> list[Problem]:
    """Return problems with the severities that a store's `[check]` table gives them, without those it switches off."""
    graded = [replace(each, severity=severity_of(each.code, settings)) for each in problems]
    return [each for each in graded if each.severity != "off"]


def problems_of(loaded: Loaded, found: Iterable[tuple[str, Finding]]) -> list[Problem]:
    """Return what rules found as located problems."""
    settings = loaded.store.check
    return [
        Problem(code, severity_of(code, settings), str(loaded.path), *place, clipped(finding.message, LONGEST))
        for code, finding, place in located(loaded, found)
    ]


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in the order of the file."""
    return tuple(sorted(problems, key=lambda each: (each.line, each.column, each.code, each.message)))


def explanation(code: str) -> str | None:
    """Return what a code means, and what to do; None where there is no such code."""
    if code in RULES:
        rule = RULES[code]
        return "\n\n".join(filter(None, (rule.summary, rule.explanation)))
    if code in CODES:
        return f"{CODES[code][:1].upper()}{CODES[code][1:]}.\n\nThe reader tells of it, whatever else is checked."
    return None
