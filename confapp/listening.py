"""The address that the web server listens on, as its launcher sees it."""

import errno
import http.client
import socket
from urllib.parse import urlsplit

EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def reserve(host: str, port: int) -> socket.socket:
    """Hold the port for gunicorn; nobody can connect until gunicorn listens on it."""
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
    except OSError as error:
        raise SystemExit(_why_not_open(error, host, port)) from None
    return listener


def address_of(listener: socket.socket) -> str:
    """Where a browser on this machine finds it."""
    host, port = listener.getsockname()[:2]
    host = EVERY_ADDRESS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def answers(address: str) -> bool:
    """Whether anything at all answers there: even a refusal shows that the server is up."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _why_not_open(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Cổng {port} đang có chương trình khác dùng, hãy chọn cổng khác bằng --port · "
            f"Port {port} is in use by another program, please choose another one with --port"
        )
    return f"Không mở được · Cannot open {host}, port {port}: {error.strerror}"
