"""The one way in which an edit ends that is not certain."""

from __future__ import annotations

from karabakh_tui.errors import KarabakhError


class CannotEdit(KarabakhError):  # noqa: N818 - it reads as what the user is told
    """A text cannot be edited with certainty and was left as it is; the message names the line to edit by hand."""

    exit_code = 4

    def __init__(self, message: str, line: int | None = None, name: str = "") -> None:
        where = ":".join(str(each) for each in (name, line) if each)
        super().__init__(f"{where}: {message}" if where else message)
        self.message = message
        self.line = line
        """Counted from 1; None where no line is at fault."""


def line_at(text: str, offset: int) -> int:
    """Return the line, from 1, that an offset is in."""
    return text.count("\n", 0, offset) + 1
