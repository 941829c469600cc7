"""Rules about what addresses answer. They find nothing unless somebody asked (`check --links`)."""

from __future__ import annotations

from collections.abc import Iterator

from karabakh_tui.storage.problems import clipped

from .addresses import addresses_of
from .answers import Answer
from .rules import Finding, Given, rule

GONE = (404, 410)


def _answered(given: Given) -> Iterator[tuple[Answer, Finding]]:
    """Yield what each address answered, and a finding to be completed with a sentence."""
    for record, field, address in addresses_of(given.store):
        answer = given.answers.get(address)
        if answer is not None:
            yield answer, Finding(record, (field,), "")


@rule("W901")
def page_is_gone(given: Given) -> Iterator[Finding]:
    """The server says that there is no such page (any more).

    Look for its new address, or for a copy to name in `archive_url`.
    """
    for answer, finding in _answered(given):
        if answer.status in GONE:
            yield finding._replace(message=f"the page is not there: the server answers {answer.status}")


@rule("W902")
def server_does_not_answer(given: Given) -> Iterator[Finding]:
    """There is no answer at an address: no such host, no connection, no valid certificate, no end of redirections.

    It may be so today only. If it stays so, name a copy in `archive_url`.
    """
    for answer, finding in _answered(given):
        if answer.status is None:
            yield finding._replace(message=f"no answer: {clipped(answer.trouble, 200)}")


@rule("N901")
def server_refuses(given: Given) -> Iterator[Finding]:
    """The server answers, and yet does not give the page: it is closed to programs, or in trouble.

    Whether the page is there cannot be told; open it in a browser.
    """
    for answer, finding in _answered(given):
        if answer.status is not None and answer.status >= 400 and answer.status not in GONE:
            yield finding._replace(message=f"it cannot be told whether the page is there: {answer.status}")


@rule("N902")
def page_has_moved(given: Given) -> Iterator[Finding]:
    """The page has moved for good, and the server says where to.

    The old address works until the server forgets it; the new one is the better one to cite.
    """
    for answer, finding in _answered(given):
        if answer.status is not None and answer.status < 400 and answer.moved_to:
            yield finding._replace(message=f"the page has moved to {clipped(answer.moved_to, 200)}")
