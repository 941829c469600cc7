"""Authors: which are persons, and how each style and format names them."""

from __future__ import annotations

import pytest
from bibtexparser.middlewares.names import parse_single_name_into_parts
from tests.export.stores import found, read_bibtex, read_csl, read_ris
from tests.model import small as made

from karabakh_tui.export.export import export
from karabakh_tui.export.names import Name, author

PERSONS = {
    "Thomas de Waal": ("de Waal", "Thomas", "de Waal, T."),
    "Jane Doe": ("Doe", "Jane", "Doe, J."),
    "Müller, Hans": ("Müller", "Hans", "Müller, H."),
    "de Waal, Thomas": ("de Waal", "Thomas", "de Waal, T."),
    "C. Quill": ("Quill", "C.", "Quill, C."),
    "J.R.R. Tolkien": ("Tolkien", "J.R.R.", "Tolkien, J. R. R."),
    "Jean-Paul Sartre": ("Sartre", "Jean-Paul", "Sartre, J.-P."),
    "J.-P. Sartre": ("Sartre", "J.-P.", "Sartre, J.-P."),
    "Ursula von der Leyen": ("von der Leyen", "Ursula", "von der Leyen, U."),
    "Robert La Follette": ("La Follette", "Robert", "La Follette, R."),
    "Van Morrison": ("Morrison", "Van", "Morrison, V."),
    "Bashar al-Assad": ("al-Assad", "Bashar", "al-Assad, B."),
    "García Márquez, Gabriel": ("García Márquez", "Gabriel", "García Márquez, G."),
    "Beethoven, Ludwig van": ("Beethoven", "Ludwig van", "Beethoven, L. van"),
    "Press, Eyal": ("Press", "Eyal", "Press, E."),
    "Владимир Казимиров": ("Казимиров", "Владимир", "Казимиров, В."),
    "Զորի Բալայան": ("Բալայան", "Զորի", "Բալայան, Զ."),
    "毛, 泽东": ("毛", "泽东", "毛, 泽."),
}

BODIES = [
    "Human Rights Watch", "Human Rights Watch, Moscow", "Ministry of Defence", "BBC News", "European Union", "UN OCHA",
    "PA-X Peace Agreements Database, University of Edinburgh", "START, University of Maryland", "Interfax",
    "Andrew Andersen and George Egge", "dr5hn and contributors", "Xalq qəzeti", "The Insider", "President Jane Doe",
    "Martin Luther King Jr.", "Doe, Jane, Jr.", "von Braun", "Doe,", ", Jane", ",", "{", "{}", "1905.az", "毛泽东",
]  # fmt: skip
"""What is left as it is written; one of two persons is too, where it does not read like a name alone."""


@pytest.mark.parametrize("text", PERSONS)
def test_a_name_that_reads_like_a_persons_is_one(text: str) -> None:
    name = author(text)
    assert (name.family, name.given, name.initialled) == PERSONS[text]
    assert author(name.inverted) == name


@pytest.mark.parametrize("text", BODIES)
def test_what_does_not_read_like_a_persons_name_stays_as_it_is(text: str) -> None:
    name = author(text)
    assert name == Name(text)
    assert {name.natural, name.inverted, name.initialled} == {text}


def test_a_body_that_reads_like_a_person_stands_in_braces() -> None:
    assert author("Deutsche Welle") == Name("Welle", "Deutsche")
    assert author("{Deutsche Welle}") == Name("Deutsche Welle")


def cited(name: str, *authors: str, kind: str = "book", **fields: str) -> str:
    """Return a citation of a work by these authors."""
    store = made.store(made.source(title="Work", kind=kind, authors=authors, published="1999", **fields))
    return export(store, found(store, "sources/paper"), name)


MANY = [f"Anna {letter}el" for letter in "ABCDEFGHIJKLMNOPQRSTU"]
"""Persons, as many as a style may have to shorten."""

