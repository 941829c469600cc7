"""The room keeps its fence: nothing above it is loaded, and nothing is read or made at import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import karabakh_tui
from karabakh_tui import state

MODULES = sorted(path.stem for path in Path(state.__file__).parent.glob("*.py") if path.stem != "__init__")

CODE = """
import importlib, sys
watched = sys.argv[1]
def watch(event, arguments):
    if event in ("open", "os.mkdir", "os.listdir", "os.scandir") and str(arguments[0]).startswith(watched):
        sys.exit(f"{event}: {arguments[0]}")
sys.addaudithook(watch)
for name in sys.argv[2:]:
    importlib.import_module(f"karabakh_tui.state.{name}")

loaded = {".".join(name.split(".")[: 2 if name.startswith("karabakh_tui.") else 1]) for name in sys.modules}
print(" ".join(sorted(loaded - set(sys.stdlib_module_names))))
"""

MAY = {
    "__main__",
    "karabakh_tui",
    "karabakh_tui.errors",
    "karabakh_tui.paths",
    "karabakh_tui.state",
    "tomli",
    "tomli_w",
}


def test_the_room_loads_only_what_stands_below_it_and_touches_no_file_of_the_reader(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(home), *MODULES],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(karabakh_tui.__file__).parents[1]), "HOME": str(home)},
    )
    loaded = {name for name in done.stdout.split() if not name.endswith("__mypyc")}
    assert "karabakh_tui.state" in loaded
    assert {name for name in loaded if not name.startswith("_")} - MAY == set()
    assert list(home.iterdir()) == []
