"""Fairness one can check, on the main screen: numbers by party and side, each of which is a query one can open."""

from __future__ import annotations

from textual import work

from .sourcing import Sourcing


class Balancing(Sourcing):
    """Lists how much of the store each party and side has in it."""

    @work(thread=True, exclusive=True, group="balance")
    def action_balance(self) -> None:
        """Count what each party and side has in the store; Enter asks what a number was counted from."""
        from karabakh_tui.search.balance import balance

        from .balance_rows import balance_rows

        if self.store is not None:
            rows = balance_rows(balance(self.store))
            self.app.call_from_thread(self.choose, "Balance", rows, self._balance_chosen)

    def _balance_chosen(self, query: str | None) -> None:
        if query is not None:
            self.set_query(query)
