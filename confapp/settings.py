"""What the environment asks for, read once and checked before anything starts."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from confapp.bodies import LARGEST_BODY

POOL_TIMEOUT_SECONDS = 120
ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32


class BadSetting(SystemExit):
    """A setting that stops the start; carries the one sentence to print."""


@dataclass(frozen=True)
class Settings:
    secret_key: str
    database_url: str
    redis_url: str | None
    base_url: str
    mail_url: str | None
    data_dir: Path
    trusted_hosts: tuple[str, ...]
    proxy_hops: int
    is_production: bool
    signing_roots: bytes | None = None

    @property
    def over_tls(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The name under which the installation is known to the world."""
        return urlsplit(self.base_url).hostname or "localhost"

    @property
    def demo_marker(self) -> Path:
        return self.data_dir / "demo.json"


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raises `BadSetting` with a sentence for a value that cannot be used."""
    is_production = _environment_name(environ) == "production"
    data_dir = Path(environ.get("CONFAPP_DATA_DIR") or ROOT / "instance").resolve()
    # Names, letters and files of delegates lie here.
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = Settings(
        secret_key=_secret_key(environ, data_dir, is_production=is_production),
        database_url=_database_url(environ, data_dir),
        redis_url=_url(environ, "CONFAPP_REDIS_URL", {"redis", "rediss", "unix"}),
        base_url=(_url(environ, "CONFAPP_BASE_URL", {"http", "https"}) or "http://127.0.0.1:8000"),
        mail_url=_url(environ, "CONFAPP_MAIL_URL", {"smtp", "smtps"}),
        data_dir=data_dir,
        trusted_hosts=tuple(filter(None, environ.get("CONFAPP_TRUSTED_HOSTS", "").split(","))),
        proxy_hops=_proxy_hops(environ),
        is_production=is_production,
        signing_roots=_signing_roots(environ),
    )
    if is_production:
        _refuse_unsafe(settings, environ)
    return settings


def _environment_name(environ: Mapping[str, str]) -> str:
    name = environ.get("CONFAPP_ENV", "development")
    if name not in {"development", "production"}:
        raise BadSetting(f"CONFAPP_ENV must be development or production, not {name!r}.")
    return name


def _secret_key(environ: Mapping[str, str], data_dir: Path, *, is_production: bool) -> str:
    given = environ.get("CONFAPP_SECRET_KEY")
    if given and len(given) < SHORTEST_SECRET:
        raise BadSetting(f"CONFAPP_SECRET_KEY must have at least {SHORTEST_SECRET} characters.")
    if given or is_production:
        return given or ""
    return _kept_secret(data_dir / "secret-key")


def _kept_secret(path: Path) -> str:
    try:
        with open(path, "x", encoding="ascii", opener=_private) as file:
            file.write(secrets.token_hex(SHORTEST_SECRET))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _database_url(environ: Mapping[str, str], data_dir: Path) -> str:
    given = environ.get("CONFAPP_DATABASE_URL")
    if not given:
        return f"sqlite:///{data_dir / 'confapp.db'}"
    scheme, separator, rest = given.partition("://")
    if not separator or scheme not in {"sqlite", "postgresql", "postgresql+psycopg"}:
        raise BadSetting("CONFAPP_DATABASE_URL must start with sqlite:// or postgresql://.")
    return f"postgresql+psycopg://{rest}" if scheme == "postgresql" else given


def _url(environ: Mapping[str, str], name: str, schemes: set[str]) -> str | None:
    given = environ.get(name)
    if given and urlsplit(given).scheme not in schemes:
        raise BadSetting(f"{name} must start with {' or '.join(sorted(schemes))}, then ://.")
    return given.rstrip("/") if given else None


def _proxy_hops(environ: Mapping[str, str]) -> int:
    given = environ.get("CONFAPP_PROXY_HOPS", "0")
    if not given.isascii() or not given.isdigit():
        raise BadSetting(f"CONFAPP_PROXY_HOPS must be a whole number, not {given!r}.")
    return int(given)


def _signing_roots(environ: Mapping[str, str]) -> bytes | None:
    """The certificates (PEM) of the authorities whose signatures are trusted."""
    given = environ.get("CONFAPP_SIGNING_ROOTS")
    if not given:
        return None
    path = Path(given)
    roots = path.read_bytes() if path.is_file() else b""
    if b"-----BEGIN CERTIFICATE-----" not in roots:
        raise BadSetting(
            f"CONFAPP_SIGNING_ROOTS must be a file of PEM certificates, not {given!r}."
        )
    return roots


def _refuse_unsafe(settings: Settings, environ: Mapping[str, str]) -> None:
    if not settings.secret_key:
        raise BadSetting("Production needs CONFAPP_SECRET_KEY with at least 32 characters.")
    if not settings.over_tls:
        raise BadSetting("Production needs CONFAPP_BASE_URL with an https:// address.")
    if not settings.trusted_hosts:
        raise BadSetting("Production needs CONFAPP_TRUSTED_HOSTS.")
    if settings.demo_marker.exists():
        raise BadSetting("Production refuses a data folder that holds sample data.")
    if environ.get("FLASK_DEBUG", "0") not in {"", "0"}:
        raise BadSetting("Production refuses FLASK_DEBUG.")


def configure(app: Flask, environ: Mapping[str, str]) -> None:
    """Set what Flask leaves open by default."""
    settings = from_environment(environ)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        # Places are given one after the other: whoever waits for a connection is not turned away.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True, "pool_timeout": POOL_TIMEOUT_SECONDS},
        SESSION_COOKIE_NAME="__Host-session" if settings.over_tls else "session",
        SESSION_COOKIE_SECURE=settings.over_tls,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAIL_TIMEOUT_SECONDS=20,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
