"""The shipped record's figures, stances and dates of accounts say what its own words say, and can be compared."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pytest
from tests.support.numbers import ABOUT, AT_LEAST, AT_MOST, is_hedged, mentions

from karabakh_tui.model.records import STANCES, Account, Event, Figure
from karabakh_tui.model.store import FactStore
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.read import read_store


@lru_cache(maxsize=1)
def facts() -> FactStore:
    return read_store(shipped_store()).store


# The numbers of a text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("613 civilians and 1,275 hostages, 82.2 percent", [613, 1275, 82.2]),
        ("One hundred and ten of about 140 deputies", [110, 140]),
        ("more than half a million; about a million", [500_000, 1_000_000]),
        ("almost ten thousand; a hundred and twenty thousand", [10_000, 120_000]),
        ("some two dozen; thirty-three; a tenth", [24, 33, 1, 10]),
        ("five to six thousand Armenians", [5, 6000, 5000]),
        ("two women and one man", [2, 1]),
        ("none is stated here", []),
    ],
)
def test_numbers_are_found_in_digits_and_in_words(text: str, numbers: list[float]) -> None:
    assert [each.number for each in mentions(text)] == numbers


def test_a_hedge_counts_only_near_its_number() -> None:
    text = (
        "At least 20 people were killed in the shelling of the town on the second day of the fighting, and 5 wounded."
    )
    assert is_hedged(text, 20, AT_LEAST)
    assert not is_hedged(text, 5, AT_LEAST)
    assert not is_hedged(text, 20, AT_MOST)


# The figures


class Given(NamedTuple):
    """A figure, where it stands, and the text that must state it."""

    where: str
    text: str
    figure: Figure

    def numbers(self) -> list[float]:
        return [each for each in (self.figure.value, self.figure.low, self.figure.high) if each is not None]


def words(holder: Event | Account) -> str:
    """Return what an event, or an account, says in its own words and in those of its sources."""
    own = [holder.says] if isinstance(holder, Account) else [holder.title, holder.summary or ""]
    return ". ".join([*own, *(cite.words for cite in holder.cites if cite.words)])


def figures() -> Iterator[Given]:
    for event in facts().events:
        for number, figure in enumerate(event.figures):
            yield Given(f"{event.id} figures[{number}]", words(event), figure)
        for account in event.accounts:
            for number, figure in enumerate(account.figures):
                yield Given(f"{event.id} {account.by} figures[{number}]", words(account), figure)


def unstated(given: Given) -> list[float]:
    """Return the numbers of a figure that its text does not state."""
    stated = {each.number for each in mentions(given.text)}
    return [each for each in given.numbers() if each not in stated]


def test_every_number_of_every_figure_stands_in_the_text_that_it_belongs_to() -> None:
    assert len(list(figures())) > 200
    assert [(each.where, unstated(each)) for each in figures() if unstated(each)] == []


def test_a_figure_with_another_number_would_be_noticed() -> None:
    for given in figures():
        for field in ("value", "low", "high"):
            number = getattr(given.figure, field)
            if number is not None:
                wrong = given.figure.model_copy(update={field: number * 7 + 0.5})
                assert unstated(given._replace(figure=wrong)) == [number * 7 + 0.5], given.where


def test_at_least_at_most_and_about_stand_in_the_text_too() -> None:
    for where, text, figure in figures():
        if figure.high is None and figure.low is not None:
            assert is_hedged(text, figure.low, AT_LEAST), where
        if figure.low is None and figure.high is not None:
            assert is_hedged(text, figure.high, AT_MOST), where
        if figure.about:
            number = figure.low if figure.value is None else figure.value
            assert number is not None
            assert is_hedged(text, number, ABOUT), where


def test_one_thing_is_counted_under_one_word() -> None:
    other_words = {
        "dead",
        "deaths",
        "died",
        "injured",
        "hurt",
        "expelled",
        "refugees",
        "hostages",
        "prisoners",
        "freed",
    }
    assert {given.figure.of for given in figures()} & other_words == set()
    assert {"killed", "wounded", "displaced", "captured", "missing"} <= {given.figure.of for given in figures()}


def test_no_figure_stands_twice_in_one_place() -> None:
    for event in facts().events:
        for there in (event.figures, *(account.figures for account in event.accounts)):
            assert len({str(figure) for figure in there}) == len(there), event.id


COUNTED = {
    "khojaly-1992": {"azerbaijan": {"killed", "taken hostage", "missing"}},
    "sumgait-1988": {"armenia": {"killed"}, "soviet-union": {"killed"}},
    "baku-pogrom-1990": {"armenia": {"killed"}},
    "maraga-1992": {
        "nagorno-karabakh-republic": {"killed"},
        "karabakh-armenian-forces": {"killed"},
        "amnesty-international": {"killed"},
        "caroline-cox": {"killed"},
    },
    "alkhanli-incident-2017": {"azerbaijan": {"killed", "wounded"}},
    "war-toll-1988-94": {"azerbaijan": {"killed", "displaced", "territory occupied"}},
    "war-losses-2020": {"azerbaijan": {"killed"}, "armenia": {"killed"}},
    "offensive-losses-2023": {
        "azerbaijan": {"killed", "wounded"},
        "nagorno-karabakh-republic": {"killed", "wounded"},
    },
    "exodus-2023": {"armenia": {"displaced"}},
}
"""What the accounts of the events that readers compare count. Their other accounts state no number of people."""


@pytest.mark.parametrize("event_id", COUNTED)
def test_accounts_of_the_events_that_readers_compare_carry_what_they_count(event_id: str) -> None:
    event = facts().get("events", event_id)
    assert isinstance(event, Event)
    counted = {account.by: {figure.of for figure in account.figures} for account in event.accounts if account.figures}
    assert counted == COUNTED[event_id]


@pytest.mark.parametrize("event_id", COUNTED)
def test_figures_of_accounts_stand_beside_another_ones_or_the_common_ground(event_id: str) -> None:
    """What only one account counts cannot be compared; the deaths or the displaced can, wherever they are counted."""
    event = facts().get("events", event_id)
    assert isinstance(event, Event)
    there = [event.figures, *(account.figures for account in event.accounts)]
    counted = [{figure.of for figure in figures} for figures in there if figures]
    assert len(counted) >= 2
    assert set.intersection(*counted) & {"killed", "displaced"}


@pytest.mark.parametrize(
    ("event_id", "of"),
    [
        ("black-january-1990", "killed"),
        ("displacement-2020", "displaced"),
        ("seven-districts-displacement", "displaced"),
    ],
)
def test_events_whose_accounts_state_no_number_carry_that_of_the_summary(event_id: str, of: str) -> None:
    event = facts().get("events", event_id)
    assert isinstance(event, Event)
    assert of in {figure.of for figure in event.figures}


# The stances


WITHOUT_STANCE = {
    ("sultanov-appointed-1919", "karabakh-armenian-council"),
    ("reunification-resolution-1989", "azerbaijan-ssr"),
    ("black-january-1990", "soviet-union"),
    ("black-january-1990", "azerbaijan-ssr"),
    ("maraga-1992", "human-rights-watch"),
    ("nk-election-1996", "azerbaijan"),
    ("lisbon-summit-1996", "armenia"),
    ("common-state-proposal-1998", "azerbaijan"),
    ("land-swap-talks-1999", "azerbaijan"),
    ("yerevan-parliament-1999", "azerbaijan"),
    ("margaryan-murder-2004", "armenia"),
    ("unga-debate-2004", "armenia"),
    ("nk-election-2005", "azerbaijan"),
    ("nk-election-2005", "armenia"),
    ("nk-constitution-referendum-2006", "nagorno-karabakh-republic"),
    ("nk-constitution-referendum-2006", "azerbaijan"),
    ("artsakh-constitution-referendum-2017", "azerbaijan"),
    ("artsakh-constitution-referendum-2017", "minsk-group-co-chairs"),
    ("dushanbe-agreement-2018", "azerbaijan"),
    ("shusha-2020", "armenia"),
    ("lachin-checkpoint-2023", "armenia"),
    ("un-mission-2023", "armenia"),
    ("un-mission-2023", "azerbaijan"),
    ("nkr-ceases-2024", "artsakh-parliament-in-exile"),
    ("nkr-ceases-2024", "armenia"),
    ("peace-text-agreed-2025", "azerbaijan"),
}
"""The accounts whose words state no stance: they judge the event, or speak of what comes of it."""


def accounts() -> Iterator[tuple[Event, Account]]:
    return ((event, account) for event in facts().events for account in event.accounts)


def test_every_account_but_the_named_ones_has_one_of_the_three_stances() -> None:
    written = [
        (event["id"], account["by"], account.get("stance"))
        for event in tomllib.loads(shipped_store().read_text(encoding="utf-8"))["events"]
        for account in event.get("accounts", ())
    ]
    assert {(event_id, by) for event_id, by, stance in written if stance is None} == WITHOUT_STANCE
    assert {stance for *_, stance in written if stance is not None} == set(STANCES)


def test_what_a_party_denies_is_disputed() -> None:
    assert {event.status for event, account in accounts() if account.stance == "denies"} == {"disputed"}


def test_a_stance_is_that_of_the_words_and_does_not_follow_from_the_status() -> None:
    established = {account.stance for event, account in accounts() if event.status == "established"}
    assert established == {"asserts", "confirms", None}


def test_a_claimed_event_has_the_account_of_the_one_party_that_claims_it() -> None:
    claimed = [event for event in facts().events if event.status == "claimed"]
    assert claimed
    for event in claimed:
        assert [account.stance for account in event.accounts] == ["asserts"], event.id


# The dates of accounts


def test_what_a_party_said_was_printed_when_it_said_so_or_later() -> None:
    dated = 0
    for event, account in accounts():
        sources = [facts().get("sources", cite.source) for cite in account.cites]
        published = [date.latest for source in sources if (date := getattr(source, "published", None)) is not None]
        if account.said is not None and published:
            assert account.said.earliest <= max(published), (event.id, account.by)
            dated += 1
    assert dated > 90


def test_an_accounts_own_date_is_not_the_events() -> None:
    own = [(event, account) for event, account in accounts() if account.date is not None]
    assert own
    assert [event.id for event, account in own if account.date == event.date] == []
