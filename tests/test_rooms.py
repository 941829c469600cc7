"""The house keeps its fences: imports, module sizes, and one way for store text to become what is shown."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "karabakh_tui"
MODULES = sorted(PACKAGE.rglob("*.py"))

PACKAGE = ROOT / "src" / "karabakh_tui"
HEADLESS = sorted({path.stem for path in PACKAGE.iterdir()} - {"tui", "__pycache__", "__main__", "facts"})


def modules_of(room: str) -> list[str]:
    """Return the names of all modules of a room."""
    paths = [PACKAGE / f"{room}.py"] if (PACKAGE / f"{room}.py").exists() else sorted((PACKAGE / room).rglob("*.py"))
    parts = (path.relative_to(PACKAGE.parent).with_suffix("").parts for path in paths)
    return [".".join(each).removesuffix(".__init__") for each in parts]


@pytest.mark.parametrize("room", HEADLESS)
def test_a_room_outside_tui_loads_neither_textual_nor_rich(room: str) -> None:
    imports = ", ".join(modules_of(room))
    code = f"import sys, {imports}; print([m for m in ('textual', 'rich') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout.strip() == "[]"


def test_help_and_version_load_no_model() -> None:
    code = (
        "import sys\nfrom karabakh_tui import cli\n"
        "try: cli.main(['--version'])\nexcept SystemExit: pass\n"
        "print([m for m in ('textual', 'pydantic', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout.splitlines()[-1] == "[]"


def limit(path: Path) -> int:
    return {"tui/app.py": 200, "tui/screens/main.py": 350}.get(path.relative_to(PACKAGE).as_posix(), 400)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_keeps_its_size(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit(path)


def test_no_room_is_a_junk_drawer() -> None:
    names = {path.stem for path in PACKAGE.rglob("*")}
    assert not names & {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def test_model_fields_are_declared_once() -> None:
    for path in (PACKAGE / "model").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                names = [
                    each.target.id
                    for each in node.body
                    if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
                ]
                assert len(names) == len(set(names)), f"{path.name}: {node.name} declares a field twice"


TAKES_MARKUP = {
    "Static",
    "Label",
    "Option",
    "Markdown",
    "Button",
    "Link",
    "Tree",
    "Log",
    "RichLog",
    "Checkbox",
}
"""Widgets that read a `str` as markup: ours draw `Content` themselves, so none of these may appear."""

MAKES_CONTENT = {"from_markup", "from_text", "from_rich_text"}


def calls(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


TUI = sorted((PACKAGE / "tui").rglob("*.py"))


@pytest.mark.parametrize("path", TUI, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_widget_is_handed_text_that_could_be_markup(path: Path) -> None:
    for call in calls(path):
        name = called(call)
        assert name not in TAKES_MARKUP, f"{path.name}:{call.lineno}: {name} reads markup"
        assert name not in MAKES_CONTENT, f"{path.name}:{call.lineno}: {name} parses markup"
        if name == "notify":
            plain = any(word.arg == "markup" and getattr(word.value, "value", None) is False for word in call.keywords)
            assert plain, f"{path.name}:{call.lineno}: notify without markup=False"


@pytest.mark.parametrize("path", TUI, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_titles_are_content(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in {
                "border_title",
                "border_subtitle",
                "tooltip",
            }:
                assert isinstance(node.value, ast.Call), f"{path.name}:{node.lineno}: {target.attr} is not Content"
                assert called(node.value) in {"content", "Content", "assemble", "_counts"}


TEXT_MAKERS = {"runs.py"}
"""The one module of `tui/text` that turns strings into `Content`."""


@pytest.mark.parametrize("room", ["panes", "screens", "text"])
def test_only_runs_turn_strings_into_content(room: str) -> None:
    """Elsewhere `Content(...)` is given a constant, so every string of a store passes `show()`."""
    for path in (PACKAGE / "tui" / room).rglob("*.py"):
        if path.name in TEXT_MAKERS:
            continue
        for call in calls(path):
            if called(call) == "Content":
                assert all(isinstance(each, ast.Constant) for each in call.args), (
                    f"{path.name}:{call.lineno}: Content() of something that may be store text; use content(Run(...))"
                )
