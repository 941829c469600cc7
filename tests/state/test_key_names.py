"""Names of keys, held against what the screen's library makes of what terminals send."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from karabakh_tui.state.key_names import (
    CURSOR_KEYS,
    FUNCTION_KEYS,
    NAMES,
    TYPING_KEYS,
    UnusableKeyError,
    key_label,
    parse_key,
)


def arrives(sequence: str) -> str:
    """Return the library's name of the key that a terminal sends as a sequence."""
    [event] = XTermParser().feed(sequence)
    assert isinstance(event, events.Key)
    return event.key


WRITTEN = {
    "Ctrl+O": "ctrl+o", "ctrl+o": "ctrl+o", "C-o": "ctrl+o", "^O": "ctrl+o", "<C-o>": "ctrl+o", "CTRL-O": "ctrl+o",
    "Control + o": "ctrl+o", "Ctrl+\\": "ctrl+backslash", "Ctrl+]": "ctrl+right_square_bracket",
    "/": "slash", "?": "question_mark", "[": "left_square_bracket", "]": "right_square_bracket", ":": "colon",
    "+": "plus", "-": "minus", ",": "comma", "'": "apostrophe", "*": "asterisk", "{": "left_curly_bracket", "@": "at",
    "<": "less_than_sign", ">": "greater_than_sign", "^": "circumflex_accent", "_": "underscore", "#": "number_sign",
    "slash": "slash", "question_mark": "question_mark", "Question Mark": "question_mark", "comma": "comma",
    "left_square_bracket": "left_square_bracket", "star": "asterisk", "hash": "number_sign", "minus": "minus",
    "Alt+Left": "alt+left", "alt+←": "alt+left", "Option+Left": "alt+left", "M-x": "alt+x", "Alt+X": "alt+x",
    "Alt+Shift+X": "alt+shift+x", "Shift+Alt+Ctrl+Left": "alt+ctrl+shift+left", "Alt+ж": "alt+ж",
    "F1": "f1", "f12": "f12", "Shift+F5": "shift+f5", "F3": "f3",
    "Enter": "enter", "Return": "enter", "<CR>": "enter", "space": "space", " ": "space", "Esc": "escape",
    "Escape": "escape", "Tab": "tab", "Shift+Tab": "shift+tab", "BackTab": "shift+tab", "S-Tab": "shift+tab",
    "Backspace": "backspace", "Del": "delete", "Insert": "insert", "PgUp": "pageup", "Page Down": "pagedown",
    "page-down": "pagedown", "Home": "home", "arrow-up": "up",
    "g": "g", "G": "G", "Shift+g": "G", "Shift+G": "G", "ş": "ş", "Ж": "Ж", "ա": "ա", "1": "1", "€": "euro_sign",
}  # fmt: skip


@pytest.mark.parametrize(("written", "key"), WRITTEN.items())
def test_a_key_is_understood_as_people_write_it(written: str, key: str) -> None:
    assert parse_key(written) == key


@pytest.mark.parametrize("sign", [sign for sign in string.printable if sign.isprintable()])
def test_every_letter_and_sign_of_ascii_is_called_as_it_arrives(sign: str) -> None:
    assert parse_key(sign) == arrives(sign)


@settings(deadline=None, max_examples=300)
@given(letter=st.characters(exclude_categories=["C", "Z", "M"], exclude_characters="←→↑↓⏎↵⌫"))
def test_a_letter_of_any_keyboard_is_called_as_it_arrives(letter: str) -> None:
    assert parse_key(letter) == arrives(letter)


@pytest.mark.parametrize("letter", string.ascii_lowercase)
def test_ctrl_with_a_letter_arrives_or_is_refused(letter: str) -> None:
    came = arrives(chr(ord(letter) - ord("a") + 1))
    if letter in "him":
        assert came in ("backspace", "tab", "enter")
        with pytest.raises(UnusableKeyError, match="terminals send the same for both"):
            parse_key(f"Ctrl+{letter}")
    else:
        assert parse_key(f"Ctrl+{letter}") == came


@pytest.mark.parametrize("letter", string.ascii_letters)
def test_alt_with_a_letter_arrives(letter: str) -> None:
    [event] = XTermParser().feed(f"\x1b[{ord(letter.lower())};{4 if letter.isupper() else 3}u")
    assert isinstance(event, events.Key)
    assert parse_key(f"Alt+{'Shift+' if letter.isupper() else ''}{letter}") == event.key


SEQUENCES = {
    "Alt+Left": "\x1b[1;3D", "Ctrl+Right": "\x1b[1;5C", "Ctrl+Alt+Left": "\x1b[1;7D", "Shift+Up": "\x1b[1;2A",
    "Ctrl+Shift+End": "\x1b[1;6F", "Ctrl+Del": "\x1b[3;5~", "Shift+PgUp": "\x1b[5;2~", "Alt+F1": "\x1b[1;3P",
    "Shift+F5": "\x1b[15;2~", "Ctrl+\\": "\x1c", "Ctrl+]": "\x1d", "Shift+Tab": "\x1b[Z", "F1": "\x1bOP",
    "F12": "\x1b[24~", "Home": "\x1b[H", "Enter": "\r", "Tab": "\t", "Backspace": "\x7f", "space": " ",
}  # fmt: skip


