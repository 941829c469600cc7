"""What may be one is compared within small blocks, so that twice the store takes twice the time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.check.checked import findings
from tests.check.faults import REST, event, party

from karabakh_tui.check import duplicates
from karabakh_tui.check.duplicates import LARGEST, fingerprint, same_page


def events(count: int) -> str:
    """Return events of one day, place and kind."""
    return "".join(
        event('places = ["bridge"]').replace('id = "x"', f'id = "x{number}"').replace("A cart", f"Cart no. {number}")
        for number in range(count)
    )


@pytest.mark.parametrize("count", [LARGEST, 4 * LARGEST, 8 * LARGEST])
def test_the_pairs_that_are_compared_grow_with_the_store(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    monkeypatch.setattr(duplicates, "_alike", lambda one, other: compared.append((one, other)))
    findings(tmp_path / "x.toml", events(count) + REST)
    assert 0 < len(compared) <= count * LARGEST / 2


def test_two_like_titles_are_found_among_many_of_a_day(tmp_path: Path) -> None:
    twice = "".join(
        event('places = ["bridge"]').replace('id = "x"', f'id = "{name}"').replace("A cart", title)
        for name, title in (("one", "The ferry and its cargo"), ("two", "The ferry with its cargo"))
    )
    found = findings(tmp_path / "x.toml", events(4 * LARGEST) + twice + REST)
    assert [(each.code, each.record) for each in found] == [("W801", "events/two")]


def test_a_rougher_date_is_found_among_many(tmp_path: Path) -> None:
    twice = "".join(
        event('places = ["bridge"]', date=date).replace('id = "x"', f'id = "{name}"').replace("A cart", title)
        for name, date, title in (
            ("one", "1901", "The ferry with carts"),
            ("two", "1901-05-12", "Carts, the ferry with"),
        )
    )
    found = findings(tmp_path / "x.toml", events(4 * LARGEST) + twice + REST)
    assert [(each.code, each.record) for each in found] == [("W801", "events/two")]


def test_a_third_like_event_is_found_too(tmp_path: Path) -> None:
    thrice = "".join(event('places = ["bridge"]').replace('id = "x"', f'id = "x{number}"') for number in range(3))
    found = findings(tmp_path / "x.toml", thrice + REST)
    assert [(each.code, each.record) for each in found] == [("W801", "events/x1"), ("W801", "events/x2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Foreign Affairs", "Foreign Affairs Ministry"),
        ("The Sûreté", "Surete"),
        ("Ağdam District Council", "Agdam district council"),
        ("Совет обороны", "Sovet oborony"),
    ],
)
def test_names_of_the_same_words_have_one_fingerprint(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


def test_a_name_of_small_words_alone_keeps_them() -> None:
    assert fingerprint("The And") == "and the"


@pytest.mark.parametrize(
    ("name", "other", "told"),
    [
        ("Aldwater Ferrymen", "Aldwatr Ferrymen", True),
        ("Aldwater Ferrymen", "Aldwater Ferrymen's", True),
        ("Aldwater Ferrymen", "Aldwater Ferrywomen", False),
        ("Ferrymen 1901", "Ferrymen 1902", False),
        ("Iran", "Iraq", False),
    ],
)
def test_a_party_whose_name_differs_in_a_letter_may_be_another(
    name: str, other: str, told: bool, tmp_path: Path
) -> None:
    second = party(name=other).replace('"x"', '"y"').replace("of-x", "of-y").replace("Words.", "Others.")
    found = findings(tmp_path / "x.toml", party(name=name) + second + REST)
    assert [each.code for each in found] == (["W802"] if told else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [("https://www.x.example/a/", "http://x.example/a"), ("https://X.example", "https://x.example/")],
)
def test_addresses_of_one_page_are_the_same(one: str, other: str) -> None:
    assert same_page(one) == same_page(other)


def test_what_makes_another_page_is_kept() -> None:
    assert len({same_page(f"https://x.example/{end}") for end in ("", "a", "A", "?a", "#a", "?a#a")}) == 6
