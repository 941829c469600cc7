"""Time on the main screen: the strip of how much happened when, the span of the query, and ways to go to a date."""

from __future__ import annotations

import math

from textual import on, work
from textual.geometry import Size
from textual.getters import query_one
from textual.reactive import var
from textual.worker import get_current_worker

from karabakh_tui.model.axis import Axis, window
from karabakh_tui.model.date_text import MONTHS
from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.periods import Period, Unit, around, narrowed, part_of, stepped, widened
from karabakh_tui.model.records import Event, Quote, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.density import Density, extent
from karabakh_tui.search.query import QueryError, parse_query
from karabakh_tui.search.result import Result
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.text.dates import display_date
from karabakh_tui.tui.text.density import axis_for, bars
from karabakh_tui.tui.widgets.density_strip import DensityStrip

from .asking import Asking

COUNTED_AT_ONCE = 2_000
"""Dated records up to which they are counted before the first frame."""


def strip_height(size: Size) -> int:
    """Return the lines that the strip gets on a screen of a size: none where the lists need them more."""
    if size.width < 60 or size.height < 20:
        return 0
    return 2 if size.height >= 24 else 1


class Timing(Asking):
    """Shows when things happened, and writes spans of time into the query."""

    shown: var[Period | None] = var(None)
    """The days that the strip shows."""

    strip = query_one(DensityStrip)

    extent: Period | None = None
    """The days that the store tells of."""
    density: Density | None = None
    _axis: Axis | None = None
    _stepped_to: str | None = None
    """The query that the last step through time wrote: another step goes on from it, as one way to go back."""

    def make_strip(self) -> DensityStrip:
        """Return the strip at the height that it is to have."""
        strip = DensityStrip()
        strip.styles.height = strip_height(self.app.size) or 1
        strip.display = strip_height(self.app.size) > 0
        return strip

    def take_store(self, loaded: Loaded) -> None:
        """Begin with another store; the dates of a large one are made ready by `measure`, later."""
        store = loaded.store
        self.extent = extent(store)
        self.density = Density(store) if len(store.events) + len(store.quotes) <= COUNTED_AT_ONCE else None
        super().take_store(loaded)

    @work(thread=True, exclusive=True, group="measure")
    def measure(self, store: FactStore) -> None:
        """Make the dates of a store ready to be counted, in a thread."""
        if self.density is not None:
            return
        worker = get_current_worker()
        density = Density(store)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._measured, density)

    def _measured(self, density: Density) -> None:
        if density.store is self.store:
            self.density = density
            self._fill_strip()

    def show_result(self, result: Result) -> None:
        """Hand a result to all that show it; the strip counts it."""
        with self.app.batch_update():
            span = asked_span(result)
            self.shown = window(span, self.extent) if self.extent is not None else None
            super().show_result(result)
            self._fill_strip()

    @on(DensityStrip.Resized)
    def _fill_strip(self) -> None:
        result = self.hits or self.result
        width = self.strip.size.width or self.app.size.width - self.strip.gutter.width  # before the first layout
        if self.density is None or self.shown is None or self.extent is None or result is None or not width:
            return
        self._axis = axis_for(self.shown, width)
        if self._axis is not None:
            span = asked_span(result)
            counts = self.density.whole, self.density.of(result)
            self.strip.bars = bars(self._axis, *counts, self.shown, self.extent, span, width)

    def on_resize(self) -> None:
        """Give the strip the lines that there are for it."""
        height = strip_height(self.size)
        self.strip.display = height > 0
        if height:
            self.strip.styles.height = height

    # The span

    @on(DensityStrip.Chosen)
    def _chosen_columns(self, event: DensityStrip.Chosen) -> None:
        if self._axis is not None and event.last < len(self._axis):
            self._ask_span(self._axis.period(event.first, event.last))

    def _span(self) -> Period | None:
        from karabakh_tui.search.span import span_of

        assert self.store is not None
        return span_of(parse_query(self.search_bar.value), self.store.header.approximate_margin)

    def _ask_span(self, period: Period | None) -> None:
        """Ask the same query for another span; of several steps in a row, only the first leaves a way back."""
        from karabakh_tui.search.span import with_span

        query = parse_query(self.search_bar.value)
        try:
            text = with_span(query, period)
        except QueryError as problem:
            self.show_problem(problem)
            return
        if query.text == self._stepped_to:
            self.search_bar.set_value(text)
            self.ask_now(text)
            self.to_results()
        else:
            self.set_query(text)
        self._stepped_to = text

    def _anchor(self, span: Period) -> float:
        """Return the day around which a span is narrowed: that of the record one sees, where it lies in the span."""
        date = date_of(self.record)
        if date is not None and date.earliest <= span.last and span.first <= date.latest:
            day = max(date.earliest, span.first)
            if not math.isinf(day):
                return day
        return span.first if not math.isinf(span.first) else span.last

    def _whole(self) -> Period | None:
        """Return the days that the store tells of; say so where it tells of none."""
        if self.extent is None:
            self.notify("Nothing in this store has a date.", markup=False)
        return self.extent

    def action_period(self, step: int) -> None:
        """Go to the next period, or the one before; without a span, to the year beside that of the record one sees."""
        whole = self._whole()
        if whole is None:
            return
        span = self._span()
        there = stepped(span if span is not None else around(self._anchor(whole), Unit.YEAR), step)
        if there is None or not there.overlaps(whole):
            self.notify(f"Nothing in this store is {'later' if step > 0 else 'earlier'}.", markup=False)
        else:
            self._ask_span(there)

    def action_narrow(self) -> None:
        """Narrow the span to the decade, year, month or day of the record one sees."""
        whole = self._whole()
        if whole is None:
            return
        span = self._span()
        if span is None or (span.is_open and span.overlaps(whole)):
            part = whole if span is None else span.within(whole)
            there = part_of(part, self._anchor(part))
        else:
            there = None if span.is_open else narrowed(span, self._anchor(span))
        if there is None:
            self.notify("There is no shorter span than this.", markup=False)
        else:
            self._ask_span(there)

    def action_widen(self) -> None:
        """Widen the span to the month, year or decade that holds it; then to all."""
        whole = self._whole()
        if whole is None:
            return
        span = self._span()
        wider = widened(span) if span is not None else None
        if wider is None or wider.covers(whole):
            self.action_all_time()
        else:
            self._ask_span(wider)

    def action_all_time(self) -> None:
        """Take the span out of the query."""
        from karabakh_tui.search.span import with_span

        query = parse_query(self.search_bar.value)
        if query.problem is None and with_span(query, None) == query.text:
            self.notify("All of the time is shown already.", markup=False)
        else:
            self._ask_span(None)

    def action_chart(self) -> None:
        """Show the facts that were found as a chart over the whole screen."""
        result = self.hits or self.result
        if self._whole() is None or self.density is None or self.shown is None or result is None:
            return
        from .chart import Chart  # not before it is asked for: it loads the plotting library

        self.app.push_screen(Chart(self.density, result, self.shown))

    # To a date

    def action_go_to_date(self) -> None:
        """Ask for a date, and go to the first event of the timeline from then on."""
        result = self.result
        if result is None:
            return
        from .date_rows import events_from

        store, places = result.store, result.matched["events"]
        self.choose("Go to a date", events_from(store, places), self._go_to_event)

    def _go_to_event(self, ref: str | None) -> None:
        event = self.store.find(ref) if ref is not None and self.store is not None else None
        if event is not None:
            self.leave_place()
            self.to_event(event)

    def leave_place(self) -> None:
        """Remember the present place, to come back to."""
        raise NotImplementedError

    def to_event(self, event: Record) -> None:
        """Put the timeline's cursor on an event."""
        raise NotImplementedError

    # From a record

    def _dated(self) -> UncertainDate | None:
        date = date_of(self.record)
        if date is None:
            self.notify("This record has no date: go to an event or a quote first.", markup=False)
        return date

    def action_other_years(self) -> None:
        """Ask what happened in the same month of other years."""
        date = self._dated()
        if date is None or self.store is None:
            return
        from karabakh_tui.search.nearby import month_of, months_query, other_years

        month = month_of(date)
        if month is None:
            self.notify("The month of this is not known.", markup=False)
            return
        found = other_years(self.store, month)
        if found:
            self.set_query(months_query(found))
        else:
            self.notify(f"Nothing else is known to lie in {MONTHS[month % 12]} of a year.", markup=False)

    def action_within(self) -> None:
        """Ask what else happened within some days of the record one sees."""
        date = self._dated()
        if date is None:
            return
        from karabakh_tui.search.nearby import days_around

        from .date_rows import days_offered

        if days_around(date, 0) is None:
            self.notify("This has an open end: there are no days around it.", markup=False)
            return
        rows = days_offered(date, self.density)
        self.choose(f"What happened around {display_date(date)}, this with it", rows, self._within)

    def _within(self, query: str | None) -> None:
        if query is not None:
            self.set_query(query)


def asked_span(result: Result) -> Period | None:
    """Return the span that a result's query asks for."""
    if result.is_all:
        return None
    from karabakh_tui.search.span import span_of

    return span_of(result.query, result.store.header.approximate_margin)


def date_of(record: Record | None) -> UncertainDate | None:
    """Return the date of an event or a quote."""
    return record.date if isinstance(record, (Event, Quote)) else None