@pytest.mark.parametrize(("written", "sequence"), SEQUENCES.items())
def test_a_key_without_a_letter_is_called_as_it_arrives(written: str, sequence: str) -> None:
    assert parse_key(written) == arrives(sequence)


REFUSED = {
    "Ctrl+I": "is Tab: terminals send the same for both",
    "C-m": "is Enter: terminals send the same for both",
    "Ctrl+[": "is Esc: terminals send the same for both",
    "^H": "is Backspace: terminals send the same for both",
    "Ctrl+Shift+O": "arrives as Ctrl+O in most terminals; choose another key",
    "Ctrl+Alt+O": "arrives as Ctrl+O in most terminals; choose another key",
    "Ctrl+Shift+I": "is Tab: terminals send the same for both",
    "Ctrl+1": "has no code of its own in most terminals; Ctrl goes with A to Z, \\ and ]",
    "Ctrl+/": "has no code of its own in most terminals; Ctrl goes with A to Z, \\ and ]",
    "Ctrl+ж": "has no code of its own in most terminals; Ctrl goes with A to Z, \\ and ]",
    "Ctrl+Space": "arrives as Space or not at all in most terminals; choose another key",
    "Shift+Enter": "arrives as Enter or not at all in most terminals; choose another key",
    "Alt+Tab": "arrives as Tab or not at all in most terminals; choose another key",
    "Ctrl+Tab": "arrives as Tab or not at all in most terminals; choose another key",
    "Shift+F3": "has the code with which terminals report where the cursor is; choose another function key",
    "Alt+/": "arrives without Alt, or as another sign, in many terminals; choose Alt with a letter",
    "Alt+1": "arrives without Alt, or as another sign, in many terminals; choose Alt with a letter",
    "Shift+/": "is not a key of its own: write the sign that it makes, such as ?",
    "Shift+1": "is not a key of its own: write the sign that it makes, such as ?",
    "Cmd+K": "would be kept by the desktop: few terminals pass it on",
    "F13": "is not the name of a key; function keys are F1 to F12: those above, few terminals send",
    "Entr": 'is not the name of a key - did you mean "enter"?',
    "Cltr+O": 'is not the name of a key - did you mean "ctrl+o"?',
    "gg": "is not the name of a key",
    "g g": "is not the name of a key",
    "o,O": "is not the name of a key",
    "Ctrl+": "is not the name of a key",
    "": "is not the name of a key",
    "\x1b": "is not the name of a key",
    "\u0301": "is not the name of a key",
    "line feed": "is not the name of a key",
    "\ud800\ud800": "is not the name of a key",
}


@pytest.mark.parametrize(("written", "reason"), REFUSED.items())
def test_a_key_that_would_not_arrive_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(UnusableKeyError) as refused:
        parse_key(written)
    assert str(refused.value) == reason


KEYBOARD = st.sampled_from([*string.printable, *"éŞЖяա€§←↑", "\x00", "\u0301"])
COMBINED = st.builds(
    "{}{}".format,
    st.lists(st.sampled_from(["Ctrl+", "Alt+", "Shift+", "C-", "M-", "<", "^"]), max_size=3).map("".join),
    st.one_of(KEYBOARD, st.sampled_from(sorted(NAMES))),
)


@settings(deadline=None, max_examples=400)
@given(written=st.one_of(st.text(alphabet=KEYBOARD, max_size=8), COMBINED))
def test_whatever_is_written_is_a_key_or_refused_and_a_key_is_its_own_name(written: str) -> None:
    try:
        key = parse_key(written)
    except UnusableKeyError:
        return
    assert parse_key(key) == key


KEYS = [
    *string.ascii_letters, *string.digits, "ş", "Ж", *map(parse_key, string.punctuation), "euro_sign", *TYPING_KEYS,
    *FUNCTION_KEYS, *CURSOR_KEYS, *(f"alt+{key}" for key in CURSOR_KEYS), "shift+tab", "ctrl+o", "ctrl+backslash",
    "ctrl+right_square_bracket", "alt+x", "alt+shift+x", "shift+f5", "alt+ctrl+shift+left",
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_the_label_of_a_key_is_one_of_its_names(key: str) -> None:
    assert parse_key(key_label(key)) == key


def test_labels_are_what_readers_know() -> None:
    labels = {"slash": "/", "ctrl+o": "Ctrl+O", "alt+left": "Alt+←", "escape": "Esc", "pageup": "PgUp", "G": "G",
              "f1": "F1", "space": "Space", "alt+shift+x": "Alt+Shift+X", "left_curly_bracket": "{"}  # fmt: skip
    assert {key: key_label(key) for key in labels} == labels


def test_every_name_leads_to_a_key_of_the_library() -> None:
    keys = {*TYPING_KEYS, *FUNCTION_KEYS, *CURSOR_KEYS, *map(arrives, string.punctuation)}
    assert set(NAMES.values()) <= keys


def test_a_sign_whose_name_cannot_be_looked_up_is_still_a_key() -> None:
    assert unicodedata.name("‹") == "SINGLE LEFT-POINTING ANGLE QUOTATION MARK"
    assert parse_key("‹") == arrives("‹")
