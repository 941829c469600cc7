"""Where a work stands and where in it something is: containers, volumes, pages, addresses, and what kind it is."""

from __future__ import annotations

import pytest
from tests.export.stores import found, read_bibtex, read_csl, read_ris
from tests.model import small as made

from karabakh_tui.export.export import export
from karabakh_tui.export.text import ranged

RANGES = {
    "pp. 12-34": "pp. 12–34",
    "p.12-34": "p.12–34",
    "para. 1-2, 5-6": "para. 1–2, 5–6",
    "xii-xv": "xii–xv",
    "points I-II": "points I–II",
    "A1-A4": "A1–A4",
    "points 1-4 and note": "points 1–4 and note",
    "12–34": "12–34",
}

NO_RANGES = ["1994-05-12", "1994-05", "1994-12", "cities AZ-AGM", "S/1994-5", "1-2-3", "978-0-00-000000-2", "co-chair"]


def cited(name: str, **fields: str) -> str:
    """Return a citation of a work with these fields."""
    store = made.store(made.source(title="Chapter one", authors=["Jane Doe"], published="1999", **fields))
    return export(store, found(store, "sources/paper"), name)


@pytest.mark.parametrize("text", RANGES)
def test_a_range_has_an_en_dash(text: str) -> None:
    assert ranged(text) == RANGES[text]


@pytest.mark.parametrize("text", NO_RANGES)
def test_a_hyphen_of_a_date_a_code_or_a_word_stays(text: str) -> None:
    assert ranged(text) == text


@pytest.mark.parametrize(
    ("fields", "apa", "chicago"),
    [
        (
            {"kind": "book", "container": "The big book", "number": "vol. 2", "pages": "12-34"},
            "Doe, J. (1999). Chapter one. In The big book (Vol. 2, pp. 12–34).",
            "Doe, Jane. “Chapter one.” In The big book, vol. 2, 12–34. 1999.",
        ),
        (
            {"kind": "book", "container": "The big book", "number": "2", "pages": "p. 12"},
            "Doe, J. (1999). Chapter one. In The big book (Vol. 2, p. 12).",
            "Doe, Jane. “Chapter one.” In The big book, vol. 2, p. 12. 1999.",
        ),
        (
            {"kind": "encyclopedia", "publisher": "Riverpedia", "pages": "xii"},
            "Doe, J. (1999). Chapter one. In Riverpedia (p. xii).",
            "Doe, Jane. “Chapter one.” Riverpedia, xii, 1999.",
        ),
        (
            {"kind": "encyclopedia", "publisher": "Riverpedia"},
            "Doe, J. (1999). Chapter one. In Riverpedia.",
            "Doe, Jane. “Chapter one.” Riverpedia, 1999.",
        ),
        (
            {"kind": "book", "number": "vol. 2"},
            "Doe, J. (1999). Chapter one (Vol. 2).",
            "Doe, Jane. Chapter one. Vol. 2. 1999.",
        ),
        (
            {"kind": "news", "publisher": "Gazette", "pages": "A1-A4"},
            "Doe, J. (1999). Chapter one. Gazette, A1–A4.",
            "Doe, Jane. “Chapter one.” Gazette, A1–A4, 1999.",
        ),
    ],
)
def test_a_work_is_found_in_what_it_stands_in(fields: dict[str, str], apa: str, chicago: str) -> None:
    assert (cited("apa", **fields), cited("chicago", **fields)) == (apa, chicago)


@pytest.mark.parametrize(
    ("title", "in_text"), [("Title", "(“Title,” n.d., p. 1)"), ("Who shut it?", "(“Who shut it?” n.d., p. 1)")]
)
def test_a_comma_after_a_title_stands_inside_its_quotation_marks(title: str, in_text: str) -> None:
    event = made.event("fire", cites=[{"source": "paper", "at": "p. 1"}])
    store = made.store(made.source(title=title), event)
    assert export(store, event, "apa").splitlines()[1] == in_text


@pytest.mark.parametrize("address", ["https://x.example/a;b?c=1;d=2", "https://x.example/a&b,c"])
def test_an_address_stays_as_it_is(address: str) -> None:
    assert f"UR  - {address}\n" in cited("ris", url=address)
    assert read_bibtex(cited("bibtex", url=address))["paper"]["url"] == address
    assert read_csl(cited("csl-json", url=address))["paper"]["URL"] == address


KINDS = {
    "judgment": ("misc", "CASE", "legal_case"),
    "law": ("misc", "STAT", "legislation"),
    "treaty": ("misc", "STAT", "treaty"),
    "resolution": ("misc", "GOVDOC", "document"),
    "statement": ("misc", "GEN", "document"),
    "news": ("article", "NEWS", "article-newspaper"),
    "report": ("techreport", "RPRT", "report"),
    "book": ("book", "BOOK", "book"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_work_has_the_nearest_type_of_each_format(kind: str) -> None:
    bibtex, ris, csl = KINDS[kind]
    assert f"@{bibtex}{{paper," in cited("bibtex", kind=kind)
    assert read_ris(cited("ris", kind=kind))["paper"]["type_of_reference"] == ris
    assert read_csl(cited("csl-json", kind=kind))["paper"]["type"] == csl


def test_a_judgment_names_its_court_and_other_documents_of_law_say_what_they_are() -> None:
    court = {"kind": "judgment", "publisher": "Court of the River"}
    assert read_csl(cited("csl-json", **court))["paper"]["authority"] == "Court of the River"
    assert "  type = {judgment},\n  organization = {{Court of the River}},\n" in cited("bibtex", **court)
    assert read_csl(cited("csl-json", kind="resolution"))["paper"]["genre"] == "Resolution"
    assert read_ris(cited("ris", kind="treaty"))["paper"]["type_of_work"] == "treaty"
