"""`fmt`: the one order and layout, in the file, as a difference, or through a pipe."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.stores import HOSTILE, process_environment, sent_to_a_terminal

from karabakh_tui.cli.console import PROGRAM
from karabakh_tui.paths import shipped_store

UNTIDY = """\
# The bridge.

[store]
title = "The bridge"   # its name
id = "bridges"
format=1

[[parties]]
name = "Ferrymen"
id="ferrymen"
kind = "group"

# The paper.
[[sources]]
id = "gazette"
title = "Shut"
kind = "news"
"""

TIDY = """\
# The bridge.

[store]
id = "bridges"
title = "The bridge" # its name
format = 1

# The paper.
[[sources]]
id = "gazette"
title = "Shut"
kind = "news"

[[parties]]
id = "ferrymen"
name = "Ferrymen"
kind = "group"
"""


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "untidy.toml"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_a_named_store_is_laid_out_in_place(run: Run, untidy: Path) -> None:
    done = run("fmt", str(untidy))
    assert (done.code, done.out, done.err) == (0, "", f"karabakh-tui: {untidy} is laid out anew\n")
    assert untidy.read_text(encoding="utf-8") == TIDY
    before = untidy.stat()
    done = run("fmt", str(untidy))
    assert (done.code, done.err) == (0, f"karabakh-tui: {untidy} is as it should be\n")
    assert untidy.stat().st_ino == before.st_ino


def test_the_store_of_the_surroundings_is_laid_out(run: Run, untidy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARABAKH_TUI_STORE", str(untidy))
    assert run("fmt").code == 0
    assert untidy.read_text(encoding="utf-8") == TIDY


def test_check_writes_nothing_and_its_exit_code_tells(run: Run, untidy: Path) -> None:
    done = run("fmt", str(untidy), "--check")
    assert (done.code, done.out, done.err) == (1, "", f"karabakh-tui: {untidy} would change\n")
    assert untidy.read_text(encoding="utf-8") == UNTIDY
    untidy.write_text(TIDY, encoding="utf-8")
    assert run("fmt", "--check", str(untidy)).code == 0


def test_one_of_several_stores_that_would_change_is_enough(run: Run, untidy: Path, store: Path) -> None:
    run("fmt", str(store))
    assert run("fmt", "--check", str(store)).code == 0
    for names in ((untidy, store), (store, untidy)):
        assert run("fmt", "--check", *map(str, names)).code == 1


def test_the_difference_is_told_and_nothing_is_written(run: Run, untidy: Path) -> None:
    done = run("fmt", str(untidy), "--diff")
    assert done.code == 0
    assert done.out.startswith(f"--- {untidy}\n+++ {untidy} (formatted)\n@@ ")
    assert '\n-title = "The bridge"   # its name\n' in done.out
    assert '\n+title = "The bridge" # its name\n' in done.out
    assert untidy.read_text(encoding="utf-8") == UNTIDY
    assert run("fmt", str(untidy), "--diff", "--check").code == 1
    untidy.write_text(TIDY.rstrip("\n"), encoding="utf-8")
    assert run("fmt", str(untidy), "--diff").out.endswith(
        '-kind = "group"\n\\ No newline at end of file\n+kind = "group"\n'
    )


def test_a_difference_is_coloured_and_harmless_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    path.write_text(HOSTILE.replace('id = "hostile"\n', "") + "# \u202eevil\u009b31m\n", encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("format = 1", 'format = 1\nid = "hostile"'))
    environment = process_environment(more={"TERM": "xterm-256color"})
    program = [sys.executable, "-m", "karabakh_tui"]
    sent = sent_to_a_terminal([*program, "fmt", "--diff", str(path)], environment)
    assert '\x1b[31m-id = "hostile"\x1b[0m' in sent
    assert '\x1b[32m+id = "hostile"\x1b[0m' in sent
    assert "\u202e" not in sent
    assert "\u009b" not in sent


def test_the_record_that_comes_with_the_program_is_only_compared(run: Run) -> None:
    before = shipped_store().read_bytes()
    done = run("fmt")
    assert (done.code, done.out) == (4, "")
    assert "make a copy of your own" in done.err
    assert run("fmt", "--check").code in (0, 1)
    assert run("fmt", "--diff").code == 0
    assert shipped_store().read_bytes() == before


def typed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_filter_gives_the_text_to_the_byte(
    mark: str, eol: str, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from karabakh_tui import cli

    hostile = "# \u202e Степанакерт\n\n"
    typed(monkeypatch, (mark + hostile + UNTIDY).replace("\n", eol).encode("utf-8"))
    assert cli.main(["fmt", "-"]) == 0
    sent = capfdbinary.readouterr()
    assert sent.out.decode("utf-8") == (mark + hostile + TIDY).replace("\n", eol)
    assert sent.err == b""


def test_a_filter_can_check_and_compare(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for text, code in ((UNTIDY, 1), (TIDY, 0)):
        typed(monkeypatch, text.encode("utf-8"))
        done = run("fmt", "-", "--check", "--diff")
        assert done.code == code
        assert done.out.startswith("--- standard input\n") is bool(code)


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (b"[store", 3, ":1:7: not TOML"),
        (b"\xff", 3, "is not UTF-8"),
        (b"[project]\nname='x'\n", 3, "has no table of a fact store; it is left as it is"),
        (b'[[events]]\nid = "a"\nnext.id = {\n}\n', 3, "newer than TOML 1.0"),
    ],
)
def test_what_cannot_be_read_is_left_as_it_is(
    data: bytes, code: int, sentence: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(data)
    for arguments in ((str(path),), (str(path), "--check"), (str(path), "--diff"), ("-",)):
        typed(monkeypatch, data)
        done = run("fmt", *arguments)
        assert (done.code, done.out) == (code, "")
        assert sentence in done.err
    assert path.read_bytes() == data


def test_what_another_program_wrote_meanwhile_is_not_overwritten(
    run: Run, untidy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(lock: object) -> bool:
        untidy.write_text("# theirs\n", encoding="utf-8")
        return True

    monkeypatch.setattr("karabakh_tui.storage.lock.WriterLock.take", take)
    done = run("fmt", str(untidy))
    assert done.code == 4
    assert "it was changed by another program" in done.err
    assert untidy.read_text(encoding="utf-8") == "# theirs\n"


def test_a_closed_standard_input_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    done = run("fmt", "-")
    assert (done.code, done.err) == (2, f"{PROGRAM}: the standard input is closed; name a file\n")
