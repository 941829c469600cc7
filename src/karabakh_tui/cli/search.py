"""`search WORDS...`: the records that a query finds, the best first, for people and for programs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from karabakh_tui.model.records import TABLES
from karabakh_tui.search.index import Index
from karabakh_tui.search.language import STARRED
from karabakh_tui.search.nodes import Field
from karabakh_tui.search.query import Query, QueryError, parse_strictly
from karabakh_tui.search.result import Result
from karabakh_tui.storage.ahead import Ahead
from karabakh_tui.storage.read import Loaded

from .arguments import store_path
from .console import Console
from .explain import explained, other_queries, reasons, with_caret
from .formats import csv_text, envelope, json_text, plain_line
from .guessing import Sureness
from .hits import FIELDS, Hit, hit_table
from .reading import read, tell_of_set_aside

FOUND, NOTHING, UNREADABLE = 0, 1, 2
"""Exit codes."""


def search(chosen: Namespace, ahead: Ahead | None) -> int:
    """Run the command; return the exit code."""
    console = Console(no_colour=chosen.no_color)
    try:
        query = parse_strictly(" ".join(chosen.words))
    except QueryError as error:
        console.talk(with_caret(error))
        return UNREADABLE
    loaded = read(store_path(chosen), each_alone=True, ahead=ahead)
    return _answer(loaded, query, chosen, console)


def _answer(loaded: Loaded, query: Query, chosen: Namespace, console: Console) -> int:
    index = Index.build(loaded.store, once=True)
    starred = _starred(loaded, query, console)
    result = index.search(query, starred)
    assert result is not None  # nothing here interrupts a search
    sureness = Sureness(index, result, starred)
    if chosen.explain:
        console.talk(explained(index, result))
    hits = _hits(index, result, sureness, chosen)
    shown = hits if chosen.limit is None else hits[: chosen.limit]
    if chosen.explain or chosen.format in ("json", "jsonl", "csv"):
        shown = reasons(index, result, shown)
    if shown or chosen.format in ("json", "csv"):
        console.data(_text(result, shown, len(hits), chosen, console))
    tell_of_set_aside(loaded, console)
    _tell(index, result, hits, shown, chosen, console)
    return FOUND if any(not hit.guess for hit in hits) else NOTHING


def _starred(loaded: Loaded, query: Query, console: Console) -> Sequence[str]:
    """Return the stars that the reader keeps of the store, where the query asks for them."""
    if STARRED not in query.text.casefold():
        return ()
    from karabakh_tui.state.kept import Kept, kept_directory

    kept = Kept(kept_directory(loaded.store.header.id))
    stars = kept.stars()
    for problem in kept.problems:
        console.talk(problem)
    return stars


def _hits(index: Index, result: Result, sureness: Sureness, chosen: Namespace) -> list[Hit]:
    """Return what was found, in its order, without what the options leave out."""
    withdrawn_too = _asks_for_withdrawn(result.query)
    hits = []
    for found in index.ranked(result, chosen.sort):
        guess = not sureness.holds(found.row)
        if (guess and chosen.exact) or (found.record.withdrawn is not None and not withdrawn_too):
            continue
        hits.append(Hit(found.record, guess))
    return hits


def _asks_for_withdrawn(query: Query) -> bool:
    return any(
        isinstance(leaf, Field) and leaf.name == "is" and any(value.written == "withdrawn" for value in leaf.values)  # type: ignore[union-attr]
        for leaf in query.leaves
    )


def _text(result: Result, hits: Sequence[Hit], total: int, chosen: Namespace, console: Console) -> str:
    """Return the hits in the form that was asked for: a table on a terminal, elsewhere plain lines."""
    form = chosen.format or ("table" if console.terminal else "plain")
    if form == "json":
        answer = {**envelope(result.store), "query": result.query.text, "total": total, "shown": len(hits)}
        return json_text({**answer, "hits": [hit.values() for hit in hits]})
    if form == "jsonl":
        return "".join(json_text(hit.values(), line=True) for hit in hits)
    if form == "csv":
        return csv_text(FIELDS, (hit.csv_cells() for hit in hits), raw=chosen.raw)
    if form == "plain":
        return "".join(plain_line(hit.plain_cells(result.store, explain=chosen.explain)) for hit in hits)
    return hit_table(hits, result.store, console, explain=chosen.explain)


def _tell(
    index: Index, result: Result, hits: Sequence[Hit], shown: Sequence[Hit], chosen: Namespace, console: Console
) -> None:
    """Say what is not in the data: guesses, what was left out, and where nothing was found what would be."""
    for guess in result.guessed if hits else ():
        meant = " or ".join(f"“{word}”" for word in guess.words)
        console.talk(f"no record has “{guess.written}”; {'near it' if chosen.exact else 'a guess'}: {meant}")
    withdrawn = 0 if _asks_for_withdrawn(result.query) else _withdrawn(result)
    if withdrawn:
        console.talk(f"{_records(withdrawn)} withdrawn and not listed; add is:withdrawn to list those")
    if len(shown) < len(hits):
        console.talk(f"{len(shown):,} of {len(hits):,} shown; {_records(len(hits) - len(shown))} left out by --limit")
    elif not hits:
        console.talk("\n  ".join(["nothing was found", *other_queries(index, result)]))
    elif console.terminal and not chosen.format:
        guessed = sum(hit.guess for hit in hits)
        console.talk(f"{len(hits):,} found" + (f", {guessed:,} of them a guess" if guessed else ""))


def _withdrawn(result: Result) -> int:
    return sum(len(result.matched[table]) - result.count(table) for table in TABLES)


def _records(count: int) -> str:
    return "1 record is" if count == 1 else f"{count:,} records are"
