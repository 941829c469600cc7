"""What goes to the terminal, without what stands there already.

Textual paints whole lines, and tells the style anew before every few letters: a move of the cursor would be 15 kB,
which one feels over a slow line. Here the screen is remembered as it was painted last; cells that stay as they are
are left out, and the others written style by style, so that each style is told once.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .stretches import Stretch, all_narrow, stretches

_PLACE = re.compile(r"\x1b\[(\d*);?(\d*)H")
_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
_OTHER_ESCAPE = re.compile(r"\x1b(?!\[[0-9;]*[Hm])")
_OTHER_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
"""Both: what may do to the screen what is not known here, that is all but placing, styles, letters and line breaks.

As one pattern they would be looked for letter by letter."""
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""The ends of a synchronised update."""
_CURSOR_SHOWN = re.compile(r"\x1b\[\?25[hl]")
"""The cursor shown or hidden; it changes nothing else."""
_PARAMETER = re.compile(r"[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+")

_ENDED_BY = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
"""The SGR parameter that ends each attribute; where there is none, all are ended."""
_SEEN_ON_BLANKS = frozenset(("4", "5", "7", "9", "21", "53"))
"""Attributes that show on a blank: underlined, blinking, reversed, struck out, overlined."""


class Style(NamedTuple):
    """How a letter looks: attributes and colours as SGR parameters, empty for the terminal's own."""

    attributes: frozenset[str] = frozenset()
    colour: str = ""
    background: str = ""


PLAIN = Style()
UNKNOWN = "\0"
"""Stands for a letter that is not known; it is never painted."""
APART = "\1"
"""Stands for what is written apart, since terminals differ in its width."""


@dataclass(slots=True)
class Run:
    """Letters of one style, next to each other on a line."""

    x: int
    y: int
    text: str
    end: int
    """The column after the last letter."""


MOVE = len("\x1b[100G")
"""Bytes that it takes to move the cursor along a line."""
_BLANKS = re.compile(f" {{{2 * MOVE + 1},}}| {{{MOVE + 1},}}$")
"""Blanks that take more bytes than to erase, and to move on where something follows them."""
_ENOUGH_BLANKS = " " * (MOVE + 1)

ERASING = ("xterm", "alacritty", "foot", "kitty", "konsole", "linux", "mintty", "rxvt", "st", "vte", "wezterm")
"""How the names of terminals begin that erase in the background's colour (`bce` in their terminfo)."""


def erases_in_colour(terminal: str) -> bool:
    """Tell whether a terminal, by its name in `TERM`, erases in the background's colour; tmux and screen do not."""
    return terminal.startswith(ERASING)


class Row:
    """The cells of a line from the left, as far as they are known."""

    def __init__(self) -> None:
        self._letters = ""
        """A letter for each cell; or UNKNOWN, or APART."""
        self._styles: list[Style] = []
        self._written: dict[int, tuple[str, int]] = {}
        """Output as it came, by the column it begins at, with the column after it."""

    def stands(self, x: int, output: str) -> bool:
        """Tell whether just this output was written here last."""
        return x in self._written and self._written[x][0] == output

    def note(self, x: int, end: int, output: str) -> None:
        """Note what output was written here."""
        for start, (_, after) in list(self._written.items()):
            if start < end and after > x:
                del self._written[start]
        self._written[x] = output, end

    def put(self, x: int, text: str, style: Style) -> Iterator[tuple[int, int]]:
        """Take in letters of one cell each; yield the first and the one after the last of each stretch that changes.

        Cells that stay the same part two stretches only where there are more of them than a move of the cursor takes.
        """
        end = x + len(text)
        missing = end - len(self._letters)
        if missing > 0:
            self._letters += UNKNOWN * missing
            self._styles += [PLAIN] * missing
        letters, styles = self._letters[x:end], self._styles[x:end]
        self._letters = self._letters[:x] + text + self._letters[end:]
        self._styles[x:end] = [style] * len(text)
        alike = styles.count(style)
        if not alike:
            yield 0, len(text)
            return
        if alike == len(text):
            changes = [at for at, (old, new) in enumerate(zip(letters, text, strict=True)) if old != new]
        else:
            cells = zip(letters, text, styles, strict=True)
            changes = [at for at, (old, new, before) in enumerate(cells) if old != new or before != style]
        first = 0
        for number, at in enumerate(changes, 1):
            if number == len(changes) or changes[number] - at > MOVE:
                yield changes[first], at + 1
                first = number

    def set_apart(self, x: int, end: int) -> None:
        """Note that what stands in some columns was written apart."""
        self._letters = self._letters[:x].ljust(x, UNKNOWN) + APART * (end - x) + self._letters[end:]
        self._styles += [PLAIN] * (len(self._letters) - len(self._styles))

    def apart(self, x: int, end: int) -> list[tuple[int, str]]:
        """Return output that begins in some columns, with its first one, where some in them was written apart."""
        found = sorted((start, output) for start, (output, _) in self._written.items() if x <= start < end)
        return [(start, output) for start, output in found if APART in self._letters[start:end]]

    def known(self, x: int, end: int) -> list[tuple[int, str, Style]]:
        """Return what is known to stand in some columns: each with its letter and style."""
        cells = zip(range(x, end), self._letters[x:end], self._styles[x:end], strict=False)
        return [cell for cell in cells if cell[1] not in (UNKNOWN, APART)]


