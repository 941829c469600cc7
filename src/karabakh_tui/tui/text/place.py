"""A place as a row and as a page."""

from __future__ import annotations

from textual.content import Content

from karabakh_tui.model.records import Event, Place, Quote
from karabakh_tui.model.store import FactStore

from .evidence import Evidence, one_sided, one_sided_sign
from .page import Page
from .party import in_order, names
from .runs import MUTED, Run, content, joined, label_style, spread


def place_row(place: Place, store: FactStore, width: int) -> Content:
    """Return a place as one line: name and the place it is part of; at its end, that one side alone speaks."""
    around = store.get("places", place.part_of) if place.part_of else None
    left = content(Run(place.name, label_style(place)), Run(f"  {around.label}" if around else "", MUTED))
    return spread(left, content(one_sided_sign(store, place)), width)


def place_page(page: Page, place: Place) -> None:
    """Fill a page with everything a place holds and what points at it."""
    page.line(*joined([[Run(place.kind)], *one_sided(page.store, place)]), hanging=2)
    page.gap()
    around = surroundings(page.store, place)
    if around:
        page.field("Part of", *joined((page.link("places", each.id) for each in around), " › "))
    elif place.part_of:
        page.field("Part of", *page.link("places", place.part_of))
    if place.lat is not None and place.lon is not None:
        sure = f", within {place.radius_km:g} km" if place.radius_km is not None else ""
        page.field("Coordinates", Run(f"{coordinates(place.lat, place.lon)}{sure}"))
    page.optional("Wikidata", place.wikidata)
    names(page, place.aliases)
    links = page.store.backlinks(place)
    page.section("What happened here", in_order(links, "places", Event))
    page.section("What was said of it", in_order(links, "places", Quote))
    page.section("Places in it", [link.record for link in links if link.field == "part_of"])
    Evidence(page, place).add()
    page.tail(place)


def surroundings(store: FactStore, place: Place) -> list[Place]:
    """Return the larger places, the nearest first; a circle of places ends where it closes."""
    chain: list[Place] = []
    here = place
    while here.part_of is not None:
        around = store.get("places", here.part_of)
        if not isinstance(around, Place) or around is place or around in chain:
            break
        chain.append(around)
        here = around
    return chain


def coordinates(latitude: float, longitude: float) -> str:
    """Return a point in degrees, WGS 84, with its hemispheres (ISO 6709, the human form)."""
    north = "N" if latitude >= 0 else "S"
    east = "E" if longitude >= 0 else "W"
    return f"{abs(latitude):g}° {north}, {abs(longitude):g}° {east}"
