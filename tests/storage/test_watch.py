"""One look at a file tells whether it is another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from karabakh_tui.storage.save import Fingerprint, save
from karabakh_tui.storage.watch import Watch


def replaced(path: Path) -> None:
    """Put another file of the same size and time in the place of one, as some editors do."""
    about = path.stat()
    fresh = path.with_name("fresh")
    fresh.write_bytes(b"y" * about.st_size)
    os.utime(fresh, ns=(about.st_atime_ns, about.st_mtime_ns))
    fresh.replace(path)


def touched(path: Path) -> None:
    os.utime(path, (1, 1))


def grown(path: Path) -> None:
    about = path.stat()
    path.write_bytes(b"xyz")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


@pytest.mark.parametrize("change", [touched, grown, replaced, Path.unlink])
def test_every_change_is_told_once(tmp_path: Path, change: Any) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    watch = Watch(path)
    assert not watch.changed()
    change(path)
    assert (watch.changed(), watch.changed()) == (True, False)
    assert watch.there == path.exists()


def test_a_file_may_vanish_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a"
    watch = Watch(path)
    assert (watch.there, watch.changed()) == (False, False)
    path.write_bytes(b"x")
    assert (watch.changed(), watch.there) == (True, True)
    path.unlink()
    assert (watch.changed(), watch.there) == (True, False)
    path.write_bytes(b"x")
    assert (watch.changed(), watch.changed(), watch.there) == (True, False, True)


def test_a_link_that_leads_elsewhere_is_a_change(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (1, 1))
    link = tmp_path / "link"
    link.symlink_to("a")
    watch = Watch(link)
    link.unlink()
    link.symlink_to("b")
    assert watch.changed()


def test_our_own_save_is_no_change_but_what_follows_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    watch = Watch(path)
    watch.know(save(path, b"y", Fingerprint.of(b"x")).stamp)
    assert not watch.changed()
    saved = save(path, b"z", Fingerprint.of(b"y"))
    replaced(path)
    watch.know(saved.stamp)
    assert watch.changed()


def test_a_look_costs_one_stat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(tmp_path / "a")
    looks: list[Path] = []

    def noted(path: Path) -> None:
        looks.append(path)
        raise FileNotFoundError

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", noted)
        watch.changed()
    assert looks == [tmp_path / "a"]


def test_a_file_out_of_reach_counts_as_gone(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    watch = Watch(tmp_path / "file" / "a")
    assert (watch.there, watch.changed()) == (False, False)
