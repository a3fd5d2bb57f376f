"""What somebody meets who has only the repository: locked requirements and bin/serve."""

import itertools
import re
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKED = [ROOT / "requirements/serve.txt", ROOT / "requirements/develop.txt"]

Serve = Callable[..., "Served"]


class Served:
    """A running bin/serve, and every process it has started."""

    def __init__(self, *options: str) -> None:
        self.launcher = psutil.Popen(
            [ROOT / "bin/serve", *options], stdout=subprocess.PIPE, encoding="utf-8"
        )
        self.family = [self.launcher]

    def await_address(self) -> None:
        lines = iter(self.launcher.stdout.readline, "")
        self.words = "".join(itertools.takewhile(lambda line: "Ctrl-C" not in line, lines))
        self.address = re.search(r"running at (\S+)", self.words)[1]
        self.family += self.launcher.children(recursive=True)

    def still_there(self, seconds: float) -> list[psutil.Process]:
        return psutil.wait_procs(self.family, timeout=seconds)[1]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    started: list[Served] = []

    def start(*options: str) -> Served:
        started.append(Served("--data", str(tmp_path), "--port", "0", *options))
        started[-1].await_address()
        return started[-1]

    yield start
    for served in started:
        for process in served.still_there(0):
            process.kill()
        served.launcher.stdout.close()
        served.launcher.wait()


@pytest.mark.parametrize("lock", LOCKED, ids=lambda path: path.name)
def test_every_locked_requirement_has_one_version_and_hashes(lock: Path) -> None:
    requirements = lock.read_text().replace("\\\n", " ").splitlines()
    assert len(requirements) > 30
    for requirement in requirements:
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", requirement), requirement


@pytest.mark.parametrize("lock", LOCKED, ids=lambda path: path.name)
def test_no_lock_names_a_host(lock: Path) -> None:
    assert re.findall(r"\S*(?:://|--index|--find-links)\S*", lock.read_text()) == []


def test_the_versions_that_are_served_are_the_versions_that_are_tested() -> None:
    served, tested = (set(re.findall(r"^\S+==\S+", lock.read_text(), re.M)) for lock in LOCKED)
    assert served - tested == set()


@pytest.mark.xdist_group("serve")
class TestServing:
    def test_the_demo_starts_tells_its_address_and_stops_with_everything(
        self, serve: Serve
    ) -> None:
        served = serve("--demo")
        with urllib.request.urlopen(f"{served.address}/healthz") as answer:
            assert answer.status == 200
        assert "hoi-nghi-demo-2025" in served.words
        assert len(served.family) >= 4
        served.launcher.send_signal(signal.SIGTERM)
        assert served.still_there(60) == []
        assert served.launcher.wait() == 0

    def test_ctrl_c_stops_everything(self, serve: Serve) -> None:
        served = serve()
        served.launcher.send_signal(signal.SIGINT)
        assert served.still_there(60) == []
        assert served.launcher.wait() == 0

    def test_a_killed_launcher_leaves_nothing_running(self, serve: Serve) -> None:
        served = serve()
        served.launcher.kill()
        assert served.still_there(60) == []

    @pytest.mark.parametrize("module", ["gunicorn", "confapp.worker"])
    def test_a_part_that_dies_takes_the_rest_with_it(self, serve: Serve, module: str) -> None:
        served = serve()
        next(part for part in served.family if module in part.cmdline()).kill()
        assert served.still_there(60) == []
        assert served.launcher.wait() == 1

    def test_the_first_sign_in_link_opens(self, serve: Serve) -> None:
        served = serve()
        link = re.search(rf"{served.address}/sign-in/link/\S+", served.words)[0]
        with urllib.request.urlopen(link) as page:
            assert page.status == 200

    @pytest.mark.skipif(not hasattr(socket, "TCP_DEFER_ACCEPT"), reason="only Linux can do this")
    def test_connections_that_say_nothing_hold_nobody_up(self, serve: Serve) -> None:
        address = urlsplit(serve().address)
        with ExitStack() as silent:
            for _ in range(64):
                silent.enter_context(socket.create_connection((address.hostname, address.port)))
            with urllib.request.urlopen(f"{address.geturl()}/healthz", timeout=2) as answer:
                assert answer.status == 200

    def test_a_taken_port_is_told_in_one_sentence(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = str(other.getsockname()[1])
            refused = subprocess.run(
                [ROOT / "bin/serve", "--data", tmp_path / "new", "--port", port],
                capture_output=True,
                encoding="utf-8",
            )
        assert refused.returncode == 1
        assert refused.stdout == ""
        assert f"Port {port} is in use" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
        assert not (tmp_path / "new").exists()
