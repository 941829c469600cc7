"""What is installed is complete: the record and the style sheet are in the wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_carries_the_record_and_the_styles(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            str(tmp_path),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read("karabakh_tui/facts.toml") == (ROOT / "facts.toml").read_bytes()
    assert "karabakh_tui/tui/karabakh.tcss" in names


def test_the_record_is_found_beside_an_unpacked_wheel(tmp_path: Path) -> None:
    package = tmp_path / "karabakh_tui"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "paths.py").write_bytes((ROOT / "src" / "karabakh_tui" / "paths.py").read_bytes())
    (package / "facts.toml").write_text("")
    code = "from karabakh_tui.paths import shipped_store; print(shipped_store())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert Path(done.stdout.strip()) == package / "facts.toml"
