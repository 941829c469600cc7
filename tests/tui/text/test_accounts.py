"""Accounts of one event in columns: what stands on one line, what is marked, and that no party is treated otherwise."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.small import event, party, source, store
from textual.content import Content

from karabakh_tui.model.records import Event
from karabakh_tui.model.store import FactStore
from karabakh_tui.tui.text.records import record_page
from karabakh_tui.tui.widgets.blocks import Layout
from karabakh_tui.tui.widgets.document import Block, Columns

WIDTH = 80


def disputed(*accounts: dict[str, Any], **fields: Any) -> Event:
    numbered = [{"cites": ({"source": f"s{place}"},), "says": f"Words {place}.", **account}
                for place, account in enumerate(accounts)]  # fmt: skip
    return event("e", accounts=numbered, status="disputed", **fields)


def among(happened: Event, names: tuple[str, ...] = ("Eastland", "Westland", "Northland")) -> FactStore:
    """Return a store of an event and of parties `a`, `b`, `c` that are called so."""
    parties = [party(each, name=name) for each, name in zip("abc", names, strict=True)]
    return store(*(source(f"s{number}") for number in range(3)), source(), *parties, happened)


def columns(happened: Event, small: FactStore) -> Columns:
    """Return the accounts of an event's page."""
    (found,) = (block for block in record_page(happened, small) if isinstance(block, Columns))
    return found


def lines(happened: Event, small: FactStore, width: int = WIDTH, *, stacked: bool = False) -> list[str]:
    """Return the accounts as lines of a page."""
    page = Layout([columns(happened, small)], width, stacked=stacked)
    return [page.line(number).content.plain for number in range(page.height)]


def line_with(text: str, found: list[str]) -> str:
    (line,) = (line for line in found if text in line)
    return line


LONG = "The bridge was shut by them on that night, and nobody was let over it, whoever it was. " * 2


def test_stance_when_and_figures_stand_on_one_line_however_long_the_words_are() -> None:
    happened = disputed(
        {"by": "a", "says": LONG, "stance": "asserts", "said": "1993", "date": "1992",
         "figures": [{"of": "killed", "value": 5}, {"of": "wounded", "value": 2}]},
        {"by": "b", "stance": "denies", "said": "1994", "date": "1992-05",
         "figures": [{"of": "Wounded", "value": 2}, {"of": "killed", "value": 3}]},
    )  # fmt: skip
    found = lines(happened, among(happened))
    for one, other in (
        ("stance  asserts", "stance  denies"),
        ("happened  1992", "happened  May 1992"),
        ("said  1993", "said  1994"),
        ("killed: 5", "killed: 3"),
        ("ounded: 2", "ounded: 2"),
    ):
        line = next(line for line in found if one in line)
        assert other in line.partition(one)[2], line
    assert len({len(line) for line in found}) == 1


def test_figures_that_differ_are_marked_in_every_account_and_the_mark_is_explained() -> None:
    figures = [[{"of": "killed", "value": number}, {"of": "wounded", "value": 2}] for number in (5, 3)]
    happened = disputed(*({"by": by, "figures": each} for by, each in zip("ab", figures, strict=True)))
    found = lines(happened, among(happened))
    assert line_with("killed", found).count("≠ killed") == 2
    assert "≠" not in line_with("wounded", found)
    page = [block.content.plain for block in record_page(happened, among(happened)) if isinstance(block, Block)]
    assert "≠ figures differ between the accounts, or from those above them" in page


def test_a_figure_that_differs_from_the_event_s_own_is_marked_in_both_places() -> None:
    figures = [{"of": "killed", "value": 5}, {"of": "wounded", "value": 2}]
    happened = disputed({"by": "a", "figures": figures}, {"by": "b"}, figures=[{"of": "killed", "low": 2}, figures[1]])
    assert "≠ killed: 5" in line_with("killed", lines(happened, among(happened)))
    assert "≠" not in line_with("wounded", lines(happened, among(happened)))
    page = [block.content.plain for block in record_page(happened, among(happened)) if isinstance(block, Block)]
    assert any("≠ killed: at least 2" in each for each in page)


def test_figures_of_other_people_are_not_taken_for_the_same() -> None:
    happened = disputed(
        {"by": "a", "figures": [{"of": "killed", "who": "civilians", "value": 5}]},
        {"by": "b", "figures": [{"of": "killed", "who": "soldiers", "value": 3}]},
    )
    found = lines(happened, among(happened))
    assert not any("≠" in line for line in found)
    assert "killed (civilians): —" in line_with("killed (civilians): 5", found)
    assert "killed (soldiers): —" in line_with("killed (soldiers): 3", found)


def test_the_same_numbers_in_another_order_do_not_differ_and_one_among_several_does() -> None:
    both = [{"of": "killed", "value": value} for value in (26, 32)]
    happened = disputed({"by": "a", "figures": both}, {"by": "b", "figures": [both[1]]}, figures=[both[1], both[0]])
    page = [each.content.plain for each in record_page(happened, among(happened)) if isinstance(each, Block)]
    assert [each for each in page if "≠" in each and "killed" in each] == ["≠ killed: 26"]
    found = lines(happened, among(happened))
    assert [line.count("≠") for line in found if "killed" in line] == [1, 0]
    assert "≠ killed: 26" in line_with("killed: 26", found)


def test_several_numbers_of_one_account_for_one_thing_keep_their_order() -> None:
    figures = [{"of": "killed", "value": value, "as_of": day} for value, day in ((1, "2020-10"), (2, "2021"))]
    happened = disputed({"by": "a", "figures": figures}, {"by": "b", "figures": figures[:1]})
    found = lines(happened, among(happened))
    assert "killed: 1, as of October 2020" in found[2]
    assert "killed: 2, as of 2021" in found[3]
    assert "killed: —" in found[3]


