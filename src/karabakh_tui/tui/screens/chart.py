"""How many facts there are over time, by status, kind or party, over the whole screen."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.color import Color
from textual.content import Content
from textual.getters import query_one
from textual.reactive import var
from textual.screen import Screen

from karabakh_tui.model.axis import axis
from karabakh_tui.model.periods import Period
from karabakh_tui.search.breakdown import OTHERS, WAYS, breakdown
from karabakh_tui.search.density import Density
from karabakh_tui.search.result import Result
from karabakh_tui.tui.text.runs import MUTED, STATUS_SIGNS, STRONG, Run, content
from karabakh_tui.tui.widgets.key_hints import KeyHints
from karabakh_tui.tui.widgets.line import Line
from karabakh_tui.tui.widgets.plot import Stack, StackPlot

SIGNS = ("■", "□", "▲", "△", "◆", "◇")
"""None of them is the sign of a status."""
OTHERS_SIGN = "·"
COUNTED = MappingProxyType({"party": ", a fact once for each of its parties"})
"""How facts are counted where each does not count once."""
COLOURS = ("primary", "accent", "success", "error", "secondary", "foreground")
"""The theme's colours for the parts; the signs say the same."""
BETWEEN = Content("  ")
PER_COLUMN = {0: "day", 1: "month", 2: "year"}


class Chart(Screen[None]):
    """Facts per year, or per shorter period where a short span is shown."""

    BINDINGS = [
        Binding("escape,q,c", "close", "close", show=False),
        Binding("s", "by('status')", "by status", show=False),
        Binding("k", "by('kind')", "by kind", show=False),
        Binding("p", "by('party')", "by party", show=False),
    ]
    DEFAULT_CSS = """
    Chart StackPlot { height: 1fr; padding: 0; }
    Chart #chart-legend { padding: 0 1; }
    """

    way: var[str] = var("status", init=False)
    """What the facts are told apart by."""

    plot = query_one(StackPlot)
    heading = query_one("#title", Line)
    legend = query_one("#chart-legend", Line)

    def __init__(self, density: Density, result: Result, shown: Period) -> None:
        super().__init__()
        self._density = density
        self._result = result
        self._shown = shown

    def compose(self) -> ComposeResult:
        """Yield title, plot, the parts' signs, and keys."""
        yield Line(id="title")
        yield StackPlot()
        yield Line(id="chart-legend")
        keys = (("s", "by status", "by('status')"), ("k", "by kind", "by('kind')"), ("p", "by party", "by('party')"))
        hints = KeyHints()
        hints.set_hints((*keys, ("Esc", "close", "close")))
        yield hints

    @on(StackPlot.Resized)
    def watch_way(self) -> None:
        """Count, and show the columns."""
        parts = breakdown(self._density, self._result, self.way)
        signs = tuple(_sign(number, part.name) for number, part in enumerate(parts))
        columns = axis(self._shown, max(self.plot.room(len(self._density.whole.facts)), 2))
        periods = [columns.period(column, column) for column in range(len(columns))]
        cells = max(self.plot.room(len(self._density.whole.facts)) // len(columns), 1)
        stack = Stack(
            signs=signs,
            heights=tuple(tuple(part.dates.count(period) for period in periods) for part in parts),
            ticks=tuple(columns.labels(cells)),
        )
        self.plot.show(stack, [self._colour(number) for number in range(len(parts))])
        unit, size = PER_COLUMN[columns.step.unit], columns.step.size
        per = unit if size == 1 else f"{size} {unit}s"
        self.heading.left = content(Run(f"Facts per {per}, by {self.way}", STRONG), Run(COUNTED.get(self.way, "")))
        query = self._result.query.text
        self.heading.right = content(Run(query or "all", MUTED))
        self.legend.left = _legend(signs, [part.name for part in parts], self.legend.size.width)

    def _colour(self, number: int) -> tuple[int, int, int] | None:
        """Return a part's colour; None where there are only the terminal's own."""
        if self.app.native_ansi_color or self.app.no_color:
            return None
        return Color.parse(self.app.theme_variables[COLOURS[number]]).rgb

    def action_by(self, way: str) -> None:
        """Tell the facts apart by something else."""
        assert way in WAYS
        self.way = way

    @on(KeyHints.Chosen)
    async def _hint_chosen(self, event: KeyHints.Chosen) -> None:
        event.stop()
        await self.run_action(event.action)

    def action_close(self) -> None:
        """Go back to the main screen."""
        if self.is_current:
            self.dismiss(None)


def _legend(signs: Sequence[str], names: Sequence[str], width: int) -> Content:
    """Return the signs with what they stand for on one line; long names are shortened where not all have room."""
    most = max(map(cell_len, names), default=0)
    while most > 3 and _length(names, most) > width:
        most -= 1
    words = [content(Run(f"{sign} {_shortened(name, most, names)}")) for sign, name in zip(signs, names, strict=True)]
    return BETWEEN.join(words)


def _length(names: Sequence[str], most: int) -> int:
    """Return how long a legend is whose names have so many cells at most."""
    return sum(min(cell_len(name), most) + len("● ") + BETWEEN.cell_length for name in names) - BETWEEN.cell_length


def _shortened(name: str, most: int, names: Sequence[str]) -> str:
    """Return a name cut to some cells: at its end, or inside where another name begins alike."""
    if cell_len(name) <= most:
        return name
    begun = set_cell_size(name, most - 1).rstrip()
    if sum(other.startswith(begun) for other in names) == 1:
        return f"{begun}…"
    half = (most - 1) // 2
    return f"{set_cell_size(name, most - 1 - half)}…{name[-half:] if half else ''}"


def _sign(number: int, name: str) -> str:
    """Return the sign of a part: that of a status, else one after the other."""
    return OTHERS_SIGN if name == OTHERS else STATUS_SIGNS.get(name, SIGNS[number])
