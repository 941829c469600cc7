"""What the tests of the command line share: small stores, and the command line run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.stores import HOSTILE, SMALL

from karabakh_tui import cli


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output read as JSON."""
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the small store, and make it the one that commands take."""
    path = tmp_path / "bridges.toml"
    path.write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("KARABAKH_TUI_STORE", str(path))
    return path


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the hostile store, and make it the one that commands take."""
    path = tmp_path / "hostile.toml"
    path.write_text(HOSTILE, encoding="utf-8")
    monkeypatch.setenv("KARABAKH_TUI_STORE", str(path))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line with some arguments."""

    def run_command(*arguments: str) -> Done:
        code = cli.main(arguments)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run_command
