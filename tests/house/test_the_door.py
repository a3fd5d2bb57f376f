"""Requests that may write come in one at a time; those that read pass by."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest
import sqlalchemy as sa

from confapp.one_writer import Door, Queue


class Program:
    """Notes how many are in it at once; a POST to /stay stays until it is told to go."""

    def __init__(self) -> None:
        self.may_go, self.stays = Event(), Event()
        self.most_at_once = self._inside = 0
        self._lock = Lock()

    def __call__(self, environ, _start_response):
        with self._lock:
            self._inside += 1
            self.most_at_once = max(self.most_at_once, self._inside)
        if environ["PATH_INFO"] == "/stay":
            self.stays.set()
            assert self.may_go.wait(30)
        with self._lock:
            self._inside -= 1
        return [b"answer"]


def ask(door: Door, method: str, path: str = "/"):
    return door({"REQUEST_METHOD": method, "PATH_INFO": path}, None)


def test_many_who_may_write_are_never_in_at_once() -> None:
    program = Program()
    door = Door(program, longest_seconds=30)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _number: ask(door, "POST"), range(200)))

    assert answers == [[b"answer"]] * 200
    assert program.most_at_once == 1


def test_who_reads_passes_by_and_who_has_waited_goes_in_all_the_same() -> None:
    program = Program()
    door = Door(program, longest_seconds=0.01)

    with ThreadPoolExecutor(1) as pool:
        staying = pool.submit(ask, door, "POST", "/stay")
        assert program.stays.wait(30)
        assert ask(door, "GET") == [b"answer"]
        assert ask(door, "DELETE") == [b"answer"]
        assert not staying.done()
        program.may_go.set()

    assert staying.result() == [b"answer"]


def test_the_next_is_let_in_while_the_one_before_waits_for_the_disk() -> None:
    engine = sa.create_engine("sqlite://")
    Queue(engine)
    committing, may_go = Event(), Event()

    def program(environ, _start_response):
        if environ["PATH_INFO"] == "/stay":
            with engine.begin() as connection:
                connection.execute(sa.text("SELECT 1"))
            committing.set()
            assert may_go.wait(30)
        return [b"answer"]

    door = Door(program, longest_seconds=3600)

    with ThreadPoolExecutor(1) as pool:
        staying = pool.submit(ask, door, "POST", "/stay")
        assert committing.wait(30)
        assert ask(door, "POST") == [b"answer"]
        may_go.set()

    assert staying.result() == [b"answer"]


def test_a_failure_leaves_the_door_open() -> None:
    def fails(_environ, _start_response):
        raise RuntimeError("failed")

    door = Door(fails, longest_seconds=30)

    for _time in range(2):
        with pytest.raises(RuntimeError, match="failed"):
            ask(door, "POST")