class Painter:
    """Remembers what stands on a terminal, and leaves it out of what is to be written."""

    def __init__(self, *, erases: bool = False) -> None:
        self._erases = erases
        """The terminal erases in the background's colour, which is shorter than many blanks."""
        self._rows: defaultdict[int, Row] = defaultdict(Row)
        self._cursor: tuple[int, int] | None = None
        """Where the terminal's cursor was placed last; None where that is not known."""
        self._size: tuple[int, int] | None = None
        self._begin = ""
        """The beginning of a synchronised update, held back until something is to be written in it."""
        self._unread = ""
        """What was written where nothing was known: read when something is to be compared with it, not at the start."""

    def changes(self, data: str, size: tuple[int, int] | None = None) -> str:
        """Return what does the same to a terminal of some columns and rows as `data`, without what stands there."""
        if size != self._size:  # a terminal may rearrange what it shows
            self._size = size
            self.forget()
        if data == _BEGIN:
            self._begin = data
            return ""
        if data == _END:
            begin, self._begin = self._begin, ""
            return "" if begin else data
        written = self._written(data)
        if written:
            written, self._begin = self._begin + written, ""
        return written

    def forget(self) -> None:
        """Know nothing of what stands on the terminal."""
        self._unread = ""
        self._rows.clear()
        self._cursor = None

    def _written(self, data: str) -> str:
        before, *placed = _PLACE.split(data)
        if before or not placed or _OTHER_CONTROL.search(data) or _OTHER_ESCAPE.search(data):
            if not _CURSOR_SHOWN.fullmatch(data):
                self.forget()
            return data
        if not self._rows and not self._unread and all_narrow(data):
            self._unread = data
            return data
        unread, self._unread = self._unread, ""
        if unread:
            self._update(_PLACE.split(unread)[1:])
        return self._update(placed)

    def _update(self, placed: Sequence[str]) -> str:
        """Take in output, each with the row and column it is placed at; return what is to be written for it."""
        columns, rows = self._size or (sys.maxsize, sys.maxsize)
        update = _Update()
        is_outside = False
        x = y = 0
        for row, column, output in zip(placed[::3], placed[1::3], placed[2::3], strict=True):
            x, y = int(column or 1) - 1, int(row or 1) - 1
            output = output.rstrip("\r\n")
            if output and not self._rows[y].stands(x, output):
                end = update.read(self._rows[y], x, y, output)
                self._rows[y].note(x, end, output)
                is_outside = is_outside or end > columns or y >= rows
        update.mend()
        written = "".join(update.written(erases=self._erases))
        if written or self._cursor != (x, y):
            written += _placed(x, y)
        self._cursor = (x, y)
        if is_outside:  # painted for the size before: the terminal pushed it together, over other cells
            self.forget()
        return written


class Spill(NamedTuple):
    """Columns of a line that letters before them may have covered."""

    row: Row
    y: int
    x: int
    end: int


