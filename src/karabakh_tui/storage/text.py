"""The text of a file: read, decoded, or refused in one sentence."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from karabakh_tui.errors import StoreError


def read_text(path: Path) -> str:
    """Return a store's text, without a byte order mark and with line breaks as `\\n`.

    Raises:
        StoreError: if there is no such regular file, or it is not UTF-8.
    """
    name = str(path)
    try:
        return _decoded(_bytes(path, name), name)
    except FileNotFoundError:
        raise StoreError(f"{name}: there is no such file; check the path") from None
    except OSError as error:
        raise StoreError(f"{name}: cannot be read: {error.strerror or error}") from None


def _bytes(path: Path, name: str) -> bytes:
    _refuse_all_but_files(os.stat(path).st_mode, name)
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # should it be a FIFO by now, that must not make us wait
    with open(handle, "rb") as file:
        return file.read()


def _refuse_all_but_files(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise StoreError(f"{name}: is a directory; name the store's file in it")
    if not stat.S_ISREG(mode):
        raise StoreError(f"{name}: is not a regular file; name a TOML file")


def _decoded(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise StoreError(f"{name}:1:1: is UTF-16; save it as UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")) + 1
        raise StoreError(
            f"{name}:{line}:{column}: byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        ) from None
