"""The shipped record: it loads without a finding, keeps its form, and holds all that the article it began with says.

The article is in `data/seed/statements.toml` as short excerpts, each with the records that must carry the statement.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.records import TABLES, Account, Alias, Cite, Event, Quote, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store
from karabakh_tui.tui.text.records import record_page
from karabakh_tui.tui.widgets.document import Columns

SEED = Path(__file__).parent / "data" / "seed" / "statements.toml"
ARTICLE = "armenian-observer-2017"
STATEMENTS = 53


@lru_cache(maxsize=1)
def facts() -> FactStore:
    return read_store(shipped_store()).store


# Its form


def test_it_loads_without_a_finding_by_the_reader_that_raises_and_the_one_that_collects() -> None:
    assert len(read_store(shipped_store()).store) > 1000
    problems = Problems()
    loaded = read_store(shipped_store(), problems)
    assert problems.found == []
    assert loaded.set_aside == ()


def test_it_is_utf_8_with_line_feeds_and_nothing_that_cannot_be_seen() -> None:
    data = shipped_store().read_bytes()
    text = data.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", text) == []
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_it_is_toml_1_0_that_the_standard_library_reads() -> None:
    data = tomllib.loads(shipped_store().read_text(encoding="utf-8"))
    assert {table: len(data[table]) for table in TABLES if table in data} == {
        table: len(facts().records(table)) for table in TABLES if facts().records(table)
    }


def test_its_headings_count_what_follows_them() -> None:
    headings = re.findall(
        r"^# -+ ([a-z]+)[^(\n]*\((\d+)\) -+$", shipped_store().read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {table: int(count) for table, count in headings} == {
        table: len(facts().records(table)) for table in TABLES if facts().records(table)
    }


# Its promises


@pytest.mark.parametrize("table", ["events", "quotes"])
def test_every_event_and_quote_cites_a_source_of_the_record(table: str) -> None:
    for record in facts().records(table):
        assert isinstance(record, (Event, Quote))
        assert record.cites, record.ref
        for cite in record.cites:
            assert facts().get("sources", cite.source) is not None, f"{record.ref} cites {cite.source}"


def test_every_account_cites_and_is_the_only_one_of_its_party() -> None:
    for event in facts().events:
        parties = [account.by for account in event.accounts]
        assert len(parties) == len(set(parties)), event.ref
        assert all(account.cites for account in event.accounts), event.ref


def test_a_disputed_event_has_accounts_by_two_parties_at_least() -> None:
    disputed = [event for event in facts().events if event.status == "disputed"]
    assert len(disputed) > 50
    assert [event.ref for event in disputed if len({account.by for account in event.accounts}) < 2] == []


def titles_of_accounts(event: Event) -> list[str]:
    """Return the titles of the boxes that an event's page shows its accounts in."""
    boxes = [block for block in record_page(event, facts()) if isinstance(block, Columns)]
    return [title.plain for columns in boxes for title in columns.titles]


def test_accounts_stand_on_the_page_in_the_order_of_their_parties_names() -> None:
    moved = 0
    for event in facts().events:
        parties = [facts().get("parties", account.by) for account in event.accounts]
        names = [party.label for party in parties if party is not None]
        assert titles_of_accounts(event) == [f"{name} says" for name in sorted(names)], event.ref
        moved += names != sorted(names)
    assert moved > 10


# The article


class Claim(NamedTuple):
    """What must be found in one field of one record, so that a statement of the article is in the store."""

    number: int
    ref: str
    field: str
    pattern: str

    def __str__(self) -> str:
        return f"{self.number}-{self.ref}-{self.field}"


class Quotation(NamedTuple):
    """Words that the article quotes, and the record of them."""

    record: str
    speaker: str
    words: str


SEED_DATA = tomllib.loads(SEED.read_text(encoding="utf-8"))
CLAIMS = [
    Claim(statement["number"], ref, field, pattern)
    for statement in SEED_DATA["statements"]
    for ref, fields in statement["records"].items()
    for field, patterns in fields.items()
    for pattern in ([patterns] if isinstance(patterns, str) else patterns)
]
QUOTATIONS = [Quotation(**each) for each in SEED_DATA["quotations"]]
CITED = {(each["record"], each.get("account")): each["words"] for each in SEED_DATA["cited"]}
"""The article's words, by the event and the party whose account they stand for; None: for the event."""


