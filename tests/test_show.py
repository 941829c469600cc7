"""What `show` promises: nothing that it returns acts on a terminal, hides, or turns the writing round."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.hostile import ACTING, HIDING, MARKUP

from karabakh_tui.paths import shipped_store
from karabakh_tui.show import MARK_LIMIT, cut, shortened, show, without_hidden

IGNORABLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\U0001d159\U00016fe4"
"""Letters and marks that fonts draw as nothing (Unicode's Default_Ignorable_Code_Point and blank glyphs)."""

VISIBLE_FORMATS = ("ARABIC", "SYRIAC ABBREVIATION", "KAITHI")
"""Scripts whose signs Unicode counts among the format characters though they are drawn."""

JOINERS = "\u200c\u200d\ufe0e\ufe0f"

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
HEART = "❤\ufe0f\u200d🔥"
KEYCAP = "1\ufe0f\u20e3"
PERSIAN = "می\u200cخواهم"
HINDI = "क\u094d\u200dष"


def is_bad(letter: str) -> bool:
    """Tell, from Unicode's own tables, whether a letter acts or cannot be seen."""
    category = unicodedata.category(letter)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return True
    if category == "Cf":
        return not unicodedata.name(letter, "").startswith(VISIBLE_FORMATS) or letter == "\u061c"
    return letter in IGNORABLE or 0xFE00 <= ord(letter) <= 0xFE0F or 0xE0000 <= ord(letter) <= 0xE0FFF


LETTERS = [chr(code) for code in range(sys.maxunicode + 1)]
BAD = [letter for letter in LETTERS if is_bad(letter)]

TRICKY = st.sampled_from(
    [*BAD, *JOINERS, *"a1#©‼", "👩", "🏽", "❤", "م", "ي", "क", "\u094d", "\u0301", "\u064b", "\u20e3"]
)
TEXTS = st.one_of(
    st.text(), st.lists(TRICKY, max_size=40).map("".join), st.text(st.characters(codec=None), max_size=60)
)


@pytest.mark.parametrize("text", [*ACTING.values(), *HIDING.values()], ids=[*ACTING, *HIDING])
def test_a_hostile_string_is_made_harmless_and_visible(text: str) -> None:
    shown = show(f"before{text}after")
    assert not [letter for letter in shown if is_bad(letter)]
    assert shown.startswith("before")
    assert shown.endswith("after")
    assert len(shown) > len("beforeafter")


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_left_as_it_is_written(text: str) -> None:
    assert show(text) == text


def test_every_bad_letter_of_unicode_is_shown_as_something_else() -> None:
    for letter in BAD:
        shown = show(f"a{letter}b")
        assert shown[0] + shown[-1] == "ab"
        assert len(shown) > 2
        assert not any(is_bad(each) for each in shown), f"U+{ord(letter):04X}"


def test_every_other_letter_of_unicode_stays() -> None:
    others = [letter for letter in LETTERS if not is_bad(letter) and unicodedata.category(letter) not in ("Cn", "Co")]
    changed = [f"U+{ord(letter):04X}" for letter in others if show(f"a{letter}b") != f"a{letter}b"]
    assert changed == []


def test_control_characters_become_their_pictures() -> None:
    assert show("\x1b[2J\x07\x00\x7f\x9b") == "␛[2J␇␀␡<U+009B>"


def test_a_direction_override_is_named() -> None:
    assert show("\u202egnp.exe") == "<U+202E>gnp.exe"


def test_line_breaks_stay_only_where_they_are_wanted() -> None:
    assert show("a\nb\r\nc\rd\te") == "a␊b␍␊c␍d    e"
    assert show("a\nb\r\nc\rd\te", lines=True) == "a\nb\nc␍d    e"


@pytest.mark.parametrize(
    "text", [FAMILY, HEART, KEYCAP, PERSIAN, HINDI, "👍🏽", "🇦🇲 🇦🇿", "ሰላም", "Հայ", "שלום", "مرحبا"]
)
def test_emoji_and_joined_scripts_are_left_whole(text: str) -> None:
    assert show(text) == text
    assert without_hidden(text) == text


OUT_OF_PLACE = (
    "a\u200db", "1\u200d2", "1\ufe0f2", "^\ufe0f",
    "a\ufe0f\u200d❤", "👩\u200d", "\u200d👩", "م\u200d\u180b", "❤\ufe0f\ufe0f",
)  # fmt: skip


@pytest.mark.parametrize("text", OUT_OF_PLACE)
def test_a_joiner_that_joins_nothing_is_named(text: str) -> None:
    assert "<U+" in show(text)


@settings(deadline=None, max_examples=400)
@given(TEXTS, st.booleans())
@example("a\ufe0f\u200d❤", False)
@example("م\u200d\u180bم", False)
@example("\u064b\u200d" * 20, False)
@example("م" + "\u064b\u200d" * 20, True)
def test_showing_twice_is_showing_once(text: str, lines: bool) -> None:
    shown = show(text, lines=lines)
    assert show(shown, lines=lines) == shown
    assert show(show(text)) == show(text)


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_nothing_bad_is_left_but_joiners_at_their_work(text: str) -> None:
    for at, letter in enumerate(shown := show(text)):
        if is_bad(letter):
            assert letter in JOINERS
            assert at > 0
            assert unicodedata.category(shown[at - 1]) not in ("Lu", "Ll", "Zs", "Cc")


@settings(deadline=None, max_examples=400)
@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp", "Mn", "Me")).filter(lambda each: not is_bad(each))))
def test_clean_text_comes_back_as_it_was(text: str) -> None:
    assert show(text) is text


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_what_is_typed_holds_nothing_hidden(text: str) -> None:
    assert not [letter for letter in without_hidden(text) if is_bad(letter) and letter not in JOINERS]
    assert show(without_hidden(text)) == without_hidden(text)


def test_the_shipped_record_holds_nothing_that_needs_showing() -> None:
    text = shipped_store().read_text(encoding="utf-8")
    assert show(text, lines=True) == text


@pytest.mark.parametrize("mark", ["\u0301", "\u0e49", "\u064b", "\u05b0", "\u0489", "\u093c"])
def test_a_flood_of_combining_marks_is_cut_and_counted(mark: str) -> None:
    assert show("o" + mark * 100) == "o" + mark * MARK_LIMIT + f"<+{100 - MARK_LIMIT} marks>"
    assert show("o" + mark * MARK_LIMIT) == "o" + mark * MARK_LIMIT


def test_joiners_between_marks_do_not_hide_a_flood() -> None:
    shown = show("م" + "\u064b\u200d" * 50 + "م")
    assert max(len(run) for run in re.findall("[\u064b\u200d]+", shown)) <= MARK_LIMIT


def _characters_read(text: str) -> int:
    """Return how many steps `show` takes over a text, as calls into Python."""
    steps = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal steps
        steps += event == "call"

    sys.setprofile(count)
    try:
        show(text)
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize("piece", ["\x1b", "\u200d", "👩\u200d", "a\u0301", "\u0301", "—", "م\u200d", "x\n"])
def test_the_work_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    assert _characters_read(piece * 4000) <= 4 * _characters_read(piece * 1000) + 100


def test_prose_is_shortened_at_a_word_and_only_its_breaks_become_blanks() -> None:
    assert shortened(" one\r\n  two\nthree ") == "one two three"
    assert shortened("one two three", 9) == "one two …"
    assert show(shortened("A\u0085B\x1cC\u2028D")) == "A<U+0085>B␜C<U+2028>D"
    assert show(cut("A\nB", 10)) == "A␊B"
