"""How busy the machine is with other things: a fixed computation, timed again and again between the measures."""

from __future__ import annotations

import time
from statistics import median

ROUNDS = 20_000


class Noise:
    """Times of the same computation; undisturbed, all would be the same."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def sample(self) -> None:
        """Time the computation once; it takes about a millisecond."""
        started = time.perf_counter()
        total = 0
        for number in range(ROUNDS):
            total += number
        self.times.append(time.perf_counter() - started)

    def __str__(self) -> str:
        """Say how much longer than at best it took."""
        if not self.times:
            return "noise: not measured"
        best = min(self.times)
        usual, worst = median(self.times) / best, max(self.times) / best
        return f"noise: the same computation took {usual:.2f} times as long as at best (median), {worst:.1f} at most"
