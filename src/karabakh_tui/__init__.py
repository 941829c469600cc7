"""A terminal browser for a sourced record of a contested subject."""

__version__ = "0.1.0"
