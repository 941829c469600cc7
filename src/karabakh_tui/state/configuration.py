"""The configuration: what the reader wrote into `config.toml`, as far as it can be used, and what cannot, said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from karabakh_tui.paths import configuration_path as configuration_path

from .files import read_regular
from .sentences import did_you_mean, harmless, quoted

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "theme": ("dark", "light", "ansi-dark", "ansi-light"),
        "date_style": ("words", "iso"),
        "clipboard": ("auto", "native", "osc52", "file"),
    }
)
"""Options that are one of some words, with those words; the first is what holds where none is written."""

OPTIONS = (*CHOICES, "mouse", "keys")

LARGEST = 1_000_000
"""Bytes of a configuration file from which on it must be something else."""

MOST_LINES = 1_000
"""Lines of a configuration file up to which problems are told with their line."""


@dataclass(frozen=True)
class Configuration:
    """How the reader wants the program to be."""

    path: Path
    """The file, whether it is there or not."""
    theme: str = CHOICES["theme"][0]
    date_style: str = CHOICES["date_style"][0]
    """`words`: 12 May 1994; `iso`: as it is written in the store."""
    clipboard: str = CHOICES["clipboard"][0]
    """Which way copies go; `auto` finds one."""
    mouse: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Keys as the reader writes them, by command id; see `keymap.resolve_keys`."""
    problems: tuple[str, ...] = ()
    """Sentences: where, what is wrong, what to do; harmless on any terminal."""
    text: str = field(default="", repr=False)
    """What the file holds."""

    def key_place(self, command: str) -> str:
        """Return where the file wants keys for a command: `config.toml:12`."""
        return _place(self.path, self.text, ("keys", command))


def read_configuration(path: Path | None = None) -> Configuration:
    """Return the configuration that a file holds; the defaults for what it does not say or says in a wrong way.

    A file that is not there is no problem, and is not made. Never raises for what is in the file.
    """
    path = configuration_path() if path is None else path
    try:
        data = read_regular(path, LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return Configuration(path)
    except OSError as error:
        return Configuration(path, problems=(f"{harmless(path)}: cannot be read: {error.strerror}; {_UNUSED}",))
    return _read(path, data)


def _read(path: Path, data: bytes) -> Configuration:
    import tomli  # most readers have no such file

    try:
        text = data.decode("utf-8-sig")
        document = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        where = f"{harmless(path)}:{error.lineno}:{error.colno}"
        return Configuration(path, problems=(f"{where}: not TOML: {harmless(error.msg)}; {_UNUSED}",))
    except UnicodeDecodeError as error:
        sentence = f"{harmless(path)}: not UTF-8 (byte {error.start + 1}); {_UNUSED}"
        return Configuration(path, problems=(sentence,))
    except (ValueError, RecursionError) as error:
        return Configuration(path, problems=(f"{harmless(path)}: cannot be read: {harmless(str(error))}; {_UNUSED}",))
    return _Reading(path, text).configuration(document)


_UNUSED = "the defaults are used until it is mended"


class _Reading:
    """Takes what is usable out of a parsed file and collects sentences on the rest."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text
        self._problems: list[str] = []

    def configuration(self, document: dict[str, object]) -> Configuration:
        for name in document:
            if name not in OPTIONS:
                near = did_you_mean(name, OPTIONS) or f"; options are {', '.join(OPTIONS)}"
                self._tell((name,), f"{quoted(name)} is not an option{near}")
        return Configuration(
            self._path,
            theme=self._choice(document, "theme"),
            date_style=self._choice(document, "date_style"),
            clipboard=self._choice(document, "clipboard"),
            mouse=self._mouse(document),
            keys=MappingProxyType(dict(self._keys(document.get("keys", {})))),
            problems=tuple(self._problems),
            text=self._text,
        )

    def _choice(self, document: dict[str, object], name: str) -> str:
        words = CHOICES[name]
        value = document.get(name, words[0])
        if isinstance(value, str) and value in words:
            return value
        listed = ", ".join(f'"{word}"' for word in words)
        if isinstance(value, str):
            self._tell((name,), f"{name}: {quoted(value)} is not one of {listed}{did_you_mean(value, words)}")
        else:
            self._tell((name,), f"{name}: must be one of {listed}, in quotes")
        return words[0]

    def _mouse(self, document: dict[str, object]) -> bool:
        value = document.get("mouse", True)
        if isinstance(value, bool):
            return value
        self._tell(("mouse",), "mouse: must be true or false, without quotes")
        return True

    def _keys(self, table: object) -> Iterator[tuple[str, tuple[str, ...]]]:
        if not isinstance(table, dict):
            self._tell(("keys",), 'keys: must be a table: [keys], and below it lines such as search = "/"')
            return
        for command, written in table.items():
            keys = [written] if isinstance(written, str) else written
            if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
                yield command, tuple(keys)
            else:
                what = 'must be a key or a list of keys, such as "/" or ["/", "Ctrl+F"]'
                self._tell(("keys", command), f"keys.{harmless(command)}: {what}")

    def _tell(self, names: tuple[str, ...], sentence: str) -> None:
        self._problems.append(f"{_place(self._path, self._text, names)}: {sentence}")


def _place(path: Path, text: str, names: tuple[str, ...]) -> str:
    line = _lines(text).get(names)
    return harmless(path) if line is None else f"{harmless(path)}:{line}"


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """Return the line on which each option and key begins: the first that a longer beginning of the file adds."""
    lines = text.replace("\r\n", "\n").split("\n")
    found: dict[tuple[str, ...], int] = {}
    if len(lines) > MOST_LINES:
        return found
    import tomli

    begins = 0
    for number in range(1, len(lines) + 1):
        try:
            document = tomli.loads("\n".join(lines[:number]) + "\n")
        except tomli.TOMLDecodeError:
            continue  # in the middle of a value that has several lines
        for names in _names(document):
            found.setdefault(names, begins + 1)
        begins = number
    return found


def _names(document: dict[str, object]) -> Iterator[tuple[str, ...]]:
    for name, value in document.items():
        yield (name,)
        if isinstance(value, dict):
            yield from ((name, inner) for inner in value)
