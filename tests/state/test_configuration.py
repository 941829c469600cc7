"""The configuration: what is usable is used, the rest is told with its place, and nothing ends the program."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.state.configuration import (
    CHOICES,
    LARGEST,
    MOST_LINES,
    Configuration,
    configuration_path,
    read_configuration,
)


def written(path: Path, text: str) -> Configuration:
    file = path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return read_configuration(file)


def said(configuration: Configuration) -> list[str]:
    """Return the problems, each without the directory of the file."""
    return [problem.removeprefix(f"{configuration.path.parent}/") for problem in configuration.problems]


def test_what_is_written_is_what_holds(tmp_path: Path) -> None:
    text = """
theme = "ansi-light"
date_style = "iso"
clipboard = "osc52"
mouse = false

[keys]
search = "/"
help = ["?", "F1"]
about = []
"""
    found = written(tmp_path, text)
    assert (found.theme, found.date_style, found.clipboard, found.mouse) == ("ansi-light", "iso", "osc52", False)
    assert found.keys == {"search": ("/",), "help": ("?", "F1"), "about": ()}
    assert found.problems == ()


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, words in CHOICES.items() for word in words])
def test_every_word_of_an_option_is_taken(tmp_path: Path, name: str, word: str) -> None:
    found = written(tmp_path, f'{name} = "{word}"')
    assert (getattr(found, name), found.problems) == (word, ())


def test_a_missing_file_is_the_defaults_and_no_problem_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "no" / "config.toml"
    assert read_configuration(path) == Configuration(path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_directory_should_be_is_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "karabakh-tui").write_text("in the way", encoding="utf-8")
    path = tmp_path / "karabakh-tui" / "config.toml"
    assert read_configuration(path) == Configuration(path)


def test_the_file_is_looked_for_in_the_configuration_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert configuration_path() == tmp_path / "karabakh-tui" / "config.toml"
    configuration_path().parent.mkdir()
    configuration_path().write_text('theme = "light"', encoding="utf-8")
    assert read_configuration().theme == "light"


def test_a_configuration_cannot_be_changed(tmp_path: Path) -> None:
    found = written(tmp_path, '[keys]\nsearch = "/"')
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.theme = "light"  # type: ignore[misc]
    with pytest.raises(TypeError):
        found.keys["search"] = ()  # type: ignore[index]


def test_an_unknown_option_is_told_with_its_line_and_the_nearest_one(tmp_path: Path) -> None:
    found = written(tmp_path, '# mine\n\nmouse = false\nthme = "light"\ncolour = 3\n')
    assert said(found) == [
        'config.toml:4: "thme" is not an option - did you mean "theme"?',
        'config.toml:5: "colour" is not an option; options are theme, date_style, clipboard, mouse, keys',
    ]
    assert found.mouse is False


def test_a_wrong_word_is_told_with_those_that_are_right(tmp_path: Path) -> None:
    found = written(tmp_path, 'theme = "Dakr"\n')
    assert said(found) == [
        'config.toml:1: theme: "Dakr" is not one of "dark", "light", "ansi-dark", "ansi-light" - did you mean "dark"?'
    ]
    assert found.theme == "dark"


def test_a_value_of_the_wrong_type_is_told(tmp_path: Path) -> None:
    found = written(tmp_path, 'date_style = 3\nmouse = "yes"\nkeys = "vim"\n')
    assert said(found) == [
        'config.toml:1: date_style: must be one of "words", "iso", in quotes',
        "config.toml:2: mouse: must be true or false, without quotes",
        'config.toml:3: keys: must be a table: [keys], and below it lines such as search = "/"',
    ]
    assert (found.date_style, found.mouse, dict(found.keys)) == ("words", True, {})


def test_keys_of_a_wrong_shape_are_told_and_the_others_used(tmp_path: Path) -> None:
    found = written(tmp_path, '[keys]\nquit = 3\nhelp = [\n  "?",\n  1,\n]\nsearch = "/"\n[keys.more]\nopen = "x"\n')
    shape = 'must be a key or a list of keys, such as "/" or ["/", "Ctrl+F"]'
    assert said(found) == [
        f"config.toml:2: keys.quit: {shape}",
        f"config.toml:3: keys.help: {shape}",
        f"config.toml:8: keys.more: {shape}",
    ]
    assert found.keys == {"search": ("/",)}


def test_the_line_of_a_key_is_where_it_begins_not_where_something_looks_like_it(tmp_path: Path) -> None:
    text = (
        'theme = """dark"""\r\n# quit = "x"\r\n[keys]\r\nhelp = [\r\n\r\n  # quit = "x"\r\n  "?"\r\n]\r\nquit = "x"\r\n'
    )
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode())
    found = read_configuration(file)
    assert found.key_place("quit") == f"{file}:9"
    assert found.key_place("help") == f"{file}:4"
    assert found.key_place("search") == str(file)


def test_a_very_long_file_is_told_of_without_lines(tmp_path: Path) -> None:
    found = written(tmp_path, "# on and on\n" * MOST_LINES + "thme = 1\n")
    assert said(found) == ['config.toml: "thme" is not an option - did you mean "theme"?']


def test_a_slip_in_the_syntax_is_told_with_line_and_column(tmp_path: Path) -> None:
    found = written(tmp_path, 'theme = "light"\nmouse = fals\n')
    [problem] = said(found)
    assert problem.startswith("config.toml:2:9: not TOML: ")
    assert problem.endswith("; the defaults are used until it is mended")
    assert found.theme == "dark"


UNREADABLE = [
    b'theme = "\xff"',
    b"a = " + b"[" * 5000,
    b"a = " + b"1" * 5000,
    b"#" * (LARGEST + 1),
    b"\x00",
    b"\xff\xfe",
]


@pytest.mark.parametrize("data", UNREADABLE, ids=range(len(UNREADABLE)))
def test_a_file_that_cannot_be_read_is_the_defaults_and_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    found = read_configuration(path)
    assert dataclasses.replace(found, problems=()) == Configuration(path)
    assert len(found.problems) == 1
    assert found.problems[0].startswith(f"{path}:")


def test_a_directory_or_a_pipe_in_the_place_of_the_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "directory").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (("directory", "Is a directory"), ("pipe", "Not a regular file")):
        sentence = f"{tmp_path / name}: cannot be read: {reason}; the defaults are used until it is mended"
        assert read_configuration(tmp_path / name).problems == (sentence,)


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    assert written(tmp_path, '\ufefftheme = "light"').theme == "light"


def test_sentences_are_harmless_on_a_terminal(tmp_path: Path) -> None:
    directory = tmp_path / "a\x1b[2Jb"
    directory.mkdir()
    found = written(directory, '"th\\u001bme" = 1\ntheme = "\\u202edark"\n[keys]\n"q\\u009b" = 1\n')
    assert len(found.problems) == 3
    assert all(problem.isprintable() for problem in found.problems)


TOML_VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(max_size=5).map(lambda text: repr(text).replace("\\x", ""))),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
).map(str)
LINES = st.one_of(
    st.builds("{} = {}".format, st.sampled_from(["theme", "mouse", "keys", "quit", "x"]), TOML_VALUES),
    st.sampled_from(["[keys]", "[[keys]]", "[theme]", "# mine", "", "keys.quit = 'x'", 'theme = """', '"""', "]"]),
    st.text(max_size=20),
)


@settings(deadline=None, max_examples=150)
@given(lines=st.lists(LINES, max_size=8))
def test_no_content_raises_and_what_is_read_is_usable(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-config.toml"
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
    found = read_configuration(path)
    assert all(getattr(found, name) in words for name, words in CHOICES.items())
    assert all(isinstance(key, str) for keys in found.keys.values() for key in keys)
    assert all(problem.isprintable() for problem in found.problems)
