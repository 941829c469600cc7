"""What a save keeps, what it follows, and what it refuses."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.storage.steps import NEW, OLD, old_file, save_new

from karabakh_tui.storage import save as saving
from karabakh_tui.storage.save import ChangedOnDiskError, Fingerprint, SaveError, save


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_a_save_tells_what_is_on_the_disk_now(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    first = save_new(path)
    about = path.stat()
    assert (first.fingerprint, first.warnings) == (Fingerprint.of(NEW), ())
    assert tuple(first.stamp) == (about.st_size, about.st_mtime_ns, about.st_ino, about.st_dev)
    save(path, b"", first.fingerprint)
    assert (path.read_bytes(), names(tmp_path)) == (b"", ["facts.toml"])


def test_a_new_file_is_made_as_others_are(tmp_path: Path) -> None:
    save(tmp_path / "new.toml", NEW, None)
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "new.toml").read_bytes() == NEW
    assert (tmp_path / "new.toml").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_file_that_appeared_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    with pytest.raises(ChangedOnDiskError, match="there is such a file already; choose another name") as refused:
        save(path, NEW, None)
    assert refused.value.data == path.read_bytes() == OLD


def test_a_file_that_was_changed_is_not_overwritten_even_if_it_looks_the_same(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    about = path.stat()
    other = OLD.replace(b'"s"', b'"t"')
    path.write_bytes(other)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    with pytest.raises(ChangedOnDiskError, match="changed by another program since it was read") as refused:
        save_new(path)
    assert (refused.value.data, refused.value.exit_code) == (other, 4)
    assert (path.read_bytes(), names(tmp_path)) == (other, ["facts.toml"])


def test_a_file_changed_while_we_write_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, fsync = old_file(tmp_path), os.fsync

    def changed_meanwhile(handle: int) -> None:
        fsync(handle)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", changed_meanwhile)
    with pytest.raises(ChangedOnDiskError):
        save_new(path)
    assert (path.read_bytes(), names(tmp_path)) == (b"theirs", ["facts.toml"])


def test_a_file_that_was_merely_touched_is_saved(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    os.utime(path, (1, 1))
    save_new(path)
    assert path.read_bytes() == NEW


def test_a_file_that_is_gone_is_not_made_again_unasked(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    path.unlink()
    with pytest.raises(ChangedOnDiskError, match="it is gone; save it as a new file") as refused:
        save_new(path)
    assert (refused.value.data, names(tmp_path)) == (None, [])
    save(path, NEW, None)
    assert path.read_bytes() == NEW


def test_permissions_and_attributes_are_kept(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    had = os.listxattr(path) if hasattr(os, "listxattr") else []
    save_new(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [(name, os.getxattr(path, name)) for name in had] == [(name, b"kept") for name in had]


def test_links_are_followed_and_stay_links(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = old_file(tmp_path / "real")
    (tmp_path / "middle").symlink_to("real/facts.toml")
    (tmp_path / "link").symlink_to("middle")
    save_new(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "middle").is_symlink()
    assert path.read_bytes() == NEW
    assert names(tmp_path) == ["link", "middle", "real"]
    assert names(tmp_path / "real") == ["facts.toml"]


def test_a_link_to_nothing_gets_its_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("new.toml")
    save(tmp_path / "link", NEW, None)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "new.toml").read_bytes() == NEW


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(SaveError, match="not saved"):
        save(tmp_path / "a", NEW, None)
    assert names(tmp_path) == ["a", "b"]


def test_a_file_with_two_names_is_refused(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    os.link(path, tmp_path / "other.toml")
    with pytest.raises(SaveError, match=r"it has 2 names \(hard links\), which a save would part; copy it"):
        save_new(path)
    assert path.read_bytes() == (tmp_path / "other.toml").read_bytes() == OLD


def test_a_read_only_file_is_refused_though_its_directory_would_let_it_be_replaced(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    path.chmod(0o444)
    with pytest.raises(SaveError, match=r"it is read-only; allow writing \(chmod u\+w\), or save a copy elsewhere"):
        save_new(path)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (OLD, 0o444)


@pytest.mark.parametrize(("flag", "sentence"), [(0, "may not be written by you"), (os.ST_RDONLY, "is read-only")])
def test_a_file_that_others_may_write_but_not_we_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flag: int, sentence: str
) -> None:
    path = old_file(tmp_path)
    about = list(os.statvfs(tmp_path))
    about[8] = flag
    monkeypatch.setattr(os, "access", lambda *arguments, **named: False)
    monkeypatch.setattr(os, "fstatvfs", lambda handle: os.statvfs_result(about))
    with pytest.raises(SaveError, match=sentence):
        save_new(path)
    assert (path.read_bytes(), names(tmp_path)) == (OLD, ["facts.toml"])


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, sentence in ((tmp_path, "it is a directory"), (tmp_path / "pipe", "it is not a regular file")):
        with pytest.raises(SaveError, match=f"{sentence}; name "):
            save(path, NEW, Fingerprint.of(OLD))
    with pytest.raises(SaveError, match="it is a directory"):
        save(Path("/"), NEW, None)


def test_a_directory_that_is_gone_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "gone" / "a", old_file(tmp_path) / "a"):
        with pytest.raises(SaveError, match=r"the directory .* is not there; make it again, or save a copy elsewhere"):
            save(path, NEW, None)


def test_a_directory_that_goes_while_we_save_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    flock = fcntl.flock

    def gone(handle: int, operation: int) -> None:
        flock(handle, operation)
        (tmp_path / "in").rmdir()

    monkeypatch.setattr(fcntl, "flock", gone)
    with pytest.raises(SaveError, match="is not there; make it again"):
        save(tmp_path / "in" / "a", NEW, None)


def test_what_a_killed_save_left_is_overwritten_and_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    left = tmp_path / ".facts.toml.karabakh-tui-save"
    (tmp_path / "precious").write_bytes(b"precious")
    left.symlink_to("precious")
    save_new(path)
    assert path.read_bytes() == NEW
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert names(tmp_path) == ["facts.toml", "precious"]


@pytest.mark.parametrize("name", ["x" * 255, "Ճ" * 120])
def test_a_name_may_be_as_long_as_names_can_be(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(OLD)
    save_new(path)
    assert path.read_bytes() == NEW


def test_two_saves_in_a_directory_wait_for_each_other(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    holder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    waiting = threading.Thread(target=save_new, args=(path,))
    waiting.start()
    waiting.join(0.05)
    assert path.read_bytes() == OLD
    os.close(holder)
    waiting.join(60)
    assert path.read_bytes() == NEW


def test_a_directory_that_stays_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_file(tmp_path)
    monkeypatch.setattr(saving, "PATIENCE", 0.0)
    holder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    with pytest.raises(SaveError, match=r"another program keeps .* locked; save again when it has ended"):
        save_new(path)
    os.close(holder)
    assert path.read_bytes() == OLD


def test_many_writers_lose_nothing_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / "number"
    path.write_bytes(b"0")

    def work() -> None:
        done = 0
        while done < 20:
            data = path.read_bytes()
            try:
                save(path, b"%d" % (int(data) + 1), Fingerprint.of(data))
            except ChangedOnDiskError:
                continue
            done += 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (path.read_bytes(), names(tmp_path)) == (b"80", ["number"])


def test_without_locks_a_save_does_not_touch_the_temporary_file_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old_file(tmp_path)

    def no_locks(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    left = tmp_path / ".facts.toml.karabakh-tui-save"
    left.write_bytes(b"theirs")
    with pytest.raises(SaveError, match=r"remove \.facts\.toml\.karabakh-tui-save beside it"):
        save_new(path)
    assert (path.read_bytes(), left.read_bytes()) == (OLD, b"theirs")
    left.unlink()
    save_new(path)
    assert path.read_bytes() == NEW


def of_another(monkeypatch: pytest.MonkeyPatch, *, group_too: bool) -> None:
    """Let the old file belong to another, whose files we cannot make."""
    fstat, fchown = os.fstat, os.fchown

    def other_fstat(handle: int) -> os.stat_result:
        about = list(fstat(handle))
        if stat.S_IMODE(fstat(handle).st_mode) == 0o640:  # the old one's
            about[4], about[5] = about[4] + 1, about[5] + group_too
        return os.stat_result(about)

    def refusing_fchown(handle: int, owner: int, group: int) -> None:
        if owner != -1 or group_too:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        fchown(handle, owner, group)

    monkeypatch.setattr(os, "fstat", other_fstat)
    monkeypatch.setattr(os, "fchown", refusing_fchown)


@pytest.mark.parametrize(
    ("group_too", "mode", "said"),
    [(False, 0o640, "its owner could not be kept"), (True, 0o600, "its owner and group could not be kept")],
)
def test_an_owner_that_cannot_be_kept_is_told_and_another_group_gets_no_more_than_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group_too: bool, mode: int, said: str
) -> None:
    path = old_file(tmp_path)
    with monkeypatch.context() as patch:
        of_another(patch, group_too=group_too)
        saved = save_new(path)
    assert saved.warnings == (f"{path}: saved, but {said}: it belongs to you now",)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (NEW, mode)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_root_gives_the_new_file_to_the_owner_of_the_old(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    os.chown(path, 1234, 4321)
    path.chmod(0o640)
    assert save_new(path).warnings == ()
    about = path.stat()
    assert (about.st_uid, about.st_gid, stat.S_IMODE(about.st_mode)) == (1234, 4321, 0o640)


@pytest.mark.parametrize("step", ["fchmod", "setxattr"])
def test_attributes_that_the_file_system_does_not_have_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = old_file(tmp_path)
    if step == "setxattr" and not (hasattr(os, "listxattr") and os.listxattr(path)):
        pytest.skip("the file system has no extended attributes")

    def not_offered(*arguments: Any) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(os, step, not_offered)
    what = "its permissions" if step == "fchmod" else "its attribute user.karabakh"
    assert save_new(path).warnings == (f"{path}: saved, but {what} could not be kept",)
    assert stat.S_IMODE(path.stat().st_mode) == (0o600 if step == "fchmod" else 0o640)
    assert path.read_bytes() == NEW


def test_a_file_system_that_does_not_sync_directories_is_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, fsync = old_file(tmp_path), os.fsync

    def choosy(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", choosy)
    assert save_new(path).warnings == ()


def test_a_disk_that_does_not_confirm_is_told_though_the_file_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, fsync = old_file(tmp_path), os.fsync

    def failing(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", failing)
    (said,) = save_new(path).warnings
    assert said.startswith(f"{path}: saved, but the disk did not confirm it (Input/output error)")
    assert path.read_bytes() == NEW
