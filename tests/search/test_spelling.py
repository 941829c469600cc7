"""Spelling keys: regular spellings of one name meet, look-alikes do not, and a name is found without its alias."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from tests.search.finder import ranked_refs, shipped, without_aliases

from karabakh_tui.model.records import Party, Place
from karabakh_tui.search.fold import fold
from karabakh_tui.search.index import Index
from karabakh_tui.search.names import Names
from karabakh_tui.search.rows import RowNumbers
from karabakh_tui.search.spelling import outline, spelling_keys
from karabakh_tui.search.texts import Texts

MEETING = """
    Xocalı Khojaly Khodzhaly Chodschali Chodzjaly Xocali Khodjaly Ходжалы
    Qarabağ Karabakh Karabagh Karabah Карабах
    Qarabağ Garabagh Ղարաբաղ
    Əliyev Aliyev Aliev Alijew Алиев Ալիև
    Sahakyan Sahakian Սահակեան Саакян
    Petrosyan Petrossian Петросян Պետրոսյան
    Məmmədyarov Mammadyarov
    Məmmədyarov Mamedyarov Mammedyarov Мамедъяров
    Gəncə Ganja Gandzha
    Kəlbəcər Kelbajar Kelbadjar Кельбаджар
    Laçın Lachin Лачин Лячин Latchine Lacin Լաչին
    Şuşa Shusha Szusza Sjoesja Шуша Choucha
    Hadrut Гадрут Hadrout
    Heydar Гейдар
    Zangilan Zanguilan Zəngilan
    Azərbaycan Azerbaijan Azerbaidjan Азербайджан Азәрбајҹан
    Kocharyan Kotcharian Koçaryan Քոչարյան Кочарян
    Khankendi Hankendi Xankəndi Ханкенди
    Mamedov Mamedow Mamedoff
    Qazax Kazakh Gazakh
"""

APART = """
    Goris Gori
    Martuni Martakert
    Shusha Sisian
    Lachin Latin
    Baku Batumi
    Aliyev Eliyahu
    Ganja Gandia
    Agdam Aghdara
    Hadrut Hadruts
    Armenia Romania
    Terter Tatar
    Minsk Omsk
    Sargsyan Sarkozy
    Kirants Karintak
    Sumgait Sumqayitli
    Gyumri Kumari
    Barda Bardar
    Tavush Tovuz
"""


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


@pytest.mark.parametrize("spellings", rows(MEETING), ids=lambda words: words[0])
def test_regular_spellings_of_one_name_share_a_key(spellings: list[str]) -> None:
    first, *others = spellings
    for other in others:
        assert set(spelling_keys(first)) & set(spelling_keys(other)), other


@pytest.mark.parametrize("words", rows(APART), ids=lambda words: words[0])
def test_names_that_look_alike_share_none(words: list[str]) -> None:
    for one, other in combinations(words, 2):
        assert not set(spelling_keys(one)) & set(spelling_keys(other))


@pytest.mark.parametrize("word", ["", "Rio", "UN", "1992", "T-72", "x" * 1000])
def test_what_is_short_or_no_word_has_no_key(word: str) -> None:
    assert spelling_keys(word) == ()


def test_words_that_share_a_key_share_their_outline() -> None:
    words = shipped().names.by_word
    by_key = defaultdict(list)
    for word in words:
        for key in spelling_keys(word):
            by_key[key].append(word)
    for sharing in by_key.values():
        assert len({outline(word) for word in sharing}) == 1


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="aeghjkchsztdwyouəşçğХжшйаեանու", min_size=4, max_size=30))
def test_keys_are_few_whatever_the_word(word: str) -> None:
    assert len(spelling_keys(word)) <= 48


def test_names_of_different_things_hardly_ever_meet() -> None:
    names = Names(shipped().store, RowNumbers(shipped().store), Texts(shipped().store))
    meeting = {frozenset((word, other)) for word in names.by_word for other in names.spelled_like(word, word)}
    apart = [pair for pair in meeting if not set.intersection(*(names.by_word[word] for word in pair))]
    assert len(meeting) > 300

    assert len(apart) < len(meeting) / 20


def held_out() -> list[tuple[Index, str, str]]:
    """Return every alias that is a spelling of another name of its record, with an index that lacks it."""
    records = shipped().store
    by_number: dict[int, dict[str, int]] = defaultdict(dict)
    named: list[Party | Place] = [*records.parties, *records.places]
    for record in named:
        for number in range(len(record.aliases)):
            if is_spelling(record, number):
                by_number[number][record.ref] = number
    cases = []
    for numbers in by_number.values():
        index = Index.build(without_aliases(records, numbers))
        for ref, number in numbers.items():
            without = records.find(ref)
            assert isinstance(without, (Party, Place))
            cases.append((index, without.aliases[number].name, ref))
    return cases


def is_spelling(record: Party | Place, number: int) -> bool:
    """Tell whether an alias is much like another name once both are folded, and no word of it is another word."""
    alias = fold(record.aliases[number].name)
    others = [fold(record.name), *(fold(each.name) for each in record.aliases if each is not record.aliases[number])]
    return any(
        len(alias.split()) == len(other.split())
        and all(OSA.normalized_similarity(a, b) >= 0.6 for a, b in zip(alias.split(), other.split(), strict=True))
        for other in others
    )


def test_a_name_is_found_by_a_spelling_that_the_record_does_not_hold() -> None:
    cases = held_out()
    ranks = [ranked_refs(index, name, limit=400) for index, name, _ in cases]
    named = [[ref for ref in found if ref.startswith(("parties/", "places/"))] for found in ranks]
    first = sum(found[:1] == [ref] for found, (_, _, ref) in zip(named, cases, strict=True))
    among = sum(ref in found[:5] for found, (_, _, ref) in zip(named, cases, strict=True))
    assert len(cases) > 900
    assert first / len(cases) > 0.84
    assert among / len(cases) > 0.965
