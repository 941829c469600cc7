"""The rows of the boxes that offer searches: facets of a result, and saved searches."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.model.records import Search
from karabakh_tui.search.facets import Group
from karabakh_tui.state.searches import SavedSearch

from .chooser import Choice

SAVE, FROM_STORE, OWN, REMOVE = "save", "store/", "own/", "remove/"
"""How the ids of the rows of the saved searches begin."""


def facet_rows(groups: Sequence[Group]) -> list[Choice]:
    """Return the rows of the facets: each writes its query text into the bar."""
    rows: list[Choice] = []
    for group in groups:
        left_out = f"… {group.left_out:,} more" if group.left_out else ""
        rows.append(Choice(None, group.title, left_out))
        rows += [
            Choice(each.query, each.label, f"{each.count:,}", also=f"{group.title} {each.query}")
            for each in group.facets
        ]
    return rows


def saved_rows(query: str, of_store: Sequence[Search], own: Sequence[SavedSearch]) -> list[Choice]:
    """Return the rows of the saved searches: what can be saved, chosen and removed."""
    rows = []
    if query and all(each.query != query for each in own):
        rows.append(Choice(SAVE, f"Save the present search: {query}"))
    if of_store:
        rows.append(Choice(None, "In this store"))
        rows += [Choice(FROM_STORE + each.id, each.title, each.query) for each in of_store]
    if own:
        rows.append(Choice(None, "Your own"))
        rows += [Choice(OWN + each.id, each.title, each.query if each.query != each.title else "") for each in own]
        rows.append(Choice(None, "Remove"))
        rows += [Choice(REMOVE + each.id, f"Remove: {each.title}") for each in own]
    return rows
