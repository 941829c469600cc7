"""Citations in the style of the American Psychological Association: entries of a list of references."""

from __future__ import annotations

import re

from karabakh_tui.model.records import Cite
from karabakh_tui.model.store import FactStore

from .cited import source_of
from .dates import apa_date, apa_year, chicago_date
from .names import listed
from .text import capitalised, one_line, ranged, sentence
from .work import Work, read_at, volume, work_of

KINDS_IN_BRACKETS = ("statement", "speech", "dataset")
"""What is not a book, an article or a report is named after its title."""

_VOLUMES = ("book", "encyclopedia")
"""What has volumes, and parts that are cited as such."""

_BARE_PAGES = re.compile(r"[A-Z]?\d+(?:(?:–|, ?)[A-Z]?\d+)*|[ivxlc]+(?:–[ivxlc]+)?")
"""Pages that do not say that they are."""


def citations(store: FactStore, cites: tuple[Cite, ...]) -> str:
    """Return an entry for each source, in the order of the cites, and after it the text's citation of each place."""
    places: dict[str, list[str]] = {}
    works: dict[str, Work] = {}
    for cite in cites:
        work = work_of(source_of(store, cite))
        works[work.id] = work
        if cite.at:
            places.setdefault(work.id, []).append(in_text(work, ranged(one_line(cite.at))))
    return "\n".join(line for name, work in works.items() for line in (reference(work), *places.get(name, ())))


def reference(work: Work) -> str:
    """Return an entry: `United Nations. (2020, October 26). Title. https://...`, or with the title first."""
    kind = f" [{work.kind.capitalize()}]" if work.kind in KINDS_IN_BRACKETS else ""
    number = "" if _is_part(work) else _in_brackets(_number(work))
    title = f"{work.title}{number}{kind}"
    dated = f"({apa_date(work.published)})"
    parts = [_names(work), dated, title] if work.authors else [title, dated]
    parts += [_inside(work), work.published_by_another]
    ending = _address(work)
    return " ".join([*(sentence(part) for part in parts if part), *([ending] if ending else [])])


def in_text(work: Work, at: str) -> str:
    """Return the citation that stands in the text: `(United Nations, 2020, para. 5)`."""
    names = [each.family for each in work.authors]
    if not names:
        who = f"“{work.title}{'' if work.title.endswith(('?', '!')) else ','}”"
    elif len(names) > 2:
        who = f"{names[0]} et al.,"
    else:
        who = f"{' & '.join(names)},"
    return f"({who} {apa_year(work.published)}, {at})"


def _names(work: Work) -> str:
    """Return the authors, each person's family name before the initials; of more than twenty, nineteen and the last."""
    names = [each.initialled for each in work.authors]
    if len(names) > 20:
        return f"{', '.join(names[:19])}, . . . {names[-1]}"
    return listed(names, "&", comma=bool(work.authors[0].given))


def _is_part(work: Work) -> bool:
    """Tell whether a work is a chapter of a book, or an entry of an encyclopedia."""
    return bool(work.container) and work.kind in _VOLUMES


def _inside(work: Work) -> str:
    """Return what a work stands in, and where: `In The big book (Vol. 2, pp. 12–34)`, `Gazette, 12–34`."""
    if _is_part(work):
        return f"In {work.container}{_in_brackets(_number(work), _pages(work))}"
    return ", ".join(filter(None, (work.container, ranged(work.pages))))


def _number(work: Work) -> str:
    """Return a work's number; a volume's begins with a capital."""
    return capitalised(volume(work)) if work.kind in _VOLUMES else work.number


def _pages(work: Work) -> str:
    pages = ranged(work.pages)
    if not _BARE_PAGES.fullmatch(pages):
        return pages
    return f"p. {pages}" if pages.isalnum() else f"pp. {pages}"


def _in_brackets(*parts: str) -> str:
    inside = ", ".join(filter(None, parts))
    return f" ({inside})" if inside else ""


def _address(work: Work) -> str:
    """Return where the work is read, and when it was if its date is unknown."""
    address = read_at(work) or work.other_address
    if address and work.published is None and work.accessed is not None:
        return f"Retrieved {chicago_date(work.accessed)}, from {address}"
    return address
