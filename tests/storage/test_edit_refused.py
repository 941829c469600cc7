"""What is not certain is refused with the line to edit by hand, and nothing is changed."""

from __future__ import annotations

import pytest

from karabakh_tui.errors import KarabakhError
from karabakh_tui.storage.cannot_edit import CannotEdit
from karabakh_tui.storage.edit import ABSENT, Add, Change, Delete, Edit, Rename, Replace, apply
from karabakh_tui.storage.verify import Touched, verify

E = '[[events]]\nid = "e"\n'


def note(old: object, new: object, field: str = "note") -> Replace:
    return Replace("events", "e", (Change(field, old, new),))


REFUSED: dict[str, tuple[str, Edit, int | None, str]] = {
    "comments in a value": (f"{E}tags = [ # all\n  1,\n]\n", note([1], "x", "tags"), 3, "its comments would be lost"),
    "comments in an empty list": (
        f"{E}tags = [\n  # none\n]\n",
        note([], [1], "tags"),
        3,
        "its comments would be lost",
    ),
    "the last dotted key": (f"{E}extra.a = 1\n", note({"a": 1}, {}, "extra"), 3, "dotted keys"),
    "no header": (
        f"{E}[events.extra.a]\nb = 1\n",
        note({"a": {"b": 1}}, {"a": {"b": 1}, "c": 1}, "extra"),
        3,
        "no header",
    ),
    "a table nothing is left of": (
        f"{E}[events.extra.a]\n",
        note({"a": {}}, {}, "extra"),
        None,
        "not say what was meant",
    ),
    "several ways": (
        f"{E}extra.a = 1\n[events.extra.b]\nc = 1\n",
        note({"a": 1, "b": {"c": 1}}, {"a": 2, "b": {"c": 1}}, "extra"),
        4,
        "several ways",
    ),
    "a field that has changed": (f'{E}note = "x"\n', note("y", "z"), 1, "no longer what it was"),
    "another type": (f"{E}note = 1\n", note(1.0, 2), 1, "no longer what it was"),
    "no such record": (E, Delete("events", "x"), None, "there is no events/x"),
    "no such table": (E, Delete("store", "x"), None, "there is no table store"),
    "two of an id": (E + E, Delete("events", "e"), 3, "2 records have the id"),
    "another place": (E, Delete("events", "e", number=1), None, "no longer where it was"),
    "an id that is taken": (E, Add("events", {"id": "e"}), 1, "is taken"),
    "an id that was taken": (f'{E}former_ids = ["f"]\n', Add("events", {"id": "f"}), 1, "a former id of e"),
    "an id that a nameless record had": (
        '[[events]]\nformer_ids = ["f"]\n',
        Add("events", {"id": "f"}),
        1,
        "a former id",
    ),
    "a new id that is taken": (E + '[[events]]\nid = "f"\n', note("e", "f", "id"), 3, "is taken"),
    "a rename to a taken id": (E + '[[events]]\nid = "f"\n', Rename("events", "e", "f"), 3, "is taken"),
    "a rename to no id": (E, Rename("events", "e", "E!"), None, "is not an id"),
    "no list of records": ('[events]\nid = "e"\n', Delete("events", "e"), 1, "not a list of records"),
    "not TOML": (f"{E}x\n", Delete("events", "e"), 3, "not TOML"),
    "a stray carriage return": (f"{E}x = 1\ry = 2\n", Delete("events", "e"), 3, "carriage return"),
    "newer than TOML 1.0": (f"{E}x = {{\n a = 1 }}\n", note(ABSENT, "x"), 3, "newer than TOML 1.0"),
    "no TOML value": (E, note(ABSENT, None), None, "TOML has no form"),
    "a lone surrogate": (f'{E}note = "x"\n', note("x", "\ud800"), 3, "TOML has no form"),
    "a list that is none in TOML": (E, note(ABSENT, ("a",), "tags"), None, "not say what was meant"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_certain_is_refused_with_its_line(name: str) -> None:
    text, edit, line, words = REFUSED[name]
    with pytest.raises(CannotEdit) as caught:
        apply(text, edit, "f.toml")
    assert words in str(caught.value)
    if line is not None:
        assert caught.value.line == line
        assert str(caught.value).startswith(f"f.toml:{line}: ")
    assert isinstance(caught.value, KarabakhError)
    assert caught.value.exit_code == 4


def test_two_edits_of_one_record_at_once_are_refused() -> None:
    with pytest.raises(CannotEdit, match="two edits change one record"):
        apply(E, [note(ABSENT, "x"), Delete("events", "e")])


OLD = "# top\n[[a]]\nx = 1 # one\n\n[[a]]\nx = 2\n"
TOUCHED = (Touched(16, 17, 16, 17),)


def proved(
    new: str, expected: dict[str, object], touched: tuple[Touched, ...] = TOUCHED, lost: tuple[str, ...] = ()
) -> None:
    verify(OLD, new, touched, expected, lost)


def test_an_edit_that_is_right_is_proved() -> None:
    proved(OLD.replace("x = 1", "x = 9"), {"a": [{"x": 9}, {"x": 2}]})


@pytest.mark.parametrize(
    ("new", "value", "words"),
    [
        (OLD.replace("x = 1", "x = 9") + " ", 9, "beside the record"),
        (OLD.replace("x = 1", "x = 9").replace("top", "pot"), 9, "beside the record"),
        (OLD.replace("x = 1", "x = 9"), 9.0, "not say what was meant"),
        (OLD.replace("x = 1", "x = 1"), True, "not say what was meant"),
        (OLD.replace("x = 1", "x = _"), 9, "would break the file"),
    ],
)
def test_an_edit_that_is_wrong_is_not_proved(new: str, value: object, words: str) -> None:
    with pytest.raises(CannotEdit, match=words):
        proved(new, {"a": [{"x": value}, {"x": 2}]})


def test_a_comment_lost_unseen_or_moved_is_found() -> None:
    whole = (Touched(0, len(OLD), 0, len(OLD) - 6),)
    gone = OLD.replace(" # one", "")
    expected: dict[str, object] = {"a": [{"x": 1}, {"x": 2}]}
    proved(gone, expected, whole, ("# one",))
    with pytest.raises(CannotEdit, match="a comment would be lost"):
        proved(gone, expected, whole)
    with pytest.raises(CannotEdit, match="a comment would be lost"):
        proved(OLD, expected, (Touched(0, len(OLD), 0, len(OLD)),), ("# one",))
    moved = "# one\n[[a]]\nx = 1 # top\n\n[[a]]\nx = 2\n"
    with pytest.raises(CannotEdit, match="a comment would be lost or moved"):
        proved(moved, expected, (Touched(0, len(OLD), 0, len(moved)),))
