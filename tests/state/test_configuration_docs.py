"""What the page on the configuration says is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from karabakh_tui.state.configuration import CHOICES, OPTIONS, Configuration, read_configuration
from karabakh_tui.state.history import LONGEST, MOST
from karabakh_tui.state.key_names import UnusableKeyError, parse_key
from karabakh_tui.state.keymap import ALWAYS, KEPT, resolve_keys
from karabakh_tui.tui.commands import COMMANDS

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"no section {title}"
    return found[1]


def rows(text: str) -> dict[str, str]:
    """Return the second cell of each row of a table by the first, without its head."""
    return dict(re.findall(r"^\| (.*?) \| (.*?) \|", text, re.MULTILINE)[1:])


def example(tmp_path: Path) -> Configuration:
    text = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert text
    path = tmp_path / "config.toml"
    path.write_text(text[1], encoding="utf-8")
    return read_configuration(path)


def test_the_example_is_used_without_a_problem(tmp_path: Path) -> None:
    configuration = example(tmp_path)
    assert configuration.problems == ()
    lists = {parse_key(key): "lists" for key in list_keys()}
    default = {command.id: command.keys for command in COMMANDS}
    keymap = resolve_keys(default, configuration.keys, reserved=lists)
    assert keymap.problems == ()
    assert keymap.keys["search"] == ("slash", "ctrl+f")
    assert keymap.keys["sources"] == ()
    assert all(len(keymap.keys[command]) == len(keys) for command, keys in configuration.keys.items())


def test_the_example_has_every_option(tmp_path: Path) -> None:
    assert set(re.findall(r"^\[?(\w+)\b", example(tmp_path).text.split("[keys]")[0] + "[keys]", re.MULTILINE)) == set(
        OPTIONS
    )


def test_every_option_is_listed_with_its_words_and_what_else_holds() -> None:
    listed = rows(section("Options"))
    assert [name.strip("`") for name in listed] == list(OPTIONS)
    for name, words in CHOICES.items():
        assert tuple(re.findall(r'`"([a-z0-9-]+)"`', listed[f"`{name}`"])) == words
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))
        assert row.endswith(f'| `"{words[0]}"` |')


def test_every_key_that_is_given_as_an_example_is_one() -> None:
    table = re.search(r"^\| you write .*?\n\n", PAGE, re.MULTILINE | re.DOTALL)
    assert table
    keys = [key for cell in rows(table[0]).values() for key in re.findall(r"`(.+?)`", cell)]
    assert len(keys) > 30
    assert len({parse_key(key) for key in keys}) > 30


def test_every_key_that_is_said_to_be_refused_is() -> None:
    paragraph = re.search(r"Some keys are refused.*?\n\n", PAGE, re.DOTALL)
    assert paragraph
    keys = re.findall(r"`(.+?)`", paragraph[0])
    assert len(keys) == 12
    for key in keys:
        with pytest.raises(UnusableKeyError):
            parse_key(key)


def list_keys() -> list[str]:
    line = re.search(r"^- lists and records move by (.*);?\.$", PAGE, re.MULTILINE)
    assert line
    return re.findall(r"`(.+?)`", line[1])


def test_the_keys_that_are_not_given_away_are_named() -> None:
    keys = section("Keys")
    assert "- `Esc` stays with `clear`" in keys
    assert dict(KEPT) == {"escape": "clear"}
    assert "- `Ctrl+Q` always quits, and `Ctrl+C` stays what it is" in keys
    assert set(ALWAYS) == {"ctrl+q", "ctrl+c"}


def test_the_numbers_are_the_programs() -> None:
    kept = section("What the program keeps")
    assert f"the last {MOST} different queries" in kept
    assert f"queries of more than {LONGEST} letters" in kept


def test_the_place_of_the_table_of_commands_is_marked() -> None:
    assert re.search(r"^<!-- commands -->\n(.*\n)?^<!-- /commands -->$", PAGE, re.MULTILINE | re.DOTALL)
