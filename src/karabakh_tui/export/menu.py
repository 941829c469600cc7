"""The formats that a record can be copied or cited in, with the key of each. Nothing here reads a store."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Format(NamedTuple):
    """A way to take a record along."""

    name: str
    """What the command line calls it."""
    label: str
    """What it is, in the words of a menu."""
    key: str
    """Its letter in the copy menu."""


_ALL = (
    Format("chicago", "citation (Chicago)", "y"),
    Format("apa", "citation (APA)", "a"),
    Format("quotation", "quotation with its attribution", "q"),
    Format("markdown", "Markdown with footnotes", "m"),
    Format("plain", "plain text with attribution and status", "p"),
    Format("bibtex", "BibTeX", "b"),
    Format("ris", "RIS", "r"),
    Format("csl-json", "CSL-JSON", "c"),
    Format("address", "address", "u"),
    Format("id", "id", "l"),
)

FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})
"""Every format by its name, in the order of the menu."""

DEFAULT = "chicago"
