"""Text is painted as Textual would paint it: letters, styles, and what the app's filters make of them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.color import Color
from textual.content import Content, Span
from textual.filter import ANSIToTruecolor, LineFilter, NoColor
from textual.strip import Strip
from textual.style import Style

from karabakh_tui.tui.widgets.look import Look

BASE = Style(background=Color(10, 20, 30), foreground=Color(200, 210, 220))
FILTERS: Sequence[Sequence[LineFilter]] = ((), (NoColor(),), (ANSIToTruecolor(DEFAULT_TERMINAL_THEME),))
STYLES = ("bold", "underline red", "dim", "reverse", "on blue", "ansi_green", "strike not bold")


@st.composite
def contents(draw: st.DrawFn) -> Content:
    text = draw(st.text("abc é한́ ", max_size=20))
    place = st.integers(0, len(text))
    spans = []
    for style in draw(st.lists(st.sampled_from(STYLES), max_size=4)):
        start, end = sorted((draw(place), draw(place)))
        spans.append(Span(start, end, style))
    return Content(text, spans)


def parse(style: str | Style) -> Style:
    """Return a style that is written."""
    return style if isinstance(style, Style) else Style.parse(style)


def cells(segments: Sequence[Segment]) -> list[tuple[str, RichStyle | None]]:
    """Return each letter with its style."""
    return [(letter, style) for text, style, _ in segments for letter in text]


@settings(deadline=None)
@given(contents(), st.integers(0, 24), st.sampled_from(FILTERS))
def test_a_line_looks_as_textual_draws_it(content: Content, width: int, filters: Sequence[LineFilter]) -> None:
    drawn = Look(BASE, parse, filters).segments(content, width)
    line = content.truncate(width, ellipsis=True)
    strip = Strip([Segment(text, style.rich_style) for text, style in line.render(BASE, end="")])
    strip = strip.adjust_cell_length(width, BASE.rich_style)
    for each in filters:
        strip = strip.apply_filter(each, Color(10, 20, 30))
    assert cells(drawn) == cells(list(strip))
    assert Strip(drawn).cell_length == width


def test_styles_that_lie_upon_each_other_add_up() -> None:
    content = Content("abcd", [Span(0, 4, "bold"), Span(1, 3, "underline")])
    drawn = Look(BASE, parse).segments(content, 4)
    looks = [(text, style.bold, style.underline) for text, style, _ in drawn if style]
    assert looks == [("a", True, None), ("bc", True, True), ("d", True, None)]
