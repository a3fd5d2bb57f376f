"""The only place that reads the wall clock."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask, current_app

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def init_app(app: Flask) -> None:
    """A data folder with sample data keeps its own time, so that its day is always under way."""
    marker = app.config["SETTINGS"].demo_marker
    app.config["CLOCK_OFFSET"] = _offset_in(marker)
    app.config["IS_DEMO"] = marker.exists()


def now() -> datetime:
    """This moment, aware, in UTC."""
    return now_of(current_app)


def now_of(app: Flask) -> datetime:
    """This moment by the clock of an app that is not the current one yet."""
    offset: timedelta = app.config["CLOCK_OFFSET"]
    return datetime.now(UTC) + offset


def in_vietnam(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM)


def vietnam_time(naive: datetime) -> datetime:
    """The moment at which clocks in Viet Nam show this wall time."""
    return naive.replace(tzinfo=VIETNAM).astimezone(UTC)


def turn_to(app: Flask, moment: datetime) -> None:
    """From now on the app's clock runs on from `moment` (aware)."""
    app.config["CLOCK_OFFSET"] = moment - datetime.now(UTC)


def keep_turned(app: Flask) -> None:
    """Let whoever opens this data folder later, in any process, see the app's clock."""
    offset: timedelta = app.config["CLOCK_OFFSET"]
    marker = app.config["SETTINGS"].demo_marker
    marker.write_text(json.dumps({"clock_offset_seconds": offset.total_seconds()}))
    app.config["IS_DEMO"] = True


def _offset_in(marker: Path) -> timedelta:
    if not marker.exists():
        return timedelta()
    return timedelta(seconds=json.loads(marker.read_text())["clock_offset_seconds"])
