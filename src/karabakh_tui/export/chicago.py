"""Citations in the notes and bibliography style of the Chicago Manual of Style: a cite is a note, a source an entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from karabakh_tui.model.records import Cite, Record, Source
from karabakh_tui.model.store import FactStore

from .cited import source_of
from .dates import chicago_date
from .names import listed
from .text import capitalised, one_line, ranged, sentence
from .work import Work, read_at, volume, work_of


class Writing(NamedTuple):
    """How a citation's parts are written: as plain text, or in a markup."""

    text: Callable[[str], str]
    italic: Callable[[str], str]
    address: Callable[[str], str]


PLAIN = Writing(str, str, str)
"""Plain text has no italics: titles of whole works stand as they are."""


def citations(store: FactStore, record: Record, cites: tuple[Cite, ...]) -> str:
    """Return a bibliography's entry for a source, and a note for each cite of another record."""
    if isinstance(record, Source):
        return entry(work_of(record))
    return "\n".join(note(store, cite) for cite in cites)


def note(store: FactStore, cite: Cite, writing: Writing = PLAIN) -> str:
    """Return a full note: `“The bridge is shut,” Aldwater Gazette, May 13, 1901, page 2, https://...`."""
    work = work_of(source_of(store, cite))
    at = ranged(one_line(cite.at or ""))
    parts = [writing.text(_names_in_note(work))] if work.authors else []
    if work.kind == "book":
        parts += _book(work, writing)
        tail = [at]
    else:
        parts.append(_quoted(work.title, ",", writing))
        parts += _where(work, writing)
        tail = [_when(work), at]
    parts += [writing.text(each) for each in tail if each]
    parts += _address(work, writing)
    return _end(_joined(parts))


def _joined(parts: list[str]) -> str:
    """Join parts by commas; a title in quotation marks brings its own."""
    result = ""
    for part in filter(None, parts):
        between = " " if result.endswith((",”", "?”", "!”")) else ", "
        result += between * bool(result) + part
    return result


def _end(text: str) -> str:
    """End a note with a period; after a title that is its last part, in place of the comma."""
    return f"{text[:-2]}.”" if text.endswith(",”") else sentence(text)


def _book(work: Work, writing: Writing) -> list[str]:
    """Return a book's title, or a chapter's with its book's, and who published it when."""
    imprint = ", ".join(filter(None, (work.published_by_another, _when(work))))
    whole = f"{writing.italic(work.container or work.title)} {writing.text(f'({imprint})')}"
    parts = [_quoted(work.title, ",", writing), f"in {whole}"] if work.container else [whole]
    return [*parts, writing.text(volume(work))]


def _where(work: Work, writing: Writing) -> list[str]:
    return [
        writing.text(work.number),
        writing.italic(work.container) if work.container else "",
        writing.text(work.published_by_another),
    ]


def entry(work: Work, writing: Writing = PLAIN) -> str:
    """Return an entry of a bibliography: `Aldwater Gazette. “The bridge is shut.” May 13, 1901. https://...`."""
    names = [writing.text(_names_in_entry(work))] if work.authors else []
    if work.kind == "book":
        parts = [*names, *_book_parts(work, writing)]
    elif work.container and not names:  # what is not signed is entered under what it stands in
        parts = [writing.italic(work.container), *_article_parts(work, writing)]
    else:
        parts = [*names, *_article_parts(work, writing, writing.italic(work.container))]
    return " ".join(sentence(part) for part in [*parts, *_address(work, writing)] if part)


def _book_parts(work: Work, writing: Writing) -> list[str]:
    """Return a book's parts, or a chapter's with its book's."""
    imprint = writing.text(", ".join(filter(None, (work.published_by_another, _when(work)))))
    pages, number = writing.text(ranged(work.pages)), writing.text(volume(work))
    if not work.container:
        return [writing.italic(work.title), capitalised(number), imprint, pages]
    whole = ", ".join(filter(None, (f"In {writing.italic(work.container)}", number, pages)))
    return [_quoted(work.title, ".", writing), whole, imprint]


def _article_parts(work: Work, writing: Writing, container: str = "") -> list[str]:
    after = map(writing.text, (work.published_by_another, ranged(work.pages), _when(work)))
    where = [writing.text(work.number), container, *after]
    return [_quoted(work.title, ".", writing), ", ".join(filter(None, where))]


def _names_in_note(work: Work) -> str:
    """Return the authors as they are said; of more than three, the first."""
    names = [each.natural for each in work.authors]
    return listed(names, "and", comma=False) if len(names) < 4 else f"{names[0]} et al."


def _names_in_entry(work: Work) -> str:
    """Return the authors, the first with the family name before the others; of more than ten, seven."""
    first, *others = work.authors
    names = [first.inverted, *(each.natural for each in others)]
    if len(names) > 10:
        return f"{', '.join(names[:7])}, et al."
    return listed(names, "and", comma=bool(first.given))


def _quoted(title: str, ending: str, writing: Writing) -> str:
    """Return a title in quotation marks, with the comma or period that belongs inside them."""
    ended = title.endswith(("?", "!") if ending == "," else ("?", "!", "."))
    return f"“{writing.text(title)}{'' if ended else ending}”"


def _when(work: Work) -> str:
    """Return when a work was published; if that is unknown, when it was read."""
    if work.published is None and work.accessed is not None:
        return f"accessed {chicago_date(work.accessed)}"
    return chicago_date(work.published)


def _address(work: Work, writing: Writing) -> list[str]:
    address = read_at(work)
    if address:
        return [writing.address(address)]
    return [writing.text(work.other_address)] if work.other_address else []
