"""Which keys do what: the program's own keys, changed as the reader wants them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from .key_names import UnusableKeyError, key_label, parse_key
from .sentences import did_you_mean, quoted

Keys = tuple[str, ...]

ALWAYS = MappingProxyType({"ctrl+c": "Ctrl+C stays what it is everywhere", "ctrl+q": "Ctrl+Q always quits"})
"""Keys that are never given away: without them a reader could be locked in."""

KEPT = MappingProxyType({"escape": "clear"})
"""Keys that stay with their command, whatever others it gets."""


class Keymap(NamedTuple):
    """The keys of every command, and what could not be done of what was wanted."""

    keys: Mapping[str, Keys]
    """The library's names of the keys, by command id; none where the reader wants none."""
    problems: tuple[str, ...]
    """Sentences: where, what is wrong, what to do."""


def resolve_keys(
    default: Mapping[str, Keys],
    wanted: Mapping[str, str | Sequence[str]],
    *,
    reserved: Mapping[str, str] = MappingProxyType({}),
    place: Callable[[str], str] = lambda command: "",
) -> Keymap:
    """Return the keys of every command in `default`, with those that are wanted in the place of its own.

    Only commands that `wanted` names change. A key that cannot be had is left out and told; a command that is left
    with none of what was wanted keeps its own. An empty list or an empty string means no key.

    Args:
        default: the keys of each command, in the library's names.
        wanted: keys as people write them.
        reserved: keys that lists and pages handle themselves, with whose they are: "lists (cursor down)".
        place: where the configuration wants keys for a command: `config.toml:12`.
    """
    resolution = _Resolution(default, reserved, place)
    for command, written in wanted.items():
        resolution.want(command, (written,) if isinstance(written, str) else tuple(written))
    resolution.settle()
    keys = {command: resolution.keys(command) for command in default}
    return Keymap(MappingProxyType(keys), tuple(resolution.problems))


class _Resolution:
    """The work of `resolve_keys`: wishes are taken in, then settled among each other."""

    def __init__(self, default: Mapping[str, Keys], reserved: Mapping[str, str], place: Callable[[str], str]) -> None:
        self._default = default
        self._reserved = reserved
        self._place = place
        self._wishes: dict[str, Keys] = {}
        self.problems: list[str] = []

    def keys(self, command: str) -> Keys:
        return self._wishes.get(command, self._default[command])

    def want(self, command: str, written: tuple[str, ...]) -> None:
        """Take in what is wanted for a command, without the keys that it cannot have."""
        if command not in self._default:
            self._tell(command, f"there is no command {quoted(command)}{did_you_mean(command, self._default)}")
            return
        keys: dict[str, None] = {}
        names = [name for name in written if name]
        for name in names:
            try:
                key = parse_key(name)
            except UnusableKeyError as refused:
                self._tell(command, f"{quoted(name)} {refused}")
                continue
            taken = self._taken(command, key)
            if taken:
                self._tell(command, f"{quoted(name)} cannot be given to it: {taken}; choose another key")
            else:
                keys[key] = None
        if keys or not names:
            self._wishes[command] = self._with_kept(command, tuple(keys))

    def settle(self) -> None:
        """Drop wishes, the later ones first, until no key is wanted twice."""
        while clash := self._clash():
            command, key, owner = clash
            left = tuple(each for each in self._wishes[command] if each != key)
            if left:
                self._wishes[command] = left
            else:
                del self._wishes[command]
            self._tell(
                command,
                f"{quoted(key_label(key))} already does {quoted(owner)}; choose another key, or give {quoted(owner)} "
                "another first",
            )

    def _clash(self) -> tuple[str, str, str] | None:
        """Return a wish, a key of it and the command that has that key already."""
        owners: dict[str, str] = {}
        as_they_are = [command for command in self._default if command not in self._wishes]
        for command in [*as_they_are, *self._wishes]:
            for key in self.keys(command):
                owner = owners.setdefault(key, command)
                if owner != command and command in self._wishes and not self._share(key, command, owner):
                    return command, key, owner
        return None

    def _share(self, key: str, command: str, other: str) -> bool:
        """Tell whether two commands have a key in common by default, so that it is meant."""
        return key in self._default[command] and key in self._default[other]

    def _taken(self, command: str, key: str) -> str:
        """Return why a command cannot have a key that no other command has; "" where it can."""
        if key in self._default[command]:
            return ""
        if key in ALWAYS:
            return ALWAYS[key]
        keeper = KEPT.get(key)
        if keeper is not None and keeper in self._default and keeper != command:
            return f"{key_label(key)} stays with {quoted(keeper)}"
        return f"it belongs to {self._reserved[key]}" if key in self._reserved else ""

    def _with_kept(self, command: str, keys: Keys) -> Keys:
        missing = tuple(key for key, keeper in KEPT.items() if keeper == command and key not in keys)
        for key in missing:
            self._tell(
                command, f"{key_label(key)} stays with it, whatever other keys it has; add {quoted(key_label(key))}"
            )
        return (*missing, *keys)

    def _tell(self, command: str, sentence: str) -> None:
        place = self._place(command)
        subject = f"keys.{command}" if command in self._default else "keys"
        self.problems.append(f"{place}: {subject}: {sentence}" if place else f"{subject}: {sentence}")
