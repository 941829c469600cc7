"""The span of time in a query's text: what its `date:` asks for, and the same text with another span."""

from __future__ import annotations

import re
from collections.abc import Iterator

from karabakh_tui.model.periods import Period, written
from karabakh_tui.model.records import ApproximateMargin

from .dated import days_of
from .nodes import And, DateComparison, Dates, Field, Node, Value
from .query import Query, parse_query

_AND = re.compile(r"\bAND\b")
_BRACKET_BEFORE = re.compile(r"\(\s*\Z")
_BRACKET_AFTER = re.compile(r"\s*\)")
_SORT = re.compile(r"\bsort:[^\s()|]+", re.IGNORECASE)


def span_of(query: Query, margin: ApproximateMargin | None = None) -> Period | None:
    """Return the days that a whole query is about: what its `date:` terms have in common.

    A term counts where every record must match it, and where it names one date or one range.
    """
    span: Period | None = None
    for field in _date_fields(query.root):
        found = _period(field.values, margin)
        if found is not None:
            span = found if span is None or not span.overlaps(found) else span.within(found)
    return span


def with_span(query: Query, period: Period | None) -> str:
    """Return a query's text with its span exchanged, or taken out; all the rest stays as it was typed.

    Raises:
        QueryError: if the text cannot be understood.
    """
    if query.problem is not None:
        raise query.problem
    text = query.text
    fields = _date_fields(query.root)
    kept = fields[:1] if period is not None else []
    for field in reversed(fields[len(kept) :]):
        text = _without(text, field.start, field.end)
    if period is None:
        return text
    if not kept:
        return _with(parse_query(text), f"date:{written(period)}")
    start, end = kept[0].start, kept[0].end
    name = text[start : start + len("date:")]
    sure = "=" if any(isinstance(value, Dates) and value.certain for value in kept[0].values) else ""
    return f"{text[:start]}{name}{sure}{written(period)}{text[end:]}"


def _conjuncts(node: Node | None) -> Iterator[Node]:
    """Yield what every record must match."""
    if isinstance(node, And):
        for child in node.children:
            yield from _conjuncts(child)
    elif node is not None:
        yield node


def _date_fields(root: Node | None) -> list[Field]:
    return [node for node in _conjuncts(root) if isinstance(node, Field) and node.name == "date"]


def _period(values: tuple[Value, ...], margin: ApproximateMargin | None) -> Period | None:
    if len(values) != 1:
        return None
    value = values[0]
    if isinstance(value, Dates):
        days = days_of(value, margin)
        return Period(*days[0]) if len(days) == 1 else None
    return _compared(value, margin) if isinstance(value, DateComparison) else None


def _compared(value: DateComparison, margin: ApproximateMargin | None) -> Period:
    ranges = days_of(Dates(value.date, value.date, False, value.start, value.end), margin)
    first, last = ranges[0][0], ranges[-1][1]
    return {
        "<": Period(float("-inf"), first - 1),
        "<=": Period(float("-inf"), last),
        ">": Period(last + 1, float("inf")),
        ">=": Period(first, float("inf")),
    }[value.operator]


# Rewriting: a way is tried, and taken where what it leaves means what it should


def _means(text: str, nodes: list[Node]) -> bool:
    query = parse_query(text)
    return query.problem is None and list(_conjuncts(query.root)) == nodes


def _without(text: str, start: int, end: int) -> str:
    """Return a query without the term at a place, and without the brackets or the `AND` that stood for it alone."""
    query = parse_query(text)
    nodes = list(_conjuncts(query.root))
    rest = [node for node in nodes if not (isinstance(node, Field) and (node.start, node.end) == (start, end))]
    if not rest and query.sort is None:
        return ""  # whatever else was typed has no word in it
    brackets = _brackets(text, start, end)
    while brackets is not None and not _means(_cut(text, start, end), rest):
        start, end = brackets
        brackets = _brackets(text, start, end)
    left = _cut(text, start, end)
    ways = [left, *(_cut(left, *operator.span()) for operator in _AND.finditer(left))]
    return next((way for way in ways if _means(way, rest)), left)


def _brackets(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of a part of a text with the brackets around it, or None where there are none."""
    opening, closing = _BRACKET_BEFORE.search(text[:start]), _BRACKET_AFTER.match(text[end:])
    return (opening.start(), end + closing.end()) if opening and closing else None


def _cut(text: str, start: int, end: int) -> str:
    """Return a text without a part of it, and without one of the blanks around that."""
    before, after = text[:start], text[end:]
    if before[-1:].isspace() and (not after or after[0].isspace()):
        before = before[:-1]
    elif not before and after[:1].isspace():
        after = after[1:]
    elif before and after and not before[-1].isspace() and not after[0].isspace():
        before += " "
    return before + after


def _with(query: Query, term: str) -> str:
    """Return a query that one term more narrows: alternatives get brackets, an order stays outside them."""
    text = query.text
    nodes = [*_conjuncts(query.root), *_conjuncts(parse_query(term).root)]
    blank = " " if text and not text[-1].isspace() else ""
    ways = [f"{text}{blank}{term}", f"({text}) {term}"]
    ways += [f"({_cut(text, *order.span())}) {term} {order[0]}" for order in _SORT.finditer(text)]
    return next((way for way in ways if _means(way, nodes)), ways[0])
