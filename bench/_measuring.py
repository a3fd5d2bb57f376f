"""Measuring as ratios within one run, since the machines are noisy."""

import time
from collections.abc import Callable

ROUNDS = 15


def cpu_seconds(*works: Callable[[], object]) -> list[float]:
    """The least CPU time of each work over some rounds, taken in turn after one warm-up."""
    for work in works:
        work()
    rounds = [[_once(work) for work in works] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
