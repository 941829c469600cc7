"""Every command's keys can be changed; what cannot be had is told, and no command changes unasked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.state.configuration import read_configuration
from karabakh_tui.state.key_names import key_label
from karabakh_tui.state.keymap import Keymap, resolve_keys

DEFAULT = {
    "search": ("slash",),
    "open": ("enter", "l"),
    "back": ("left_square_bracket", "alt+left", "ctrl+o"),
    "clear": ("escape",),
    "palette": ("colon", "ctrl+p"),
    "help": ("question_mark", "f1"),
    "about": (),
    "quit": ("q",),
}
RESERVED = {"j": "lists (cursor down)", "ctrl+d": "lists (half a page down)", "l": "lists (open)"}


def resolved(**wanted: str | list[str]) -> Keymap:
    return resolve_keys(DEFAULT, wanted, reserved=RESERVED)


def changed(keymap: Keymap) -> dict[str, tuple[str, ...]]:
    """Return the commands whose keys are not the default."""
    return {command: keys for command, keys in keymap.keys.items() if keys != DEFAULT[command]}


def test_nothing_wanted_is_the_default() -> None:
    assert resolved() == Keymap(DEFAULT, ())


@pytest.mark.parametrize("command", [command for command in DEFAULT if command != "clear"])
def test_every_command_can_have_another_key(command: str) -> None:
    keymap = resolve_keys(DEFAULT, {command: "F9"})
    assert (changed(keymap), keymap.problems) == ({command: ("f9",)}, ())


def test_a_command_can_have_several_keys_each_once() -> None:
    keymap = resolved(search=["/", "Ctrl+F", "slash", "C-f"])
    assert (changed(keymap), keymap.problems) == ({"search": ("slash", "ctrl+f")}, ())


@pytest.mark.parametrize("nothing", ["", [], [""]])
def test_nothing_unbinds_a_command(nothing: str | list[str]) -> None:
    keymap = resolved(quit=nothing)
    assert (changed(keymap), keymap.problems) == ({"quit": ()}, ())


def test_two_commands_can_swap_their_keys() -> None:
    keymap = resolved(search="q", quit="/")
    assert (changed(keymap), keymap.problems) == ({"search": ("q",), "quit": ("slash",)}, ())


def test_a_key_that_was_given_up_is_free() -> None:
    keymap = resolved(quit="F10", search="q")
    assert (changed(keymap), keymap.problems) == ({"quit": ("f10",), "search": ("q",)}, ())


def test_a_key_of_a_command_that_does_not_change_cannot_be_taken() -> None:
    keymap = resolved(search="q")
    assert changed(keymap) == {}
    assert keymap.problems == (
        'keys.search: "q" already does "quit"; choose another key, or give "quit" another first',
    )


def test_of_two_commands_that_want_a_key_the_first_gets_it_and_the_second_keeps_its_own() -> None:
    keymap = resolved(help="x", search="x")
    assert changed(keymap) == {"help": ("x",)}
    assert keymap.problems == (
        'keys.search: "x" already does "help"; choose another key, or give "help" another first',
    )


def test_what_is_usable_of_a_list_is_used() -> None:
    keymap = resolved(search=["q", "Ctrl+I", "F9"])
    assert changed(keymap) == {"search": ("f9",)}
    assert keymap.problems == (
        'keys.search: "Ctrl+I" is Tab: terminals send the same for both',
        'keys.search: "q" already does "quit"; choose another key, or give "quit" another first',
    )


def test_a_command_that_falls_back_on_its_own_key_takes_it_from_the_one_that_wanted_it() -> None:
    keymap = resolved(help="/", search="q")
    assert changed(keymap) == {}
    assert keymap.problems == (
        'keys.search: "q" already does "quit"; choose another key, or give "quit" another first',
        'keys.help: "/" already does "search"; choose another key, or give "search" another first',
    )


def test_an_unknown_command_is_told_with_the_nearest_one() -> None:
    keymap = resolve_keys(DEFAULT, {"serach": "x", "Quit": "x", "zzz": "x"})
    assert changed(keymap) == {}
    assert keymap.problems == (
        'keys: there is no command "serach" - did you mean "search"?',
        'keys: there is no command "Quit" - did you mean "quit"?',
        'keys: there is no command "zzz"',
    )


def test_an_unknown_key_is_told_with_the_nearest_one() -> None:
    keymap = resolved(search="spcae")
    assert changed(keymap) == {}
    assert keymap.problems == ('keys.search: "spcae" is not the name of a key - did you mean "space"?',)


def test_a_key_of_the_lists_cannot_be_taken_but_a_command_keeps_those_it_shares_with_them() -> None:
    keymap = resolved(search="j", help="Ctrl+D", open=["l", "F9"])
    assert changed(keymap) == {"open": ("l", "f9")}
    assert keymap.problems == (
        'keys.search: "j" cannot be given to it: it belongs to lists (cursor down); choose another key',
        'keys.help: "Ctrl+D" cannot be given to it: it belongs to lists (half a page down); choose another key',
    )


def test_escape_stays_with_clear() -> None:
    keymap = resolved(clear="F9", quit="Esc")
    assert changed(keymap) == {"clear": ("escape", "f9")}
    assert keymap.problems == (
        'keys.clear: Esc stays with it, whatever other keys it has; add "Esc"',
        'keys.quit: "Esc" cannot be given to it: Esc stays with "clear"; choose another key',
    )


def test_clear_may_have_more_keys_but_not_none() -> None:
    assert resolved(clear=["F9", "Esc"]) == Keymap({**DEFAULT, "clear": ("f9", "escape")}, ())
    assert changed(resolved(clear=[])) == {}


def test_the_keys_that_always_leave_cannot_be_taken() -> None:
    keymap = resolved(search="Ctrl+Q", help="Ctrl+C")
    assert changed(keymap) == {}
    assert keymap.problems == (
        'keys.search: "Ctrl+Q" cannot be given to it: Ctrl+Q always quits; choose another key',
        'keys.help: "Ctrl+C" cannot be given to it: Ctrl+C stays what it is everywhere; choose another key',
    )


def test_a_key_that_two_commands_share_by_default_is_no_clash() -> None:
    keymap = resolve_keys({"leave": ("x",), "close": ("x",)}, {"close": ["x", "y"]})
    assert keymap == Keymap({"leave": ("x",), "close": ("x", "y")}, ())


def test_a_problem_begins_with_its_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("place") / "config.toml"
    path.write_text('[keys]\nquit = "F10"\nsearch = "Ctrl+M"\nhepl = "x"\n', encoding="utf-8")
    configuration = read_configuration(path)
    keymap = resolve_keys(DEFAULT, configuration.keys, place=configuration.key_place)
    assert changed(keymap) == {"quit": ("f10",)}
    assert keymap.problems == (
        f'{path}:3: keys.search: "Ctrl+M" is Enter: terminals send the same for both',
        f'{path}:4: keys: there is no command "hepl" - did you mean "help"?',
    )


def test_sentences_are_harmless_on_a_terminal() -> None:
    keymap = resolve_keys(DEFAULT, {"\x1b[2J": "x", "search": ["\x9b", "\u202eq"]})
    assert len(keymap.problems) == 3
    assert all(problem.isprintable() for problem in keymap.problems)


KEYS_WANTED = st.sampled_from(
    ["/", "q", "x", "y", "F9", "?", "Esc", "j", "l", "Enter", "Ctrl+I", "Ctrl+Q", "nonsense", ""],
)
WANTED = st.dictionaries(
    st.sampled_from([*DEFAULT, "serach"]),
    st.one_of(KEYS_WANTED, st.lists(KEYS_WANTED, max_size=3)),
    max_size=8,
)


@settings(deadline=None, max_examples=400)
@given(wanted=WANTED)
def test_no_key_does_two_things_and_nothing_changes_unasked(wanted: dict[str, str | list[str]]) -> None:
    keymap = resolve_keys(DEFAULT, wanted, reserved=RESERVED)
    keys = [key for each in keymap.keys.values() for key in each]
    assert len(keys) == len(set(keys))
    assert "escape" in keymap.keys["clear"]
    assert set(changed(keymap)) <= set(wanted)
    assert list(keymap.keys) == list(DEFAULT)
    assert not set(keys) & (set(RESERVED) - {"l"} | {"ctrl+q"})
    if not keymap.problems:
        for command, written in wanted.items():
            names = [written] if isinstance(written, str) else written
            assert len(keymap.keys[command]) == len({name for name in names if name})


@settings(deadline=None, max_examples=100)
@given(wanted=WANTED)
def test_what_came_out_can_be_written_and_comes_out_again(wanted: dict[str, str | list[str]]) -> None:
    keymap = resolve_keys(DEFAULT, wanted, reserved=RESERVED)
    again = {command: [key_label(key) for key in keys] for command, keys in keymap.keys.items()}
    assert resolve_keys(DEFAULT, again, reserved=RESERVED) == Keymap(keymap.keys, ())
