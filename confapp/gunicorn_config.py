"""How gunicorn serves the program; `bin/serve` and the service files use it alike."""

import gc
import os
import resource
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from confapp.children import end_with_parent

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

OPEN_FILES = 8192
SILENT_SECONDS = 60

wsgi_app = "wsgi:app"
worker_class = "confapp.web_worker.FairWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8
preload_app = True

# Phones ask every three seconds and keep their connection between two questions.
keepalive = 5
worker_connections = 3000

timeout = 30
graceful_timeout = 5
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190

loglevel = "warning"
accesslog = None
forwarded_allow_ips = "127.0.0.1,::1"
# What a proxy says is weighed in one place only: by CONFAPP_PROXY_HOPS.
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def on_starting(server: "Arbiter") -> None:
    end_with_parent()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def when_ready(server: "Arbiter") -> None:
    """Keep connections that say nothing, such as a browser's spare ones, from holding threads.

    gunicorn gives every new connection a thread for five seconds; Linux can hold it back until
    something has been said.
    """
    for listener in server.LISTENERS:
        if hasattr(socket, "TCP_DEFER_ACCEPT") and listener.FAMILY != socket.AF_UNIX:
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SILENT_SECONDS)


def pre_fork(server: "Arbiter", worker: "Worker") -> None:
    """Close what the master has open: SQLite's connections must not cross a fork."""
    from wsgi import app

    with app.app_context():
        for engine in app.extensions["sqlalchemy"].engines.values():
            engine.dispose()
    app.extensions["queue"].storage.close()
    # What the program is made of stays: looking through it for garbage stops all threads for long.
    gc.freeze()
