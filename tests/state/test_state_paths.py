"""Where the reader's files are: the XDG Base Directory Specification, alike on every Unix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from karabakh_tui.paths import config_directory, data_directory, state_directory

CASES = [
    (config_directory, "XDG_CONFIG_HOME", ".config"),
    (data_directory, "XDG_DATA_HOME", ".local/share"),
    (state_directory, "XDG_STATE_HOME", ".local/state"),
]
directories = pytest.mark.parametrize(("directory", "variable", "usual"), CASES)


@directories
def test_a_directory_is_the_one_that_its_variable_names(
    directory: Callable[[], Path], variable: str, usual: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert directory() == tmp_path / "elsewhere" / "karabakh-tui"


@directories
@pytest.mark.parametrize("value", [None, "", "relative/directory", "~/elsewhere"])
def test_a_directory_is_the_usual_one_where_its_variable_is_missing_empty_or_relative(
    directory: Callable[[], Path],
    variable: str,
    usual: str,
    value: str | None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    if value is None:
        monkeypatch.delenv(variable)
    else:
        monkeypatch.setenv(variable, value)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert directory() == tmp_path / usual / "karabakh-tui"


@directories
@pytest.mark.parametrize("platform", ["linux", "darwin", "freebsd14"])
def test_a_directory_is_the_same_on_every_unix(
    directory: Callable[[], Path],
    variable: str,
    usual: str,
    platform: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.delenv(variable)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert directory() == tmp_path / usual / "karabakh-tui"


@directories
def test_a_user_without_a_home_is_no_reason_to_end(
    directory: Callable[[], Path], variable: str, usual: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv(variable)
    monkeypatch.setattr(Path, "home", homeless)
    assert directory() == Path("/nonexistent") / usual / "karabakh-tui"
