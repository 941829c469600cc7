"""How text looks where it stands; each combination of styles is worked out once, not for every line anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import TRANSPARENT
from textual.content import Content, Span
from textual.filter import LineFilter
from textual.style import Style

Styles = tuple[str | Style, ...]
"""Styles that lie one upon the other, the lowest first."""


class Look:
    """Turns text on a base into what is painted, through the filters of the app."""

    def __init__(self, base: Style, parse: Callable[[str | Style], Style], filters: Sequence[LineFilter] = ()) -> None:
        self._base = base
        self._parse = parse
        self._filters = filters
        self._found: dict[Styles, RichStyle] = {}

    def style(self, styles: Styles = ()) -> RichStyle:
        """Return what styles make of the base."""
        found = self._found.get(styles)
        if found is None:
            found = self._found[styles] = self._combined(styles)
        return found

    def _combined(self, styles: Styles) -> RichStyle:
        look = sum(map(self._parse, styles), self._base).rich_style
        for each in self._filters:
            look = each.apply([Segment(" ", look)], self._base.background or TRANSPARENT)[0].style or look
        return look

    def blanks(self, width: int) -> Segment:
        """Return blanks on the base."""
        return Segment(" " * width, self.style())

    def segments(self, content: Content, width: int) -> list[Segment]:
        """Return a line of text, cut with a mark or filled up with blanks to a width."""
        rest = width - content.cell_length
        if rest < 0:
            content = content.truncate(width, ellipsis=True)
        found = list(self._pieces(content))
        if rest > 0:
            found.append(self.blanks(rest))
        return found

    def _pieces(self, content: Content) -> Iterator[Segment]:
        text, spans = content.plain, content.spans
        if any(here.end > after.start for here, after in pairwise(spans)):
            yield from self._layers(text, spans)
            return
        before = 0
        for start, end, style in spans:
            if before < start:
                yield Segment(text[before:start], self.style())
            if start < end:
                yield Segment(text[start:end], self.style((style,)))
            before = end
        if before < len(text):
            yield Segment(text[before:], self.style())

    def _layers(self, text: str, spans: Sequence[Span]) -> Iterator[Segment]:
        """Yield the pieces of a text whose styles lie one upon the other."""
        cuts = {0, len(text)}.union(*((start, end) for start, end, _ in spans))
        for start, end in pairwise(sorted(cuts)):
            styles = tuple(span.style for span in spans if span.start < end and span.end > start)
            yield Segment(text[start:end], self.style(styles))
