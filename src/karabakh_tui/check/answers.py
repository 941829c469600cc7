"""What an address answered when it was asked."""

from __future__ import annotations

from typing import NamedTuple


class Answer(NamedTuple):
    """The end of asking one address, all redirections followed."""

    status: int | None
    """The status of HTTP; None where there was no answer."""
    trouble: str = ""
    """Why there was none."""
    moved_to: str = ""
    """Where the page is for good, if the server said so at every step."""
