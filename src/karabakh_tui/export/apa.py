"""Citations in the style of the American Psychological Association: entries of a list of references."""

from __future__ import annotations

from karabakh_tui.model.records import Cite
from karabakh_tui.model.store import FactStore

from .cited import source_of
from .dates import apa_date, apa_year, chicago_date
from .text import one_line, sentence
from .work import Work, read_at, work_of

KINDS_IN_BRACKETS = ("statement", "speech", "dataset")
"""What is not a book, an article or a report is named after its title."""


def citations(store: FactStore, cites: tuple[Cite, ...]) -> str:
    """Return an entry for each source, in the order of the cites, and after it the text's citation of each place."""
    places: dict[str, list[str]] = {}
    works: dict[str, Work] = {}
    for cite in cites:
        work = work_of(source_of(store, cite))
        works[work.id] = work
        if cite.at:
            places.setdefault(work.id, []).append(in_text(work, one_line(cite.at)))
    return "\n".join(line for name, work in works.items() for line in (reference(work), *places.get(name, ())))


def reference(work: Work) -> str:
    """Return an entry: `United Nations. (2020, October 26). Title. https://...`, or with the title first."""
    kind = f" [{work.kind.capitalize()}]" if work.kind in KINDS_IN_BRACKETS else ""
    number = f" ({work.number})" if work.number else ""
    title = f"{work.title}{number}{kind}"
    dated = f"({apa_date(work.published)})"
    parts = [_names(work), dated, title] if work.authors else [title, dated]
    if work.container:
        inside = f"In {work.container}" if work.kind in ("book", "encyclopedia") else work.container
        parts.append(f"{inside}, {work.pages}" if work.pages else inside)
    elif work.pages:
        parts.append(work.pages)
    parts.append(work.published_by_another)
    ending = _address(work)
    return " ".join([*(sentence(part) for part in parts if part), *([ending] if ending else [])])


def in_text(work: Work, at: str) -> str:
    """Return the citation that stands in the text: `(United Nations, 2020, para. 5)`."""
    if not work.authors:
        who = f"“{work.title}”"
    elif len(work.authors) > 2:
        who = f"{work.authors[0]} et al."
    else:
        who = " & ".join(work.authors)
    return f"({', '.join((who, apa_year(work.published), at))})"


def _names(work: Work) -> str:
    if len(work.authors) < 3:
        return " & ".join(work.authors)
    return f"{', '.join(work.authors[:-1])}, & {work.authors[-1]}"


def _address(work: Work) -> str:
    """Return where the work is read, and when it was if its date is unknown."""
    address = read_at(work) or work.other_address
    if address and work.published is None and work.accessed is not None:
        return f"Retrieved {chicago_date(work.accessed)}, from {address}"
    return address
