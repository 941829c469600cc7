"""The names that people type for what the record holds: the table's header says where each must stand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.search.finder import ranked_refs, shipped

CASES = tomllib.loads((Path(__file__).parent.parent / "data" / "name-variants.toml").read_text(encoding="utf-8"))[
    "cases"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_a_name_as_someone_might_type_it_finds_its_record(case: dict[str, list[str]]) -> None:
    found = ranked_refs(shipped(), str(case["query"]))
    if len(case["expect"]) == 1:
        named = [ref for ref in found if ref.startswith(("parties/", "places/"))]
        assert named[:1] == case["expect"]
    else:
        assert set(case["expect"]) <= set(found[:5])


OWN = """
    Hankendi=places/stepanakert  Chankendi=places/stepanakert  სტეფანაკერტი=places/stepanakert
    Stepanakerd=places/stepanakert  Xankändi=places/stepanakert  Schuscha=places/shusha  Chouchi=places/shusha
    Susha=places/shusha  Kälbäjär=places/kelbajar  Kelbecer=places/kelbajar  Latschin=places/lachin
    Lachyn=places/lachin  Hocali=places/khojaly  Chodjaly=places/khojaly  Khojaali=places/khojaly
    Agdham=places/aghdam  Karabach=places/nagorno-karabakh  Garabag=places/nagorno-karabakh
    Zangelan=places/zangilan-district  Jebrail=places/jabrayil-district  Djebrail=places/jabrayil-district
    Guterresh=parties/antonio-guterres  Pachinian=parties/nikol-pashinyan  Paschinjan=parties/nikol-pashinyan
    Pashinjan=parties/nikol-pashinyan  Sargsian=parties/serzh-sargsyan  Kotcharian=parties/robert-kocharyan
    Kocaryan=parties/robert-kocharyan  TerPetrosyan=parties/levon-ter-petrosyan  Alijew=parties/ilham-aliyev
    Elijev=parties/ilham-aliyev  Mamedyarov=parties/elmar-mammadyarov  Gorbatschow=parties/mikhail-gorbachev
    Gorbatchev=parties/mikhail-gorbachev  Elchibej=parties/abulfaz-elchibey  Arutyunyan=parties/arayik-harutyunyan
    Saakyan=parties/bako-sahakyan  Gukasyan=parties/arkadi-ghukasyan
"""
"""Spellings that the record does not hold, in the manner of several languages and of haste."""


@pytest.mark.parametrize("case", OWN.split())
def test_a_spelling_that_nobody_wrote_down_finds_its_record_among_the_first(case: str) -> None:
    query, _, ref = case.partition("=")
    named = [found for found in ranked_refs(shipped(), query) if found.startswith(("parties/", "places/"))]
    assert ref in named[:3]
