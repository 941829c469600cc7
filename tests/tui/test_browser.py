"""Which program opens an address, and that it is never waited for."""

from __future__ import annotations

from pathlib import Path

import pytest

from karabakh_tui.tui import browser
from karabakh_tui.tui.browser import TEXT_BROWSERS, launched, opener
from karabakh_tui.tui.surroundings import Surroundings

ADDRESS = "https://un.example/853?a=1&b=%20"
ALL = ("open", "xdg-open", "gio", "x-www-browser", "wslview", "rundll32.exe", "firefox", *TEXT_BROWSERS)
SSH = {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}


def around(platform: str = "linux", tools: tuple[str, ...] = ALL, /, **variables: str) -> Surroundings:
    return Surroundings(variables, platform, lambda name: f"/bin/{name}" if name in tools else None)


@pytest.mark.parametrize(
    ("here", "command"),
    [
        (around(), None),
        (around(DISPLAY=":0"), ("xdg-open", ADDRESS)),
        (around("linux", ("gio",), WAYLAND_DISPLAY="wayland-0"), ("gio", "open", ADDRESS)),
        (around("linux", (), DISPLAY=":0"), None),
        (around("darwin"), ("open", ADDRESS)),
        (around(WSL_DISTRO_NAME="Debian"), ("wslview", ADDRESS)),
        (
            around("linux", ("rundll32.exe",), WSL_DISTRO_NAME="Debian"),
            ("rundll32.exe", "url.dll,FileProtocolHandler", ADDRESS),
        ),
        (around(DISPLAY=":0", **SSH), None),
        (around(DISPLAY="localhost:10.0", **SSH), None),
        (around("darwin", **SSH), None),
        (around(BROWSER="firefox", **SSH), ("firefox", ADDRESS)),
        (around(BROWSER="firefox --new-tab %s &", DISPLAY=":0"), ("firefox", "--new-tab", ADDRESS)),
        (around(BROWSER="missing:firefox"), ("firefox", ADDRESS)),
        (around(BROWSER="missing", DISPLAY=":0"), ("xdg-open", ADDRESS)),
        (around(BROWSER="broken 'quote:", DISPLAY=":0"), ("xdg-open", ADDRESS)),
        (around(BROWSER="w3m"), None),
        (around(BROWSER="lynx:firefox"), ("firefox", ADDRESS)),
    ],
)
def test_what_opens_an_address(here: Surroundings, command: tuple[str, ...] | None) -> None:
    assert opener(ADDRESS, here) == command


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_opener_gets_the_address_as_one_argument(tmp_path: Path) -> None:
    command = script(tmp_path / "open", f'printf "%s\\n" "$#" "$1" > "{tmp_path}/taken"')
    assert launched((command, ADDRESS)) is None
    assert (tmp_path / "taken").read_text(encoding="utf-8") == f"1\n{ADDRESS}\n"


def test_an_opener_that_is_the_browser_itself_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "PATIENCE", 0.1)
    assert launched((script(tmp_path / "open", "exec sleep 5"), ADDRESS)) is None


def test_why_an_opener_failed_is_told(tmp_path: Path) -> None:
    failing = script(tmp_path / "open", "exit 4")
    assert launched((failing, ADDRESS)) == f"{failing} ended with 4."
    assert launched((str(tmp_path / "missing"), ADDRESS)) == (
        f"{tmp_path / 'missing'} could not be run: No such file or directory."
    )