IN_CHICAGO = {
    1: "Ael, Anna. Work. 1999.",
    2: "Ael, Anna, and Anna Bel. Work. 1999.",
    3: "Ael, Anna, Anna Bel, and Anna Cel. Work. 1999.",
    11: "Ael, Anna, Anna Bel, Anna Cel, Anna Del, Anna Eel, Anna Fel, Anna Gel, et al. Work. 1999.",
}

IN_APA = {
    1: "Ael, A. (1999). Work.",
    2: "Ael, A., & Bel, A. (1999). Work.",
    3: "Ael, A., Bel, A., & Cel, A. (1999). Work.",
    21: f"{', '.join(f'{letter}el, A.' for letter in 'ABCDEFGHIJKLMNOPQRS')}, . . . Uel, A. (1999). Work.",
}


@pytest.mark.parametrize("count", IN_CHICAGO)
def test_a_bibliography_in_chicago_turns_the_first_name_round(count: int) -> None:
    assert cited("chicago", *MANY[:count]) == IN_CHICAGO[count]


@pytest.mark.parametrize("count", IN_APA)
def test_a_reference_in_apa_has_initials_after_every_family_name(count: int) -> None:
    assert cited("apa", *MANY[:count]) == IN_APA[count]


def test_bodies_are_listed_without_the_comma_of_names_turned_round() -> None:
    assert cited("chicago", "Human Rights Watch", "Jane Doe") == "Human Rights Watch and Jane Doe. Work. 1999."
    assert cited("apa", "Human Rights Watch", "Memorial") == "Human Rights Watch & Memorial. (1999). Work."


@pytest.mark.parametrize(
    ("authors", "note", "in_text"),
    [
        (["Müller, Hans"], "Hans Müller, Work", "(Müller, 1999, pp. 3–4)"),
        (["Jane Doe", "de Waal, Thomas"], "Jane Doe and Thomas de Waal, Work", "(Doe & de Waal, 1999, pp. 3–4)"),
        (["A. B", "C. D", "E. F", "G. H"], "A. B et al., Work", "(B et al., 1999, pp. 3–4)"),
        ([], "Work", "(“Work,” 1999, pp. 3–4)"),
    ],
)
def test_notes_name_persons_as_they_are_called_and_the_text_their_families(
    authors: list[str], note: str, in_text: str
) -> None:
    store = made.store(
        made.source(title="Work", kind="book", authors=authors, published="1999"),
        made.event("fire", cites=[{"source": "paper", "at": "pp. 3-4"}]),
    )
    event = found(store, "events/fire")
    assert export(store, event, "chicago") == f"{note} (1999), pp. 3–4."
    assert export(store, event, "apa").splitlines()[1] == in_text


def test_other_programs_read_persons_and_bodies_as_such() -> None:
    authors = ["Müller, Hans", "Thomas de Waal", "Watchers, Readers and Sons"]
    bibtex = cited("bibtex", *authors)
    assert "author = {Müller, Hans and de Waal, Thomas and {Watchers, Readers and Sons}}" in bibtex
    assert read_bibtex(bibtex)["paper"]["author"] == "Müller, Hans and de Waal, Thomas and Watchers, Readers and Sons"
    assert read_ris(cited("ris", *authors))["paper"]["authors"] == [
        "Müller, Hans", "de Waal, Thomas", "Watchers – Readers and Sons",
    ]  # fmt: skip
    assert read_csl(cited("csl-json", *authors))["paper"]["author"] == [
        {"family": "Müller", "given": "Hans"},
        {"family": "de Waal", "given": "Thomas"},
        {"literal": "Watchers, Readers and Sons"},
    ]


@pytest.mark.parametrize("text", PERSONS)
def test_bibtex_parts_a_name_where_we_do(text: str) -> None:
    parts = parse_single_name_into_parts(author(text).inverted)
    assert " ".join([*parts.von, *parts.last]) == author(text).family
    assert " ".join(parts.first) == author(text).given


def test_a_publisher_that_stands_for_the_author_is_a_body_however_it_reads() -> None:
    assert '"literal": "Crisis Watcher"' in cited("csl-json", kind="report", publisher="Crisis Watcher")
    assert cited("apa", kind="report", publisher="Crisis Watcher") == "Crisis Watcher. (1999). Work."
