"""A file that cannot be read at all gets one clear sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.storage.refusals import REFUSED

from karabakh_tui.errors import StoreError
from karabakh_tui.storage import text
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("temper", ["raises", "collects"])
def test_a_file_that_is_no_store_is_refused_in_one_sentence(tmp_path: Path, name: str, temper: str) -> None:
    path = tmp_path / "store.toml"
    make, sentence = REFUSED[name]
    make(path)
    with pytest.raises(StoreError) as refusal:
        read_store(path, Problems() if temper == "collects" else None)
    assert str(refusal.value) == sentence.replace("{}", str(path))
    assert refusal.value.exit_code == 3


def test_a_file_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"cannot be read: Not a directory$"):
        read_store(tmp_path / "file" / "store.toml")


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be read: File name too long$"):
        read_store(tmp_path / ("x" * 5000))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.toml"
    path.write_text("[store]")
    path.chmod(0)
    with pytest.raises(StoreError, match=r"cannot be read: Permission denied$"):
        read_store(path)


def test_what_became_a_fifo_meanwhile_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.toml"
    os.mkfifo(path)
    monkeypatch.setattr(text, "_refuse_all_but_files", lambda mode, name: None)
    with pytest.raises(StoreError, match="holds nothing"):
        read_store(path)


def test_a_link_to_a_store_is_a_store(tmp_path: Path) -> None:
    good = Path(__file__).parent.parent / "data" / "good.toml"
    link = tmp_path / "link.toml"
    link.symlink_to(good)
    assert len(read_store(link).store) == len(read_store(good).store)
