"""What cannot be taken along."""

from __future__ import annotations

from karabakh_tui.errors import KarabakhError


class ExportError(KarabakhError):
    """A record cannot be had in a format, or has no such cite."""
