"""What the tests of taking records along share: the small record and the shipped one."""

from __future__ import annotations

import pytest
from tests.export.stores import river

from karabakh_tui.model.store import FactStore
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> FactStore:
    return river(tmp_path_factory.mktemp("river"))


@pytest.fixture(scope="session")
def shipped() -> FactStore:
    return read_store(shipped_store(), Problems()).store
