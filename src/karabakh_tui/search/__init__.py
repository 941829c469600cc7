"""Finding: text folded to a comparable form, queries, the index, and results."""
