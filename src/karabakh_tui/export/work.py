"""What a source is to a bibliography: who wrote it, what it stands in, who published it.

Where a source names no authors, its publisher stands for them if such works speak in the name of who publishes them;
it is then a body, however its name reads.
"""

from __future__ import annotations

from typing import NamedTuple

from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.records import Source
from karabakh_tui.model.store import FactStore

from .address import web_address
from .cited import name_of, party_name
from .names import Name, author
from .text import one_line, sentence

SPEAK_FOR_THEIR_PUBLISHER = ("statement", "resolution", "report", "dataset")
STAND_IN_THEIR_PUBLISHER = ("news", "encyclopedia", "web")
"""The publisher is the newspaper, the encyclopedia or the site."""


class Work(NamedTuple):
    """A source as bibliographies see it. Every text is as it is shown; what is missing is empty."""

    id: str
    kind: str
    title: str
    authors: tuple[Name, ...]
    """As the source names them; else the publisher, where it is the author."""
    container: str
    """What it stands in, where that is named or is the publisher."""
    publisher: str
    published_by_another: str
    """The publisher, where it is neither the author nor the container."""
    published: UncertainDate | None
    accessed: UncertainDate | None
    url: str
    """An http(s) address, or nothing."""
    other_address: str
    """The address, where it is not one on the web."""
    number: str
    pages: str
    doi: str
    isbn: str
    language: str


def work_of(source: Source) -> Work:
    """Return a source as bibliographies see it."""
    publisher = one_line(source.publisher or "")
    authors = tuple(author(name) for name in map(one_line, source.authors) if name)
    container = one_line(source.container or "")
    other = publisher
    if source.kind in SPEAK_FOR_THEIR_PUBLISHER and not authors and publisher:
        authors, other = (Name(publisher),), ""
    elif source.kind in STAND_IN_THEIR_PUBLISHER and not container:
        container, other = publisher, ""
    url = web_address(source.url)
    return Work(
        id=source.id,
        kind=one_line(source.kind),
        title=name_of(source),
        authors=authors,
        container=container,
        publisher=publisher,
        published_by_another=other,
        published=source.published,
        accessed=source.accessed,
        url=url,
        other_address="" if url else one_line(source.url or ""),
        number=one_line(source.number or ""),
        pages=one_line(source.pages or ""),
        doi=one_line(source.doi or ""),
        isbn=one_line(source.isbn or ""),
        language=one_line(source.language or ""),
    )


def read_at(work: Work) -> str:
    """Return the lasting address of a work, its DOI's, else its own on the web; nothing where it has neither."""
    if work.doi and not work.doi.lower().startswith("http"):
        return web_address(f"https://doi.org/{work.doi}")
    return web_address(work.doi) or work.url


def volume(work: Work) -> str:
    """Return the number of a book, or of the one that a chapter stands in: `vol. 2`."""
    return f"vol. {work.number}" if work.number.isdigit() else work.number


def voice(store: FactStore, source: Source) -> str:
    """Return whose voice a source is, and for which party it speaks: `Trend (speaks for Azerbaijan)`.

    A book speaks for its authors; what else is published, for its publisher.
    """
    work = work_of(source)
    authors = ", ".join(each.natural for each in work.authors)
    names = (authors, work.publisher) if source.kind == "book" else (work.publisher, authors)
    name = next(filter(None, names), work.title)
    if source.standpoint is None:
        return name
    party = party_name(store, source.standpoint)
    return name if name == party else f"{name} (speaks for {party})"


def remarks(store: FactStore, source: Source) -> list[str]:
    """Return what a reader of an entry must know, and no field of it tells."""
    found: list[str] = []
    if source.withdrawn is not None:
        why = f": {one_line(source.withdrawn_why)}" if source.withdrawn_why else ""
        found.append(sentence(f"Withdrawn from the record {display_date(source.withdrawn)}{why}"))
    if source.standpoint is not None:
        found.append(sentence(f"Speaks for {party_name(store, source.standpoint)}"))
    if source.based_on is not None:
        origin = store.get("sources", source.based_on)
        found.append(sentence(f"Repeats “{name_of(origin) if origin else f'{source.based_on} (missing)'}”"))
    archived = web_address(source.archive_url)
    if archived:
        found.append(f"Archived at {archived}")
    other = work_of(source).other_address
    if other:
        found.append(f"Address: {other}")
    return found