def test_what_an_account_does_not_give_is_open_where_another_gives_it_and_left_out_where_none_does() -> None:
    happened = disputed({"by": "a", "stance": "asserts", "figures": [{"of": "killed", "value": 5}]}, {"by": "b"})
    found = lines(happened, among(happened))
    assert "stance  —" in line_with("stance  asserts", found)
    assert "figures: —" in line_with("killed: 5", found)
    assert not any(word in line for word in ("happened", "said") for line in found)


def test_the_summary_stands_above_the_accounts() -> None:
    happened = disputed({"by": "a"}, {"by": "b"}, summary="The bridge was shut.")
    page = record_page(happened, among(happened))
    summary = next(at for at, each in enumerate(page) if isinstance(each, Block) and "was shut" in each.content.plain)
    assert summary < page.index(columns(happened, among(happened)))


def test_columns_are_as_many_as_keep_24_cells_and_of_equal_width() -> None:
    happened = disputed({"by": "a"}, {"by": "b"}, {"by": "c"})
    small = among(happened)
    for width, abreast in ((24 * 3, 3), (24 * 3 - 1, 2), (24 * 2, 2), (24 * 2 - 1, 1), (200, 3)):
        found = lines(happened, small, width)
        assert found[0].count("┌") == abreast
        assert sum(line.count("┌") for line in found) == 3
        boxes = found[0].replace("┐┌", "┐|┌").split("|")
        assert {len(box) for box in boxes} == {width // abreast}
    assert lines(happened, small, 200, stacked=True)[0].count("┌") == 1


def test_a_long_name_is_not_cut_and_then_all_names_stand_alike() -> None:
    happened = disputed({"by": "a"}, {"by": "b"})
    small = among(happened, ("The Commission for the Eastern Bank", "Westland", "Northland"))
    found = lines(happened, small, 60)
    assert found[0] == f"┌{'─' * 28}┐" * 2
    assert found[1] == "│ The Commission for the     ││ Westland says              │"
    assert found[2] == "│ Eastern Bank says          ││                            │"
    assert lines(happened, small, 100)[0].startswith("┌ The Commission for the Eastern Bank says ─")


# Exchanging two parties

accounts = st.fixed_dictionaries(
    {"says": st.sampled_from(["Yes.", "No.", LONG])},
    optional={
        "stance": st.sampled_from(["asserts", "confirms", "denies"]),
        "said": st.sampled_from(["1993", "1994-05~"]),
        "date": st.sampled_from(["1992", "1992-05-12"]),
        "figures": st.lists(
            st.fixed_dictionaries({"of": st.sampled_from(["killed", "wounded", "Killed"]), "value": st.integers(0, 3)}),
            max_size=3,
        ),
    },
)


def shown(happened: Event, small: FactStore) -> dict[str, tuple[Block, ...]]:
    """Return what stands under each title, with the numbers of cites, which follow the order, taken out."""
    found = columns(happened, small)
    return {title.plain: cell for title, cell in zip(found.titles, found.cells, strict=True)}


def without_numbers(cell: tuple[Block, ...]) -> list[tuple[str, list[str]]]:
    return [
        (block.content.plain.replace("[1]", "[]").replace("[2]", "[]").replace("[3]", "[]"),
         [target for _, _, target in block.links])
        for block in cell
    ]  # fmt: skip


@given(one=accounts, other=accounts)
@settings(deadline=None, max_examples=60)
def test_exchanging_two_parties_changes_nothing_but_the_order(one: dict[str, Any], other: dict[str, Any]) -> None:
    happened = disputed({**one, "by": "a"}, {**other, "by": "b"})
    exchanged = disputed({**one, "by": "b"}, {**other, "by": "a"})
    before, after = shown(happened, among(happened)), shown(exchanged, among(exchanged))
    assert list(before) == list(after) == ["Eastland says", "Westland says"]
    assert without_numbers(before["Eastland says"]) == without_numbers(after["Westland says"])
    assert without_numbers(before["Westland says"]) == without_numbers(after["Eastland says"])


@given(one=accounts, other=accounts)
@settings(deadline=None, max_examples=60)
def test_the_order_is_by_name_whatever_the_file_has_first(one: dict[str, Any], other: dict[str, Any]) -> None:
    happened = disputed({**one, "by": "a"}, {**other, "by": "b"})
    renamed = among(happened, ("Westland", "Eastland", "Northland"))
    before, after = shown(happened, among(happened)), shown(happened, renamed)
    assert list(after) == ["Eastland says", "Westland says"]
    assert without_numbers(before["Eastland says"]) == without_numbers(after["Westland says"])
    assert without_numbers(before["Westland says"]) == without_numbers(after["Eastland says"])


def test_boxes_stand_in_rows_as_even_as_can_be() -> None:
    def in_a_row(number: int, width: int) -> list[int]:
        boxes = Columns(
            titles=tuple(Content("T") for _ in range(number)),
            cells=tuple((Block(Content("words")),) for _ in range(number)),
            minimum=20,
        )
        page = Layout((boxes,), width)
        return [line.count("┌") for line in (page.line(at).content.plain for at in range(page.height)) if "┌" in line]

    assert in_a_row(4, 60) == [2, 2]
    assert in_a_row(4, 80) == [4]
    assert in_a_row(5, 60) == [3, 2]
    assert in_a_row(3, 45) == [2, 1]
