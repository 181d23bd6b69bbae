"""An older store is brought to this version's schema by Alembic, after a copy of it was put beside it."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Upgrades the store to the newest schema; a SQLite store is copied to `<name>.<time>.backup` first."""
    if engine.url.get_backend_name() == "sqlite" and engine.url.database:
        _back_up(Path(engine.url.database))
    upgrade(engine)


def upgrade(engine: Engine, version: str = "head") -> None:
    """Runs every migration that the store has not seen, up to a version."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def _back_up(path: Path) -> None:
    beside = path.with_name(f"{path.name}.{datetime.now():%Y%m%d-%H%M%S}.backup")
    source, target = sqlite3.connect(path), sqlite3.connect(beside)
    with source, target:
        source.backup(target)
    source.close()
    target.close()
