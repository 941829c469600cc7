"""BibTeX entries that BibLaTeX reads too.

Dates stand twice: in `date` as EDTF, which BibLaTeX reads with every doubt, and in `year` and `month` for BibTeX, where
a date that is in doubt or is no day, month or year is told whole as the text of `year`. Titles and the names of bodies
are in braces of their own: neither is a body's name taken apart nor does a title lose its capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .dates import biblatex_date, bibtex_year_and_month
from .entries import Entry
from .names import Name
from .work import Work

_TYPES = {"news": "article", "book": "book", "report": "techreport", "encyclopedia": "incollection"}
"""BibTeX's own types, which BibLaTeX knows as well; all else is `misc`."""

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "`": r"\textasciigrave{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
        "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    }
)  # fmt: skip
"""A brace is written as a command, as BibTeX counts braces whatever stands before them."""


def bibtex(entries: Iterable[Entry]) -> str:
    """Return entries as BibTeX; the key of each is its source's id."""
    return "\n\n".join(_entry(each) for each in entries)


def escaped(text: str) -> str:
    """Return a text that LaTeX sets as it is; letters beyond ASCII stay."""
    parted = text.translate(_SPECIAL)
    for twice in ("-", "'", ","):  # two of them would become another sign
        while twice * 2 in parted:
            parted = parted.replace(twice * 2, f"{twice}{{}}{twice}")
    return parted


def _entry(entry: Entry) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(entry) if value)
    return f"@{_type(entry.work)}{{{entry.work.id},\n{fields}}}"


def _type(work: Work) -> str:
    if work.kind == "book" and work.container:
        return "incollection"
    return _TYPES.get(work.kind, "misc")


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    work = entry.work
    yield "author", _braced(" and ".join(map(_author, work.authors)))
    yield "title", f"{{{{{escaped(work.title)}}}}}"
    yield from _where(work)
    if work.published is not None:
        year, month = bibtex_year_and_month(work.published)
        yield "date", _braced(biblatex_date(work.published))
        yield "year", _braced(escaped(year))
        yield "month", month
    yield "number", _text(work.number)
    yield "pages", _text(work.pages)
    yield "doi", _text(work.doi)
    yield "isbn", _text(work.isbn)
    yield "url", _braced(work.url)
    if work.accessed is not None:
        yield "urldate", _braced(biblatex_date(work.accessed))
    yield "language", _text(work.language)
    yield "annote", _text(" ".join(entry.notes))


def _where(work: Work) -> Iterator[tuple[str, str]]:
    """Yield what the work stands in and who published it, under the names that its type has for them."""
    kind = _type(work)
    if kind == "misc":
        yield "type", _text(work.kind)
    inside = {"article": "journal", "techreport": "series", "misc": "howpublished"}.get(kind, "booktitle")
    yield inside, _name(work.container)
    if kind == "techreport":
        yield "type", "{Report}"
        yield "institution", _name(work.publisher)
    elif kind == "misc":
        yield "organization", _name(work.publisher)
    else:
        yield "publisher", _name(work.published_by_another)


def _author(name: Name) -> str:
    """Return a person's name with the family's first, or a body's in braces of its own."""
    return escaped(name.inverted) if name.given else _text(name.family)


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _text(text: str) -> str:
    return _braced(escaped(text))


def _name(text: str) -> str:
    """Return the name of a body or a work, in braces of its own."""
    return f"{{{{{escaped(text)}}}}}" if text else ""
