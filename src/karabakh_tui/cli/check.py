"""`check [STORE...]`: everything that is wrong or doubtful in a store, as a compiler would say it."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from karabakh_tui.check.baseline import baseline_text, compare, read_baseline
from karabakh_tui.check.checking import check, explanation
from karabakh_tui.check.rules import known_codes
from karabakh_tui.errors import UsageError
from karabakh_tui.paths import default_store, typed_path
from karabakh_tui.show import show
from karabakh_tui.storage.problems import Problem, did_you_mean
from karabakh_tui.storage.read import Loaded
from karabakh_tui.storage.save import Fingerprint, SaveError, save

from .console import DIM, PROGRAM, WIDTH, Console
from .formats import envelope, json_text
from .mend import mend
from .reading import read

CLEAN, FINDINGS = 0, 1
"""Exit codes; notes alone are clean."""

STYLES = {"error": "1;31", "warning": "1;33", "note": DIM}

GITHUB_WORDS = {"error": "error", "warning": "warning", "note": "notice"}


class Outcome(NamedTuple):
    """What a check came to."""

    findings: tuple[Problem, ...]
    """Without those that a baseline accepts."""
    accepted: int = 0
    gone: int = 0
    """Accepted by the baseline, and not found any more."""


def check_store(chosen: Namespace) -> int:
    """Run the command; return the exit code.

    Raises:
        UsageError: if JSON is asked for of several stores, or mending of none.
    """
    console = Console(no_colour=chosen.no_color)
    if chosen.explain:
        console.data(_explained(chosen.explain))
        return CLEAN
    if chosen.format == "json" and len(chosen.store) > 1:
        raise UsageError("JSON is of one store; check the others one by one")
    if chosen.fix and not chosen.store:
        raise UsageError("--fix changes files: name the stores to be mended")
    accepted = read_baseline(typed_path(chosen.baseline)) if chosen.baseline else None
    paths = [typed_path(name) for name in chosen.store] or [default_store()]
    for path in paths if chosen.fix else ():
        mend(path, console)
    stores = [read(path) for path in paths]
    findings = tuple(each for loaded in stores for each in _findings(loaded, console, links=chosen.links))
    if chosen.write_baseline:
        return _write_baseline(typed_path(chosen.write_baseline), findings, console)
    outcome = Outcome(*compare(findings, accepted)) if accepted is not None else Outcome(findings)
    console.data(_text(stores[0], outcome, chosen, console))
    console.talk(_summary(sum(len(loaded.store) for loaded in stores), outcome))
    return FINDINGS if any(each.severity != "note" for each in outcome.findings) else CLEAN


def _findings(loaded: Loaded, console: Console, *, links: bool) -> tuple[Problem, ...]:
    if not links:
        return check(loaded)
    from karabakh_tui.check.addresses import addresses_of
    from karabakh_tui.check.asking import Manners, ask, hosts_of

    addresses = {address for _, _, address in addresses_of(loaded.store)}
    manners, hosts = Manners(), hosts_of(addresses)
    asked, at = _counted(hosts.total(), "address", "addresses"), _counted(len(hosts), "host")
    seconds = max(hosts.values(), default=0) * manners.pause
    console.talk(f"asking {asked} at {at}, one after the other at each: {seconds:,.0f} s at least")
    return check(loaded, answers=ask(addresses, manners))


def _explained(code: str) -> str:
    """Return what a code means.

    Raises:
        UsageError: if there is no such code.
    """
    told = explanation(code.upper())
    if told is None:
        near = did_you_mean(code.upper(), tuple(known_codes()))
        raise UsageError(f'there is no code "{code}"{near or "; docs/check.md lists them all"}')
    paragraphs = f"{code.upper()}: {told}".split("\n\n")
    return "\n\n".join(fill(each, WIDTH) for each in paragraphs) + "\n"


def _write_baseline(path: Path, findings: Sequence[Problem], console: Console) -> int:
    """Write a baseline that accepts what was found.

    Raises:
        SaveError: if it cannot be written.
    """
    try:
        standing = Fingerprint.of(path.read_bytes())
    except FileNotFoundError:
        standing = None
    except OSError as error:
        raise SaveError(f"{path}: not saved: {error.strerror or error}") from None
    save(path, baseline_text(findings).encode("utf-8"), standing)
    console.talk(f"{path} accepts {_counted(len(findings), 'finding')}")
    return CLEAN


def _text(loaded: Loaded, outcome: Outcome, chosen: Namespace, console: Console) -> str:
    if chosen.format == "json":
        return json_text(
            {
                **envelope(loaded.store),
                "accepted": outcome.accepted,
                "findings": [vars(each) for each in outcome.findings],
            }
        )
    line = _github_line if chosen.format == "github" else _line
    return "".join(line(each, console) for each in outcome.findings)


def _line(problem: Problem, console: Console) -> str:
    """Return a finding as a compiler would tell it; what is no error says so at its end."""
    where, _, what = str(problem).partition(f" {problem.code} ")
    gravity = "" if problem.severity == "error" else f" [{problem.severity}]"
    return f"{where} {console.styled(problem.code, STYLES[problem.severity])} {what}{gravity}\n"


def _github_line(problem: Problem, console: Console) -> str:
    """Return a finding as a command of GitHub's workflows, which shows it at the line of the file."""
    place = f"file={_property(problem.file)},line={problem.line},col={problem.column},title={_property(problem.code)}"
    said = _message(f"{problem.record} {problem.field}".strip() + f": {problem.message}")
    return f"::{GITHUB_WORDS[problem.severity]} {place}::{said}\n"


def _message(text: str) -> str:
    """Return a text as a workflow command's message."""
    return show(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """Return a text as a workflow command's property."""
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _summary(records: int, outcome: Outcome) -> str:
    counts = Counter(each.severity for each in outcome.findings)
    told = ", ".join(_counted(counts[each], each) for each in STYLES if counts[each])
    if not told:
        told = f"{_counted(records, 'record')}, {'nothing new' if outcome.accepted else 'nothing wrong'}"
    if outcome.accepted:
        told += f"; {_counted(outcome.accepted, 'finding')} accepted by the baseline"
    if outcome.gone:
        told += f"; {outcome.gone:,} of the baseline not found any more: write it anew"
    if outcome.findings:
        gravest = min(outcome.findings, key=lambda each: list(STYLES).index(each.severity))
        told += f"; `{PROGRAM} check --explain {gravest.code}` says more"
    return told


def _counted(number: int, what: str, many: str = "") -> str:
    return f"{number:,} {what if number == 1 else many or what + 's'}"
