"""A slow evaluator of queries: it looks at every record for every question, and shares no code with the index.

It knows words and phrases as they are, in ASCII and without other spellings or names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from karabakh_tui.model.records import TABLES, Event, Party, Place, Quote, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.nodes import And, Node, Not, Numbers, Or, Term


def matching(store: FactStore, root: Node, starred: set[str]) -> set[str]:
    """Return the addresses of the records that a tree matches."""
    oracle = SlowOracle(store, starred)
    return {each.ref for table in TABLES for each in store.records(table) if oracle.matches(root, each)}


class SlowOracle:
    def __init__(self, store: FactStore, starred: set[str]) -> None:
        self.store = store
        self.starred = starred

    def matches(self, node: Node, record: Record) -> bool:
        if isinstance(node, And):
            return all(self.matches(child, record) for child in node.children)
        if isinstance(node, Or):
            return any(self.matches(child, record) for child in node.children)
        if isinstance(node, Not):
            return not self.matches(node.child, record)
        if isinstance(node, Term):
            return any(self.has(node, text) for text in self.texts(record, own=node.exact))
        return any(getattr(self, f"field_{node.name.replace('-', '_')}")(value, record) for value in node.values)

    # Words

    def has(self, term: Term, text: str) -> bool:
        if term.exact:
            return re.search(rf"(?<!\w){re.escape(term.written)}(?!\w)", text) is not None
        words = re.findall(r"[a-z0-9]+", text.lower())
        wanted = list(term.tokens)
        return any(self.begins(words[at : at + len(wanted)], wanted, term.prefix) for at in range(len(words)))

    @staticmethod
    def begins(words: list[str], wanted: list[str], prefix: bool) -> bool:
        if prefix:
            return len(words) == len(wanted) and words[:-1] == wanted[:-1] and words[-1].startswith(wanted[-1])
        return words == wanted

    def texts(self, record: Record, *, own: bool) -> Iterator[str]:
        """Yield a record's own text, and the names of what it is about."""
        yield record.id
        yield record.label
        yield from self.prose(record)
        for table, record_id in () if own else self.about(record):
            yield self.store.get(table, record_id).label  # type: ignore[union-attr]

    def prose(self, record: Any) -> Iterator[str]:
        if isinstance(record, Quote):
            yield from (record.text, record.date.text, *record.tags)
        elif isinstance(record, Event):
            yield from (record.summary or "", f"{record.kind} {record.status} {record.date.text}", *record.tags)
            yield from (account.says for account in record.accounts)
        elif isinstance(record, Source):
            yield from (record.kind, record.publisher or "")
        elif isinstance(record, (Party, Place)):
            yield from (record.kind, getattr(record, "summary", None) or "")

    def about(self, record: Record) -> list[tuple[str, str]]:
        if isinstance(record, Event):
            parties = [*record.parties, *(account.by for account in record.accounts)]
            return [("parties", each) for each in parties] + [("places", each) for each in record.places]
        if isinstance(record, Quote):
            return [("parties", record.speaker), *(("places", each) for each in record.places)]
        return []

    # Fields

    def named(self, table: str, term: Term, record_id: str) -> bool:
        record = self.store.get(table, record_id)
        assert record is not None
        if term.exact:
            return term.written in (record.id, record.label)
        return term.written.lower() in (record.id, record.label.lower())

    def within(self, table: str, term: Term, record_id: str) -> bool:
        """Tell whether a record is what a value names, or a part of a part of it."""
        if self.named(table, term, record_id):
            return True
        if term.exact:
            return False
        wholes = self.store.get(table, record_id).part_of or ()  # type: ignore[union-attr]
        return any(self.within(table, term, whole) for whole in ([wholes] if isinstance(wholes, str) else wholes))

    def field_party(self, term: Term, record: Record) -> bool:
        if isinstance(record, Party):
            return self.within("parties", term, record.id)
        parties = record.parties if isinstance(record, Event) else ()
        if isinstance(record, Quote):
            parties = (record.speaker,)
        return any(self.within("parties", term, each) for each in parties)

    def field_place(self, term: Term, record: Record) -> bool:
        if isinstance(record, Place):
            return self.within("places", term, record.id)
        return any(self.within("places", term, each) for each in getattr(record, "places", ()))

    def field_speaker(self, term: Term, record: Record) -> bool:
        return isinstance(record, Quote) and self.named("parties", term, record.speaker)

    def field_account(self, term: Term, record: Record) -> bool:
        return isinstance(record, Event) and any(self.named("parties", term, each.by) for each in record.accounts)

    def field_table(self, term: Term, record: Record) -> bool:
        return record.table == term.written

    def field_kind(self, term: Term, record: Any) -> bool:
        return getattr(record, "kind", None) == term.written

    def field_status(self, term: Term, record: Any) -> bool:
        return getattr(record, "status", None) == term.written

    def field_tag(self, term: Term, record: Any) -> bool:
        return term.written in getattr(record, "tags", ())

    def field_lang(self, term: Term, record: Any) -> bool:
        languages = [getattr(record, "language", None), getattr(record, "original_language", None)]
        return any(each and each.split("-")[0] == term.written for each in languages)

    def field_prec(self, term: Term, record: Any) -> bool:
        return hasattr(record, "date") and record.date.precision.name.lower() == term.written

    def cited(self, record: Any) -> list[Source]:
        cites = [*getattr(record, "cites", ())]
        for account in getattr(record, "accounts", ()):
            cites.extend(account.cites)
        return [self.store.get("sources", cite.source) for cite in cites]  # type: ignore[misc]

    def field_source(self, term: Term, record: Record) -> bool:
        sources = [record] if isinstance(record, Source) else self.cited(record)
        return any(self.named("sources", term, each.id) for each in sources)

    def field_publisher(self, term: Term, record: Record) -> bool:
        sources = [record] if isinstance(record, Source) else self.cited(record)
        return any((each.publisher or "").lower() == term.written.lower() for each in sources)

    def field_standpoint(self, term: Term, record: Record) -> bool:
        sources = [record] if isinstance(record, Source) else self.cited(record)
        return any(each.standpoint and self.named("parties", term, each.standpoint) for each in sources)

    def field_title(self, term: Term, record: Record) -> bool:
        return not isinstance(record, Quote) and self.has(term, record.label)

    def field_text(self, term: Term, record: Record) -> bool:
        return any(self.has(term, text) for text in self.prose(record))

    def field_id(self, term: Term, record: Record) -> bool:
        return record.id == term.written if term.exact else self.has(term, record.id)

    def field_is(self, term: Term, record: Any) -> bool:
        date = getattr(record, "date", None)
        return {
            "disputed": getattr(record, "status", None) == "disputed",
            "approximate": date is not None and date.approximate,
            "uncertain": date is not None and date.uncertain,
            "ongoing": date is not None and date.text.endswith("/.."),
            "one-sided": self.is_one_sided(record),
            "withdrawn": record.withdrawn is not None,
            "starred": record.ref in self.starred,
        }[term.written]

    def is_one_sided(self, record: Record) -> bool:
        sides = set()
        for source in self.cited(record):
            sides.add(self.side([source.standpoint] if source.standpoint else []))
        return len(sides) == 1 and sides != {None}

    def side(self, parties: list[str]) -> str | None:
        """Return the first side of some parties, else of what they are parts of, else of what those are parts of."""
        found = [self.store.get("parties", each) for each in parties]
        sides = [each.side for each in found if isinstance(each, Party) and each.side]
        wholes = [whole for each in found if isinstance(each, Party) for whole in each.part_of]
        return sides[0] if sides else self.side(wholes) if wholes else None

    def field_has(self, term: Term, record: Any) -> bool:
        quotes = self.store.quotes
        return {
            "quote": any(
                (record.table == "events" and record.id == each.event)
                or (record.table == "parties" and record.id == each.speaker)
                or (record.table == "places" and record.id in each.places)
                for each in quotes
            ),
            "coordinates": getattr(record, "lat", None) is not None and getattr(record, "lon", None) is not None,
            "archive": getattr(record, "archive_url", None) is not None,
            "accounts": bool(getattr(record, "accounts", ())),
            "figures": bool(getattr(record, "figures", ())),
        }[term.written]

    def field_sources(self, numbers: Numbers, record: Any) -> bool:
        if record.table in ("sources", "searches"):
            return False
        origins = set()
        for source in self.cited(record):
            while source.based_on:
                source = self.store.get("sources", source.based_on)  # type: ignore[assignment]
            origins.add(source.publisher or f"id {source.id}")
        return len(origins) in numbers
