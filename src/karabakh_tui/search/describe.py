"""How a query was understood, in words."""

from __future__ import annotations

from karabakh_tui.model.date_text import display_date

from .nodes import And, DateComparison, Dates, Field, Node, Not, Numbers, Term, Value

_COMPARED = {"<": "before", "<=": "in or before", ">": "after", ">=": "in or after"}


def described(root: Node | None, sort: str | None) -> str:
    """Return a query as a sentence."""
    words = "everything" if root is None else _node(root)
    return f"{words}, in the order of {sort}" if sort else words


def _node(node: Node, *, inside: bool = False) -> str:
    if isinstance(node, Term):
        return _term(node)
    if isinstance(node, Field):
        return f"{node.name} {' or '.join(_value(value) for value in node.values)}"
    if isinstance(node, Not):
        return f"not {_node(node.child, inside=True)}"
    joint = " and " if isinstance(node, And) else " or "
    words = joint.join(_node(child, inside=True) for child in node.children)
    return f"({words})" if inside else words


def _term(term: Term) -> str:
    if term.exact:
        return f"exactly “{term.written}”"
    words = " ".join(term.tokens)
    return f"words that begin with “{words}”" if term.prefix else f"“{words}”"


def _value(value: Value) -> str:
    if isinstance(value, Term):
        return _term(value)
    if isinstance(value, Numbers):
        return _numbers(value)
    if isinstance(value, DateComparison):
        return f"{_COMPARED[value.operator]} {display_date(value.date)}"
    assert isinstance(value, Dates)
    sure = "certainly" if value.certain else "possibly"
    if value.single:
        words = display_date(value.single)
        return f"{sure} {words}" if words.startswith(("since", "until")) else f"{sure} in {words}"
    if value.low and value.high:
        return f"{sure} from {display_date(value.low)} to {display_date(value.high)}"
    if value.low:
        return f"{sure} from {display_date(value.low)} on"
    assert value.high is not None  # a range has one end at least
    return f"{sure} up to {display_date(value.high)}"


def _numbers(numbers: Numbers) -> str:
    if numbers.low == numbers.high:
        return str(numbers.low)
    if numbers.low is None:
        return f"{numbers.high} at most"
    if numbers.high is None:
        return f"{numbers.low} at least"
    return f"{numbers.low} to {numbers.high}"
