"""Carries out queued work until it is told to stop: `python -m confapp.worker`."""

import logging
import os

from confapp import create_app, jobs
from confapp.children import end_with_parent

# Pages come before papers where both want the processor.
NICE = 5


def main() -> None:
    end_with_parent()
    os.nice(NICE)
    app = create_app()
    logging.getLogger("huey").setLevel(logging.WARNING)
    consumer = app.extensions["queue"].create_consumer(
        workers=2, max_delay=1, graceful_signal="TERM", shutdown_timeout=8
    )
    with app.app_context():
        jobs.sweep_at_once()
    consumer.run()


if __name__ == "__main__":
    main()
