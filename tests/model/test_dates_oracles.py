"""Our parser against two others: every disagreement is listed with what decides it, and is still one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from tests.model.date_strategies import common_dates
from tests.model.edtf_corpus import CORPUS, SPECIFICATION
from tests.model.edtf_disagreements import DISAGREEMENTS
from tests.model.oracles import edtf_accepts, edtf_bounds, edtf_validate_accepts, our_bounds, ours

from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.records import TABLES
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.read import read_store


def listed(oracle: str, verdict: str) -> set[str]:
    return {text for each in DISAGREEMENTS if (each.oracle, each.verdict) == (oracle, verdict) for text in each.strings}


def test_every_disagreement_with_edtf_is_listed_and_still_is_one() -> None:
    refused = [text for text in CORPUS if ours(text) is None]
    accepted = [text for text in CORPUS if ours(text) is not None]
    assert {text for text in refused if edtf_accepts(text)} == listed("edtf", "accepts")
    assert {text for text in accepted if not edtf_accepts(text)} == listed("edtf", "refuses")


def test_every_disagreement_with_edtf_on_bounds_is_listed_and_still_is_one() -> None:
    dates = {text: date for text in CORPUS if (date := ours(text)) is not None and edtf_accepts(text)}
    assert len(dates) > 300
    differ = {text for text, date in dates.items() if edtf_bounds(text) != our_bounds(date)}
    assert differ == listed("edtf", "bounds")


def test_every_disagreement_with_edtf_validate_is_listed_and_still_is_one() -> None:
    refused = [text for text in CORPUS if ours(text) is None]
    accepted = [text for text in CORPUS if ours(text) is not None]
    assert {text for text in refused if edtf_validate_accepts(text)} == listed("edtf-validate", "accepts")
    assert {text for text in accepted if not edtf_validate_accepts(text)} == listed("edtf-validate", "refuses")


def test_the_list_of_disagreements_is_tidy() -> None:
    entries = [(each.oracle, each.verdict, text) for each in DISAGREEMENTS for text in each.strings]
    assert len(entries) == len(set(entries))
    assert {text for _, _, text in entries} <= set(CORPUS)
    assert len(CORPUS) == len(set(CORPUS))


@pytest.mark.parametrize("text", SPECIFICATION)
def test_an_example_of_the_specification_is_a_date(text: str) -> None:
    assert ours(text) is not None


def dates_in(value: object) -> Iterator[UncertainDate]:
    """Yield every date of a record or a part of one."""
    if isinstance(value, UncertainDate):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from dates_in(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from dates_in(each)


@lru_cache(maxsize=1)
def dates_of_the_record() -> dict[str, UncertainDate]:
    store = read_store(shipped_store()).store
    records = [record for table in TABLES for record in store.records(table)]
    return {date.text: date for part in (store.header, *records) for date in dates_in(part)}


def test_every_date_of_the_shipped_record_is_read_alike() -> None:
    dates = dates_of_the_record()
    assert len(dates) > 500
    assert {text for text in dates if not edtf_validate_accepts(text)} <= listed("edtf-validate", "refuses")
    assert {text: edtf_bounds(text) for text in dates} == {text: our_bounds(date) for text, date in dates.items()}


@settings(deadline=None, max_examples=150, derandomize=True)
@given(common_dates())
def test_made_up_dates_are_read_alike(text: str) -> None:
    date = ours(text)
    assert date is not None
    assert edtf_bounds(text) == our_bounds(date)
    assert edtf_validate_accepts(text)


def is_29_february_of_a_common_year(text: str) -> bool:
    """Both others take the day for one in any year (`CALENDAR` in the list)."""
    return "-02-29" in text and ours(text) is None


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.from_regex(r"-?[0-9]{4}(-[0-4][0-9](-[0-3][0-9])?)?", fullmatch=True))
def test_days_and_months_that_may_not_exist_are_refused_alike(text: str) -> None:
    assume(not is_29_february_of_a_common_year(text))
    accepted = ours(text) is not None
    assert edtf_accepts(text) is accepted
    assert edtf_validate_accepts(text) is accepted
