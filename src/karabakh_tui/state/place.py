"""The place where the reader was last: written when the program ends, and read before there is anything to see."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from .kept_file import KeptFile

LONGEST_QUERY = 10_000
"""Letters of a query up to which it is returned to."""


class Place(NamedTuple):
    """What was asked, which list was active, where its cursor stood and which record was shown; all empty: nowhere."""

    query: str = ""
    table: str = ""
    """The table of the active list."""
    cursor: str = ""
    """The address (`table/id`) of the record under its cursor; "" for none."""
    record: str = ""
    """The address of the record that was shown."""
    reading: bool = False
    """The record had the focus, not the list."""
    scroll: int = 0
    """The first row of the active list that could be seen."""
    block: int = 0
    """The part of the record's page that was seen first."""
    share: float = 0.0
    """How much of that part was above, from 0 to 1."""


NOWHERE = Place()


class KeptPlace:
    """The place of one store. Nothing here raises for what is wrong with the file: `problems` says it."""

    def __init__(self, directory: Path) -> None:
        self._problems: dict[str, None] = {}
        self._file = KeptFile(directory / "place.toml", decode_place, encode_place, self._tell)

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences on what is wrong with the file, each once; harmless on any terminal."""
        return tuple(self._problems)

    def _tell(self, sentence: str) -> None:
        self._problems[sentence] = None

    def read(self) -> Place:
        """Return the place: nowhere, where the reader was never here."""
        return self._file.read()

    def write(self, place: Place) -> None:
        """Keep a place, instead of the one before."""
        self._file.change(lambda _: place)


def encode_place(place: Place) -> bytes:
    """Return a place as TOML."""
    import tomli_w  # only when the program ends

    return tomli_w.dumps(place._asdict()).encode("utf-8", "replace")


def decode_place(data: bytes) -> tuple[Place, str]:
    """Return the place that a file holds, and what is wrong with it."""
    if not data.strip():
        return NOWHERE, ""
    import tomli  # whoever was never here need not wait for it

    try:
        document = tomli.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return NOWHERE, "it is not UTF-8"
    except (ValueError, RecursionError) as error:
        return NOWHERE, f"it is not TOML: {error}"
    known = {name: document[name] for name in Place._fields if name in document}
    wrong = [name for name, value in known.items() if type(value) is not type(Place._field_defaults[name])]
    if wrong:
        return NOWHERE, f'"{wrong[0]}" in it is not what it should be'
    place = Place(**known)
    return (place, "") if len(place.query) <= LONGEST_QUERY else (NOWHERE, "the query in it is too long")
