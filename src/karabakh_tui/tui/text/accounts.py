"""What parties say of one event, in columns that can be compared line by line.

Nothing here knows which party it is given, but for the titles of the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from karabakh_tui.export.cited import accounts_of, party_name
from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.figure_text import amount, counted, differ
from karabakh_tui.model.records import Account, Event, Figure
from karabakh_tui.tui.widgets.document import Block, Columns

from .dates import display_date
from .evidence import Evidence
from .page import Page
from .runs import MUTED, STRONG, Run, block, content

DIFFERS_SIGN = "≠"
NOTHING = Run("—", MUTED)
"""Stands where an account gives nothing that another one gives."""


class Counted(NamedTuple):
    """One thing that accounts count; several numbers that one account gives for it are told apart by their place."""

    of: str
    who: str
    nth: int


class Comparison:
    """What some accounts have between them: each gets a line for all that any of them gives, in one order for all."""

    def __init__(self, accounts: Sequence[Account], common: Sequence[Figure] = ()) -> None:
        self.figures = [by_what_they_count(account.figures) for account in accounts]
        """What each account counts."""
        self.counted = sorted(set().union(*self.figures))
        own = by_what_they_count(common)
        givers = [*self.figures, own]
        self.differing = [_differing(figures, givers) for figures in self.figures]
        """What each account counts otherwise than another account, or than the event itself."""
        self.own_differing = _differing(own, givers)
        """What the event itself counts otherwise than one of the accounts."""
        self.has_stance = any(account.stance for account in accounts)
        self.has_date = any(account.date is not None for account in accounts)
        self.has_said = any(account.said is not None for account in accounts)

    def _given(self, what: Counted) -> list[Figure]:
        return [figures[what] for figures in self.figures if what in figures]

    def label(self, what: Counted) -> str:
        """Return what is counted, in words."""
        return min(counted(figure) for figure in self._given(what))


def _differing(figures: Mapping[Counted, Figure], givers: Iterable[Mapping[Counted, Figure]]) -> set[Counted]:
    """Return which figures another giver does not give, though that one has others of the same: in whatever order."""
    found = set()
    for giver in givers:
        for what, figure in figures.items():
            others = [other for each, other in giver.items() if each[:2] == what[:2]]
            if others and all(differ((figure, other)) for other in others):
                found.add(what)
    return found


def by_what_they_count(figures: Sequence[Figure]) -> dict[Counted, Figure]:
    """Return figures by what they count."""
    found: dict[Counted, Figure] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for figure in figures:
        what = (figure.of.casefold(), (figure.who or "").casefold())
        found[Counted(*what, seen[what])] = figure
        seen[what] += 1
    return found


def add_accounts(page: Page, event: Event, evidence: Evidence) -> None:
    """Add the accounts of an event, in the order of their parties' names."""
    accounts = accounts_of(page.store, event)
    if not accounts:
        return
    page.heading("Accounts", len(accounts))
    comparison = Comparison(accounts, event.figures)
    page.blocks.append(
        Columns(
            titles=tuple(content(Run(f"{party_name(page.store, account.by)} says", STRONG)) for account in accounts),
            cells=tuple(
                tuple(_account(account, comparison, differing, evidence))
                for account, differing in zip(accounts, comparison.differing, strict=True)
            ),
        )
    )
    if any(comparison.differing):
        page.line(
            Run(f"{DIFFERS_SIGN} figures differ between the accounts, or from those above them", MUTED), hanging=2
        )


def _account(
    account: Account, comparison: Comparison, differing: Container[Counted], evidence: Evidence
) -> Iterator[Block]:
    """Yield one account; which party's it is makes no difference here."""
    yield block(Run(account.says, lines=True), *evidence.marks(account.cites))
    if comparison.has_stance:
        yield block(Run("stance  ", MUTED), Run(account.stance) if account.stance else NOTHING)
    if comparison.has_date:
        yield _when("happened", account.date)
    if comparison.has_said:
        yield _when("said", account.said)
    yield from _figures(account, comparison, differing, evidence)


def _figures(
    account: Account, comparison: Comparison, differing: Container[Counted], evidence: Evidence
) -> Iterator[Block]:
    """Yield what an account counts, with what only others count left open."""
    figures = by_what_they_count(account.figures)
    if comparison.counted and not figures:
        yield block(Run("figures: ", MUTED), NOTHING)
        return
    for what in comparison.counted:
        sign = Run(f"{DIFFERS_SIGN} " if what in differing else "", STRONG)
        label = Run(f"{comparison.label(what)}: ", MUTED)
        if what in figures:
            number = Run(amount(figures[what], display_date))
            yield block(sign, label, number, *evidence.marks(figures[what].cites), hanging=2)
        else:
            yield block(label, NOTHING, hanging=2)


def _when(word: str, date: UncertainDate | None) -> Block:
    return block(Run(f"{word}  ", MUTED), Run(display_date(date)) if date is not None else NOTHING, hanging=2)
