"""Ids that are made: of what a record is called, and never one that is taken."""

from __future__ import annotations

from typing import Any

import pytest

from karabakh_tui.search.new_ids import LONGEST, free, made_id

TAKEN = {"taken", "taken-2"}


@pytest.mark.parametrize(
    ("table", "values", "made"),
    [
        ("events", {"title": "The bridge's end", "date": "1904-03"}, "the-bridges-end-1904"),
        ("events", {"title": "Fall of 1904", "date": "1904"}, "fall-of-1904"),
        ("events", {"title": "Émigrés' «return», 1901"}, "emigres-return-1901"),
        ("events", {"title": "taken"}, "taken-3"),
        ("sources", {"title": "A history"}, "a-history"),
        ("sources", {"title": "Мост закрыт"}, "most-zakryt"),
        ("parties", {"name": "Guild of Ferrymen"}, "guild-of-ferrymen"),
        ("parties", {"name": "Շուշի"}, "shushi"),
        ("quotes", {"speaker": "mayor", "date": "1901-05-13"}, "mayor-1901-05-13"),
        ("quotes", {"speaker": "east-council", "date": "1901-05~"}, "east-council-1901-05"),
        ("quotes", {"date": "1901-05-13"}, ""),
        ("places", {}, ""),
        ("events", {"title": "橋"}, ""),
        ("events", {"title": "word " * 40}, "-".join(["word"] * 12)),
        ("places", {"name": "a" * 90}, "a" * LONGEST),
    ],
)
def test_an_id_is_made_of_what_a_record_is_called(table: str, values: dict[str, Any], made: str) -> None:
    assert made_id(table, values, TAKEN.__contains__) == made


def test_a_free_id_has_a_number_where_it_must() -> None:
    assert free("new", TAKEN.__contains__) == "new"
    assert free("taken", TAKEN.__contains__) == "taken-3"
