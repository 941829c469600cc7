"""Which editor is opened, and how it is told the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from karabakh_tui.tui.editor import editor_command

FILE = Path(__file__)


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [
        ("vi", ["+12", "FILE"]),
        ("/usr/bin/nvim -R", ["-R", "+12", "FILE"]),
        ("nano", ["+12", "FILE"]),
        ("emacsclient -t", ["-t", "+12", "FILE"]),
        ("hx", ["FILE:12"]),
        ("code", ["--wait", "--goto", "FILE:12"]),
        ("an-editor --flag 'two words'", ["--flag", "two words", "FILE"]),
        ("an-editor 'unclosed", ["'unclosed", "FILE"]),
    ],
)
def test_an_editor_is_told_the_line_in_its_own_way(editor: str, arguments: list[str]) -> None:
    command = editor_command({"EDITOR": editor}, FILE, 12)
    assert command is not None
    assert command[1:] == [each.replace("FILE", str(FILE)) for each in arguments]


def test_visual_comes_before_editor_and_blank_is_none() -> None:
    assert editor_command({"VISUAL": "vim", "EDITOR": "nano"}, FILE, 1) == ["vim", "+1", str(FILE)]
    assert editor_command({"VISUAL": "  ", "EDITOR": "nano"}, FILE, 1) == ["nano", "+1", str(FILE)]
    assert editor_command({"VISUAL": ""}, FILE, 1) is None