class _Update:
    """What changes something: runs by style, and letters of uncertain width."""

    def __init__(self) -> None:
        self._runs: dict[Style, list[Run]] = {}
        self._last: tuple[Run, Style] | None = None
        self._apart: list[str] = []
        self._spills: list[Spill] = []

    def read(self, row: Row, x: int, y: int, output: str) -> int:
        """Take in letters and styles from a place on; return the column after them."""
        style = PLAIN
        for place, piece in enumerate(_STYLE.split(output)):
            if place % 2:
                style = _restyled(style, piece)
                continue
            for stretch in stretches(piece):
                after, furthest = x + stretch.width, x + stretch.reach
                if stretch.reach:
                    row.set_apart(x, after)
                    self._spills.append(Spill(row, y, after, furthest))
                    self._apart.append(_alone(stretch, x, y, style))
                else:
                    self._put(row, x, y, stretch.text, style)
                x = after
        return x

    def mend(self) -> None:
        """Write anew what letters of uncertain width may have spilt over."""
        for row, y, x, end in self._spills:  # grows meanwhile, to the right
            for at, letter, style in row.known(x, end):
                self._add(Run(at, y, letter, at + 1), style)
            for at, output in row.apart(x, end):
                self.read(row, at, y, output)

    def _put(self, row: Row, x: int, y: int, text: str, style: Style) -> None:
        """Add what changes of letters that take one cell each."""
        shown = _on_blanks(style) if text.isspace() else style
        for first, after in row.put(x, text, shown):
            self._add(Run(x + first, y, text[first:after], x + after), shown)

    def _add(self, run: Run, style: Style) -> None:
        """Add a run; blanks that look the same in the style of the run before them go to that."""
        if self._last is not None and run.text.isspace():
            before, look = self._last
            if (before.end, before.y) == (run.x, run.y) and _on_blanks(look) == style:
                before.text += run.text
                before.end = run.end
                return
        self._runs.setdefault(style, []).append(run)
        self._last = run, style

    def written(self, *, erases: bool) -> Iterator[str]:
        """Yield the output; the style is reset at its end.

        Letters of uncertain width come first: what they spill over is written after them.
        """
        yield from self._apart
        now = PLAIN
        x, y = -1, -1
        for style, runs in self._runs.items():
            yield _change(now, style)
            now = style
            for run in runs:
                if run.y != y:
                    yield _placed(run.x, run.y)
                elif run.x != x:
                    yield f"\x1b[{run.x + 1}G"
                x, y = run.end, run.y
                if erases and not style.attributes & _SEEN_ON_BLANKS:
                    yield _BLANKS.sub(_erased, run.text)
                    if run.text.endswith(_ENOUGH_BLANKS):
                        x = -1  # where the cursor stands now is before what was erased
                else:
                    yield run.text
        yield _change(now, PLAIN)


def _alone(stretch: Stretch, x: int, y: int, style: Style) -> str:
    """Return what writes letters of uncertain width on blanks of their own: they may leave some of them blank."""
    place = _placed(x, y)
    return f"{place}{_change(PLAIN, style)}{' ' * stretch.width}{place}{stretch.text}{_change(style, PLAIN)}"


def _erased(blanks: re.Match[str]) -> str:
    """Return what erases a stretch of blanks (ECH), and moves on (CUF) where something follows it."""
    width = len(blanks[0])
    return f"\x1b[{width}X" if blanks.end() == len(blanks.string) else f"\x1b[{width}X\x1b[{width}C"


def _placed(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"


@lru_cache(maxsize=4096)
def _restyled(style: Style, parameters: str) -> Style:
    """Return a style after SGR parameters."""
    attributes, colour, background = style
    for found in _PARAMETER.findall(parameters or "0"):
        number = int(found.partition(";")[0])
        if number == 0:
            attributes, colour, background = PLAIN
        elif 30 <= number <= 39 or 90 <= number <= 97:
            colour = "" if number == 39 else found
        elif 40 <= number <= 49 or 100 <= number <= 107:
            background = "" if number == 49 else found
        elif found in _ENDED_BY.values():
            attributes = frozenset(each for each in attributes if _ENDED_BY.get(each) != found)
        else:
            attributes |= {found}
    return Style(attributes, colour, background)


@lru_cache(maxsize=4096)
def _on_blanks(style: Style) -> Style:
    """Return a style without what cannot be seen on a blank."""
    seen = style.attributes & _SEEN_ON_BLANKS
    return style if seen else Style(background=style.background)


@lru_cache(maxsize=4096)
def _change(before: Style, after: Style) -> str:
    """Return the sequence that turns a style into another; empty where they are the same."""
    if before == after:
        return ""
    ends = {_ENDED_BY.get(each, "0") for each in before.attributes - after.attributes}
    if after == PLAIN or "0" in ends:
        ends, rest = {"0"}, PLAIN
    else:
        rest = _restyled(before, ";".join(ends)) if ends else before
    parts = [*sorted(ends), *sorted(after.attributes - rest.attributes)]
    if after.colour != rest.colour:
        parts.append(after.colour or "39")
    if after.background != rest.background:
        parts.append(after.background or "49")
    return f"\x1b[{';'.join(parts)}m"
