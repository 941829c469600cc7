"""What is wrong with a query, and where."""

from __future__ import annotations

from collections.abc import Iterable

from karabakh_tui.errors import KarabakhError

LONGEST_GUESS = 40
"""Letters of a word up to which a near one is looked for."""


class QueryError(KarabakhError):
    """A query that cannot be understood: where, why, and what may have been meant."""

    exit_code = 2

    def __init__(
        self,
        text: str,
        position: int,
        end: int,
        sentence: str,
        suggestion: str | None = None,
        *,
        unfinished: bool = False,
        half_value: bool = False,
    ) -> None:
        super().__init__(sentence if suggestion is None else f'{sentence}; did you mean "{suggestion}"?')
        self.text = text
        """The whole query."""
        self.position = position
        """Where what is wrong begins in the text."""
        self.end = end
        """Behind its last letter."""
        self.sentence = sentence
        self.suggestion = suggestion
        """What to write instead of what is wrong."""
        self.unfinished = unfinished or half_value
        """It is merely half written: as far as it goes, it is understood."""
        self.half_value = half_value
        """What is half written is the value of a field, without which the query asks for something else."""

    def with_caret(self) -> str:
        """Return three lines: the query, carets under what is wrong, and the sentence."""
        line = "".join(letter if letter.isprintable() else " " for letter in self.text)
        carets = "^" * max(1, self.end - self.position)
        return f"{line}\n{' ' * self.position}{carets}\n{self}"


def nearest(written: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like what was written, if any is like it at all."""
    if len(written) > LONGEST_GUESS:
        return None
    known = list(known)
    begun = [word for word in known if len(written) > 1 and word.startswith(written)]
    from difflib import get_close_matches  # loaded for a slip only

    found = begun or get_close_matches(written, known, n=1, cutoff=0.6)
    return found[0] if found else None
