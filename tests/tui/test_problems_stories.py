"""What is wrong or doubtful in a store, one key from the record."""

from __future__ import annotations

from pathlib import Path

from tests.support.seat import seat

DATA = Path(__file__).parent.parent / "data"


async def test_everything_that_check_finds_is_listed_and_one_key_from_its_record(tmp_path: Path) -> None:
    path = tmp_path / "store.toml"
    text = (DATA / "good.toml").read_text(encoding="utf-8").replace('W101 = "off"', 'W502 = "warning"')
    path.write_text(text.replace("https://gazette.example/1901", "https://gazette .example/1901"), encoding="utf-8")
    async with seat(path) as here:
        await here.press("colon")
        await here.type("what is wrong")
        await here.press("enter")
        assert "─ Problems ─" in here.screen()
        await here.type("gazette-1901 url")
        assert "sources/gazette-1901 url" in here.screen()
        await here.press("enter")
        assert here.main.record is not None
        assert here.main.record.ref == "sources/gazette-1901"