def lines(value: object) -> list[str]:
    """Return a field as lines of text: one for each item of a list."""
    if isinstance(value, tuple):
        return [line for item in value for line in lines(item)]
    if isinstance(value, UncertainDate):
        return [value.text]
    if isinstance(value, Alias):
        return [value.name]
    if isinstance(value, Account):
        return [f"{value.by}: {value.says}"]
    if isinstance(value, Cite):
        return [value.source]
    return [] if value is None else [str(value)]


def is_carried(claim: Claim, record: Record | None) -> bool:
    """Tell whether a record says what it must."""
    if record is None:
        return False
    return any(re.search(claim.pattern, line) for line in lines(getattr(record, claim.field)))


def test_the_statements_are_all_there_each_with_an_excerpt_and_records() -> None:
    statements = SEED_DATA["statements"]
    assert [statement["number"] for statement in statements] == list(range(1, STATEMENTS + 1))
    assert {claim.number for claim in CLAIMS} == set(range(1, STATEMENTS + 1))
    assert all(2 <= len(statement["excerpt"].split()) <= 14 for statement in statements)


@pytest.mark.parametrize("claim", CLAIMS, ids=str)
def test_a_statement_of_the_article_is_in_the_record(claim: Claim) -> None:
    assert is_carried(claim, facts().find(claim.ref)), f"{claim.ref} {claim.field} does not say: {claim.pattern}"


@pytest.mark.parametrize("claim", CLAIMS, ids=str)
def test_a_statement_is_missed_where_its_words_its_field_or_its_record_are_gone(claim: Claim) -> None:
    """The test above can fail: it is no proof of what is in the store otherwise."""
    record = facts().find(claim.ref)
    assert record is not None
    value = getattr(record, claim.field)
    left = (
        tuple(item for item in value if not any(re.search(claim.pattern, line) for line in lines(item)))
        if isinstance(value, tuple)
        else None
    )
    assert not is_carried(claim, record.model_copy(update={claim.field: left}))
    others = [each for table in TABLES for each in facts().records(table) if each.ref != claim.ref]
    without = FactStore(facts().header, {table: [each for each in others if each.table == table] for table in TABLES})
    assert not is_carried(claim, without.find(claim.ref))


def test_events_quotes_and_parties_that_carry_a_statement_cite_the_article() -> None:
    background = {"events/fighting-june-2017", "events/co-chairs-statement-2017-06-19"}
    for ref in sorted({claim.ref for claim in CLAIMS} - background):
        record = facts().find(ref)
        assert record is not None
        if record.table in ("events", "quotes", "parties"):
            assert ARTICLE in lines(getattr(record, "cites", ())), ref


def test_events_and_accounts_that_rest_on_the_article_have_its_words() -> None:
    found = {
        (event.ref, by): cite.words
        for event in facts().events
        for by, cites in [(None, event.cites), *((account.by, account.cites) for account in event.accounts)]
        for cite in cites
        if cite.source == ARTICLE
    }
    assert found == CITED


TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})


def is_word_for_word(words: str, text: str) -> bool:
    """Tell whether a text is a quotation's words, character by character.

    Two things do not count: whether quotation marks and apostrophes are typographic, and the comma by which the article
    goes on to say who spoke.
    """
    return words.removesuffix(",").translate(TYPOGRAPHIC) == text.translate(TYPOGRAPHIC)


@pytest.mark.parametrize("quotation", QUOTATIONS, ids=lambda each: each.record)
def test_a_quotation_of_the_article_is_in_the_record_word_for_word(quotation: Quotation) -> None:
    record = facts().find(quotation.record)
    assert isinstance(record, Quote)
    assert record.speaker == quotation.speaker
    assert is_word_for_word(quotation.words, record.text)


@pytest.mark.parametrize("quotation", QUOTATIONS, ids=lambda each: each.record)
def test_a_quotation_is_missed_where_one_character_of_it_is_another(quotation: Quotation) -> None:
    record = facts().find(quotation.record)
    assert isinstance(record, Quote)
    for place in range(len(record.text)):
        assert not is_word_for_word(quotation.words, f"{record.text[:place]}#{record.text[place + 1 :]}")
        assert not is_word_for_word(quotation.words, record.text[:place] + record.text[place + 1 :])


def test_both_quotations_of_the_article_are_looked_for() -> None:
    assert len({quotation.record for quotation in QUOTATIONS}) == 2
