"""How often an address may ask; without Valkey, or while it hangs, each process counts alone."""

from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

HALF_A_SECOND: dict[str, Any] = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}

limiter = Limiter(
    key_func=get_remote_address,
    storage_options=HALF_A_SECOND,
)


def init_app(app: Flask) -> None:
    limiter.init_app(app)
