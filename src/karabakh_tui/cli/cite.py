"""`cite ID...`: records as citations, quotations and entries of bibliographies, to be pasted elsewhere."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from karabakh_tui.errors import UsageError
from karabakh_tui.export.errors import ExportError
from karabakh_tui.export.export import export, export_several
from karabakh_tui.model.records import Record
from karabakh_tui.storage.ahead import Ahead
from karabakh_tui.storage.read import Loaded, SetAside

from .arguments import store_path
from .console import Console
from .reading import read
from .show import MISSING, Finding, find


def cite(chosen: Namespace, ahead: Ahead | None) -> int:
    """Run the command; return the exit code, the highest where several ids are given.

    Raises:
        UsageError: if a cite is named, but not the one record that it belongs to.
    """
    if chosen.cite is not None and len(chosen.ids) > 1:
        raise UsageError("--cite is the number of a cite of one record: give one ID")
    number = None if chosen.cite is None else chosen.cite - 1
    console = Console()
    loaded = read(store_path(chosen), each_alone=True, ahead=ahead)
    findings = [_citable(find(loaded, written), loaded, chosen.format, number) for written in chosen.ids]
    for finding in findings:
        if finding.sentence:
            console.talk(finding.sentence)
    records = [finding.item for finding in findings if isinstance(finding.item, Record)]
    if records:
        text = export_several(loaded.store, records, chosen.format, number)
        console.data(f"{_in_ascii(text) if chosen.format == 'csl-json' else text}\n")
    return max(finding.exit_code for finding in findings)


def _citable(finding: Finding, loaded: Loaded, name: str, number: int | None) -> Finding:
    """Return a finding as it is, or why what it found cannot be had in a format."""
    if isinstance(finding.item, SetAside):
        return Finding(None, f"a record that is set aside cannot be cited: {finding.item.problem}", MISSING)
    if finding.item is None:
        return finding
    try:
        export(loaded.store, finding.item, name, number)
    except ExportError as error:
        return Finding(None, str(error), error.exit_code)
    return finding


def _in_ascii(text: str) -> str:
    """Return JSON as it is, or without letters that the output's encoding may lack: others would not be JSON."""
    encoding = str(getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    return text if encoding.startswith("utf") else json.dumps(json.loads(text), indent=2)
