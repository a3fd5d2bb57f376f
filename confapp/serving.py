"""Runs the whole program on one machine: readies the data, then the web server and the worker."""

import argparse
import os
import signal
import socket
import sys
import time
from pathlib import Path
from types import FrameType

from flask import Flask

from confapp import listening
from confapp.children import STOPPING, Children
from confapp.settings import ROOT

START_WITHIN_SECONDS = 60


def main() -> int:
    for number in STOPPING:
        signal.signal(number, _leave)
    options = _parse(sys.argv[1:])
    listener = listening.reserve(options.host, options.port)
    address = listening.address_of(listener)
    os.environ["CONFAPP_DATA_DIR"] = str(options.data.resolve())
    os.environ.setdefault("CONFAPP_BASE_URL", address)
    app = _prepare(demo=options.demo)
    with Children() as children:
        _start(children, listener)
        _await_answer(children, address)
        _announce(app, address)
        return _watch(children)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/serve")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--port", type=_port, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    data_dir = os.environ.get("CONFAPP_DATA_DIR") or ROOT / "instance"
    parser.add_argument("--data", type=Path, default=Path(data_dir))
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (0 to 65535)")
    return int(text)


def _prepare(*, demo: bool) -> Flask:
    from flask_migrate import upgrade

    from confapp import create_app
    from confapp.seeding import seed_if_empty

    app = create_app()
    if app.config["IS_DEMO"] and not demo:
        raise SystemExit(
            "Thư mục dữ liệu chứa dữ liệu mẫu: hãy thêm --demo hoặc chọn --data khác · "
            "This data folder holds sample data: please add --demo, or choose another --data"
        )
    with app.app_context():
        upgrade()
        seed_if_empty()
        if demo:
            from confapp.demo import load_if_empty

            load_if_empty()
    return app


def _start(children: Children, listener: socket.socket) -> None:
    config = str(ROOT / "confapp/gunicorn_config.py")
    fd = listener.fileno()
    children.start("web", "gunicorn", "--config", config, "--bind", f"fd://{fd}", keep=[fd])
    children.start("worker", "confapp.worker")
    listener.close()


def _await_answer(children: Children, address: str) -> None:
    deadline = time.monotonic() + START_WITHIN_SECONDS
    while not listening.answers(address):
        if children.ended():
            raise SystemExit(_watch(children))
        if time.monotonic() > deadline:
            raise SystemExit("Phần web không trả lời · The web server does not answer")
        time.sleep(0.05)


def _announce(app: Flask, address: str) -> None:
    from confapp.people.inviting import first_sign_in_link

    settings = app.config["SETTINGS"]
    print(f"Chương trình đang chạy tại · The program is running at {address}")
    with app.app_context():
        link = first_sign_in_link(base_url=settings.base_url)
    if link:
        print(f"Ban tổ chức đăng nhập lần đầu · The organiser's first sign-in, once: {link}")
    if settings.demo_marker.exists():
        _tell_demo_accounts()
    print("Ctrl-C để dừng · Ctrl-C stops it", flush=True)


def _tell_demo_accounts() -> None:
    from confapp.demo.accounts import DOMAIN, PASSWORD

    print(
        f"Dữ liệu mẫu · Sample data: organiser@{DOMAIN}, moderator@, clerk@, desk@, delegate@…, "
        f"mật khẩu · password {PASSWORD}"
    )


def _watch(children: Children) -> int:
    while (name := children.ended()) is None:
        time.sleep(0.2)
    print(
        f"Tiến trình {name} đã dừng ngoài ý muốn, xem thông báo ở trên · "
        f"The {name} process has stopped by itself; its last words are above",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
