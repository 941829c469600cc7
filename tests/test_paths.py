"""Where files are: computed when asked, from the surroundings that are then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from karabakh_tui import paths

ROOT = Path(__file__).parent.parent


def test_the_shipped_store_of_a_checkout_is_its_own() -> None:
    assert paths.shipped_store() == ROOT / "facts.toml"
    assert paths.shipped_store().is_file()


def test_the_shipped_store_of_an_installation_lies_beside_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "lib" / "karabakh_tui"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.shipped_store() == tmp_path / "facts.toml"
    (package / "facts.toml").touch()
    assert paths.shipped_store() == package / "facts.toml"


def test_the_store_of_the_surroundings_comes_before_the_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.STORE_VARIABLE, str(tmp_path / "mine.toml"))
    assert paths.default_store() == tmp_path / "mine.toml"
    monkeypatch.setenv(paths.STORE_VARIABLE, "")
    assert paths.default_store() == paths.shipped_store()


def test_a_tilde_is_a_home_and_itself_where_there_is_no_such_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.typed_path("~/facts.toml") == tmp_path / "facts.toml"
    assert paths.typed_path("facts.toml") == Path("facts.toml")
    assert paths.typed_path("~no-such-user/facts.toml") == Path("~no-such-user/facts.toml")
    monkeypatch.setenv(paths.STORE_VARIABLE, "~no-such-user/facts.toml")
    assert paths.default_store() == Path("~no-such-user/facts.toml")


DIRECTORIES = {
    "XDG_STATE_HOME": (paths.state_directory, ".local/state"),
    "XDG_CONFIG_HOME": (paths.config_directory, ".config"),
    "XDG_DATA_HOME": (paths.data_directory, ".local/share"),
}


@pytest.mark.parametrize("variable", DIRECTORIES)
def test_a_directory_of_the_reader_is_where_xdg_says(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, usual = DIRECTORIES[variable]
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(variable, str(tmp_path / "named"))
    assert directory() == tmp_path / "named" / "karabakh-tui"
    for ignored in ("", "relative/path"):
        monkeypatch.setenv(variable, ignored)
        assert directory() == tmp_path / usual / "karabakh-tui"
    monkeypatch.delenv(variable)
    assert directory() == tmp_path / usual / "karabakh-tui"
    assert not directory().exists()


def test_a_user_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    assert paths.config_directory() == paths.NOBODYS_HOME / ".config" / "karabakh-tui"


def test_nothing_is_read_or_made_when_the_module_is_loaded(tmp_path: Path) -> None:
    code = "import os; os.environ.clear(); import karabakh_tui.paths, karabakh_tui.errors; print(os.listdir())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout == "[]\n"
