"""A new id: the old one goes on resolving, and everything that pointed at the record points at it still."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from karabakh_tui.model.records import RECORD_TYPES, TABLES, Part
from karabakh_tui.model.references import references
from karabakh_tui.storage import layout
from karabakh_tui.storage.edit import Edited, Rename, Replace, apply, diff
from karabakh_tui.storage.rename import FREE_FIELDS, REFERENCES

DATA = Path(__file__).parent.parent / "data"

STORE = """\
[[sources]]
id = "x"
standpoint = "x" # a party
based_on = "x"

[[parties]]
id = "x"
former_ids = ["w"]
aliases = ["x", { name = "x", used_by = "x" }, { name = "X", used_by = ["y", "x"] }]
part_of = ["x", 'y']
cites = [{ source = "x", at = "x" }]

[[events]]
id = "e"
parties = [
  "y", # not x
  "x", # x
]
places = ["x"]
figures = [{ of = "x", cites = [{ source = "x" }] }]
cites = [{ source = "x" }]
tags = ["x"]
related = ["x", "e"]
part_of = "x"
note = "See parties/x, parties/xy, https://example.org/parties/x and parties/x."
extra = { see = ["parties/x"], x = "x" }

[[events.accounts]]
by = "x"
says = "x"
figures = [{ of = "x", cites = [{ source = "x" }] }]
cites = [{ source = "x" }]

[[quotes]]
id = "x"
speaker = "x"
on_behalf_of = "x"
event = "x"
text = "x"
replaced_by = "x"

[[searches]]
id = "s"
query = "id:parties/x party:x"
"""


def lines_changed(edited: Edited, text: str = STORE) -> list[str]:
    pairs = zip(text.splitlines(), edited.text.splitlines(), strict=True)
    return [new for old, new in pairs if old != new]


def test_a_party_is_renamed_wherever_it_is_meant_and_nowhere_else() -> None:
    assert lines_changed(apply(STORE, Rename("parties", "x", "n"))) == [
        'standpoint = "n" # a party',
        'id = "n"',
        'former_ids = ["w", "x"]',
        'aliases = ["x", { name = "x", used_by = "n" }, { name = "X", used_by = ["y", "n"] }]',
        "part_of = [\"n\", 'y']",
        '  "n", # x',
        'note = "See parties/n, parties/xy, https://example.org/parties/x and parties/n."',
        'extra = { see = ["parties/n"], x = "x" }',
        'by = "n"',
        'speaker = "n"',
        'on_behalf_of = "n"',
        'query = "id:parties/n party:x"',
    ]


def test_a_source_is_renamed_in_cites_at_any_depth() -> None:
    edited = apply(STORE, Rename("sources", "x", "n")).text
    assert edited.count('source = "n"') == STORE.count('source = "x"') == 5
    assert 'id = "n"\nformer_ids = ["x"]\n' in edited or 'former_ids = ["x"]\n\n[[parties]]' in edited
    assert 'based_on = "n"' in edited
    assert 'cites = [{ source = "n", at = "x" }]' in edited


def test_a_record_can_have_its_former_id_again() -> None:
    edited = apply(apply(STORE, Rename("parties", "x", "n")).text, Rename("parties", "n", "x")).text
    assert lines_changed(Edited(edited, (), ())) == ['former_ids = ["w", "n"]']


def test_a_renamed_record_leaves_every_other_byte() -> None:
    text = STORE.replace("\n", "\r\n")
    assert apply(text, Rename("events", "e", "n")).text == apply(STORE, Rename("events", "e", "n")).text.replace(
        "\n", "\r\n"
    )


@pytest.mark.parametrize("name", ["good.toml", "awkward.toml", "name-variants.toml"])
def test_every_reference_that_the_model_knows_is_renamed(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    for table in TABLES:
        for row in tables.get(table, [])[:3]:
            edited = tomllib.loads(apply(text, Rename(table, row["id"], "quite-new")).text)
            pointing = [0, 0, 0]
            for place, (version, target) in enumerate(
                ((tables, row["id"]), (edited, row["id"]), (edited, "quite-new"))
            ):
                for kind in TABLES:
                    for each in version.get(kind, []):
                        found = references(RECORD_TYPES[kind].model_validate(each))
                        pointing[place] += sum((one.table, one.id) == (table, target) for one in found)
            assert pointing == [pointing[0], 0, pointing[0]], f"{table}/{row['id']}"


def test_every_field_has_its_place_and_references_are_fields() -> None:
    for table, kind in RECORD_TYPES.items():
        assert sorted(layout.RECORD_FIELDS[table]) == sorted(kind.model_fields)
        assert set(REFERENCES[table]) <= set(kind.model_fields)
    assert {name for names in layout.RECORD_FIELDS.values() for name in names} >= set(FREE_FIELDS)
    for name, fields in layout.PART_FIELDS.items():
        [part] = {
            inner
            for kind in RECORD_TYPES.values()
            if name in kind.model_fields
            for inner in parts(kind.model_fields[name].annotation)
        }
        assert sorted(fields) == sorted(part.model_fields)


def parts(annotation: object) -> list[type[Part]]:
    """Return the models in a type."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [found for each in getattr(annotation, "__args__", ()) for found in parts(each)]


def test_the_id_alone_can_be_mended_without_a_former_one() -> None:
    edited = apply(STORE, Replace("events", "e", diff({"id": "e"}, {"id": "f"}))).text
    assert lines_changed(Edited(edited, (), ())) == ['id = "f"']
