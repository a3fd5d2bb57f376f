"""Carries out queued work until it is told to stop: `python -m confapp.worker`."""

import logging

from confapp import create_app
from confapp.children import end_with_parent


def main() -> None:
    end_with_parent()
    app = create_app()
    logging.getLogger("huey").setLevel(logging.WARNING)
    consumer = app.extensions["queue"].create_consumer(
        workers=2, max_delay=1, graceful_signal="TERM", shutdown_timeout=8
    )
    consumer.run()


if __name__ == "__main__":
    main()
