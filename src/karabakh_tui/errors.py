"""The mistakes a user can meet, each with the exit code that the command line promises for it."""

from __future__ import annotations


class KarabakhError(Exception):
    """Something to be told in one sentence: what is wrong, where, and what to do. Never a traceback."""

    exit_code = 1


class UsageError(KarabakhError):
    """The program was called in a way it cannot serve."""

    exit_code = 2


class StoreError(KarabakhError):
    """A fact store cannot be read at all; the message names the file and, where there is one, line and column."""

    exit_code = 3
