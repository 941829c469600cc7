"""Folding: what differs in case, accents and script alone is equal, and can be found again in the text as written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.search.fold import BARRIER, apart, first_apart, fold, fold_together, token_spans, tokens

AWKWARD = st.text(max_size=12) | st.text(alphabet="եանԵոու ւevйЙи'’s_s ə́É½™Ӑїқәғ-ʼ́გΐς¨", max_size=14)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Xankəndi", "xankendi"),
        ("XANKƏNDİ", "xankendi"),
        ("Şuşa", "susa"),
        ("Qarabağ", "qarabag"),
        ("Bakı", "baki"),
        ("Šuši", "susi"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ханкенди", "khankendi"),
        ("Щербаков", "shcherbakov"),
        ("Нагорный", "nagornyy"),
        ("Николай", "nikolay"),
        ("Горбачёв", "gorbachev"),
        ("Зеленський Її", "zelenskiy yiyi"),
        ("Азәрбајҹан", "azerbaycan"),
        ("Хоҹалы", "xocali"),
        ("Ստեփանակերտ", "stepanakert"),
        ("Երևան", "yerevan"),
        ("Երեւան", "yerevan"),
        ("ՇՈՒՇԻ", "shushi"),
        ("Ոսկեպար", "voskepar"),
        ("Բակօ Սահակեան", "bako sahakyan"),
        ("Իւրիկ", "yurik"),
        ("Ղարաբաղ", "gharabagh"),
        ("თბილისი", "tbilisi"),
        ("Αθήνα", "athina"),
        ("قره‌باغ", "قرهباغ"),
        ("كاراباخ", "کاراباخ"),
        ("O'Brien’s", "obrien"),
        ("Step'anakert", "stepanakert"),
        ("Ter-Petrosyan", "ter petrosyan"),
        ("½ of №1", "1 2 of no1"),
        ("  ", ""),
    ],
)
def test_text_is_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


@settings(deadline=None, max_examples=400)
@given(AWKWARD)
def test_folded_text_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None, max_examples=400)
@given(AWKWARD)
def test_case_makes_no_difference(text: str) -> None:
    lowered = text.lower()
    if lowered.upper().lower() == lowered:
        assert fold(lowered.upper()) == fold(lowered)


@settings(deadline=None, max_examples=600)
@given(AWKWARD)
def test_every_token_is_found_again_in_the_text(text: str) -> None:
    spans = list(token_spans(text))
    assert [token for token, _, _ in spans] == tokens(text)
    assert all(0 <= start < end <= len(text) for _, start, end in spans)
    assert all(before[1] <= after[1] and before[2] <= after[2] for before, after in pairwise(spans))


@settings(deadline=None, max_examples=300)
@given(st.lists(st.lists(AWKWARD.filter(lambda text: "\x1f" not in text), max_size=4), max_size=5))
def test_texts_folded_together_keep_their_words_and_a_barrier_between_them(groups: list[list[str]]) -> None:
    wanted = [f" {BARRIER} ".join(fold(text) for text in group if text) for group in groups]
    assert [text.split() for text in fold_together(groups)] == [text.split() for text in wanted]


@given(st.lists(AWKWARD.filter(lambda text: text and "\x1f" not in text), min_size=1, max_size=4))
def test_texts_folded_together_can_be_told_apart(texts: list[str]) -> None:
    (folded,) = fold_together([texts])
    assert apart(folded) == [fold(text) for text in texts]
    assert [" ".join(first_apart(folded)[0].split()), *apart(first_apart(folded)[1])][: len(texts)] == apart(folded)


@pytest.mark.parametrize(
    ("text", "token", "written"),
    [
        ("in Xankəndi, 1992", "xankendi", "Xankəndi"),
        ("город Ханкенди.", "khankendi", "Ханкенди"),
        ("«Ստեփանակերտ» քաղաք", "stepanakert", "Ստեփանակերտ"),
        ("the café́ is", "cafe", "café́"),
        ("Aliyev's flag", "aliyev", "Aliyev"),
        ("near Step'anakert", "stepanakert", "Step'anakert"),
    ],
)
def test_a_span_holds_the_word_as_it_is_written(text: str, token: str, written: str) -> None:
    assert [text[start:end] for each, start, end in token_spans(text) if each == token] == [written]
