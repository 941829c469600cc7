"""Which formats a record can be had in, and what is told where it cannot."""

from __future__ import annotations

import pytest
from tests.export.stores import found, of_all_tables
from tests.support.hostile import hostile_store

from karabakh_tui.export.cited import numbered_cites
from karabakh_tui.export.errors import ExportError
from karabakh_tui.export.export import export, export_several, formats_for
from karabakh_tui.export.menu import DEFAULT, FORMATS
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.evidence import cites_of
from karabakh_tui.show import show

KEYS = {
    "chicago": "y", "quotation": "q", "markdown": "m", "bibtex": "b", "ris": "r", "csl-json": "c", "address": "u",
    "id": "l",
}  # fmt: skip


def names(store: FactStore, ref: str, cite: int | None = None) -> list[str]:
    return [each.name for each in formats_for(store, found(store, ref), cite)]


def test_every_format_has_a_letter_of_its_own_and_those_promised_have_theirs() -> None:
    letters = [each.key for each in FORMATS.values()]
    assert len(set(letters)) == len(letters)
    assert {name: FORMATS[name].key for name in KEYS} == KEYS
    assert DEFAULT in FORMATS
    assert all(name == each.name and each.label for name, each in FORMATS.items())


@pytest.mark.parametrize(
    ("ref", "without"),
    [
        ("sources/un-853", {"quotation"}),
        ("sources/history", {"quotation", "address"}),
        ("sources/mill-v-council", {"quotation", "address"}),
        ("events/bridge-shut", set()),
        ("events/mill-closes", {"quotation"}),
        ("quotes/no-cart", set()),
        ("places/bridge", {"quotation", "address"}),
    ],
)
def test_a_record_can_be_had_in_every_format_but_those_it_has_nothing_for(
    ref: str, without: set[str], small: FactStore
) -> None:
    assert names(small, ref) == [name for name in FORMATS if name not in without]


def test_what_cites_nothing_is_in_no_bibliography(small: FactStore) -> None:
    assert names(small, "parties/mayor") == ["markdown", "plain", "id"]
    assert names(small, "searches/carts") == ["id"]


def test_the_cite_in_focus_decides_what_can_be_had(small: FactStore) -> None:
    assert "quotation" in names(small, "events/bridge-shut", 0)
    assert "quotation" not in names(small, "events/bridge-shut", 1)
    assert "address" not in names(small, "events/bridge-shut", 2)


def test_a_format_is_made_exactly_where_it_is_offered(small: FactStore) -> None:
    for record in of_all_tables(small):
        for cite in (None, *range(len(numbered_cites(small, record)))):
            offered = {each.name for each in formats_for(small, record, cite)}
            for name in FORMATS:
                if name in offered:
                    assert export(small, record, name, cite).strip()
                else:
                    with pytest.raises(ExportError, match=record.ref):
                        export(small, record, name, cite)


def test_cites_are_numbered_as_on_the_page(small: FactStore) -> None:
    sources = [cite.source for cite in numbered_cites(small, found(small, "events/bridge-shut"))]
    assert sources == ["gazette", "un-853", "history", "declaration", "unsigned"]


def test_no_cite_of_a_shipped_record_has_no_number(shipped: FactStore) -> None:
    for record in of_all_tables(shipped):
        if record.table != "sources":
            assert set(numbered_cites(shipped, record)) == set(cites_of(record))


def test_an_address_is_that_of_the_cite_in_focus_else_of_the_first_that_has_one(small: FactStore) -> None:
    event = found(small, "events/bridge-shut")
    assert export(small, event, "address") == "https://gazette.example/bridge"
    assert export(small, event, "address", 1) == "https://un.example/853"
    assert export(small, found(small, "sources/declaration"), "address") == "https://council.example/statement"


def test_a_bibliography_of_a_cite_in_focus_has_its_source_alone(small: FactStore) -> None:
    event = found(small, "events/bridge-shut")
    assert export(small, event, "chicago", 3).startswith("East Bank Council, “Statement on the bridge,”")
    assert "\n" not in export(small, event, "chicago", 3)
    assert export(small, event, "ris", 3).count("TY  - ") == 1


@pytest.mark.parametrize("name", ["markdown", "plain"])
def test_the_whole_fact_is_told_whatever_cite_is_in_focus(name: str, small: FactStore) -> None:
    event = found(small, "events/bridge-shut")
    assert export(small, event, name, 3) == export(small, event, name)


@pytest.mark.parametrize("cite", [-1, 5])
def test_a_cite_that_is_not_there_is_told(cite: int, small: FactStore) -> None:
    with pytest.raises(ExportError, match=rf"events/bridge-shut has 5 cites; there is no number {cite + 1}"):
        export(small, found(small, "events/bridge-shut"), "chicago", cite)
    with pytest.raises(ExportError, match="parties/mayor has no cites"):
        formats_for(small, found(small, "parties/mayor"), 0)


def test_several_records_make_one_bibliography_with_each_source_once(small: FactStore) -> None:
    records = [found(small, "events/bridge-shut"), found(small, "quotes/no-cart"), found(small, "sources/gazette")]
    for name, key in (("bibtex", "@article{gazette,"), ("ris", "ID  - gazette\n"), ("csl-json", '"id": "gazette"')):
        text = export_several(small, records, name)
        assert text.count(key) == 1
        assert text.count("Cited for: ") == 6  # of two facts, one of them for five sources


def test_several_records_in_words_stand_one_after_another(small: FactStore) -> None:
    records = [found(small, "events/mill-closes"), found(small, "quotes/no-cart")]
    for name, between in (("id", "\n"), ("plain", "\n\n"), ("markdown", "\n\n")):
        assert export_several(small, records, name) == between.join(export(small, each, name) for each in records)


def test_nothing_taken_along_acts_on_a_terminal_or_hides(tmp_path_factory: pytest.TempPathFactory) -> None:
    from karabakh_tui.storage.problems import Problems
    from karabakh_tui.storage.read import read_store

    path = tmp_path_factory.mktemp("hostile") / "hostile.toml"
    path.write_text(hostile_store()[0], encoding="utf-8")
    store = read_store(path, Problems()).store
    for record in of_all_tables(store):
        for each in formats_for(store, record):
            text = export(store, record, each.name)
            assert show(text, lines=True) == text, (record.ref, each.name)
