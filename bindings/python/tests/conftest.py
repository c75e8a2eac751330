# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import empower
import pytest
from hypothesis import settings

# The same examples each time, however busy the machine is.
settings.register_profile("empower", deadline=None, derandomize=True)
settings.load_profile("empower")


@pytest.fixture(scope="session")
def stock_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated stock: every kind of table has rows."""
    return empower.simulate_public_stock(
        tmp_path_factory.mktemp("simulated") / "stock",
        buildings=40,
        seed=7,
        daily_share=0.2,
        hourly_share=0.05,
    )


@pytest.fixture(scope="session")
def analysis(stock_folder: Path) -> empower.Analysis:
    return empower.analyse(stock_folder, budget_eur=1e6, expected=True)
