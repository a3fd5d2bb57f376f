"""Who comes while a process is busy is answered by another one."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from tests.journeys.conftest import free_port

PROGRAM = """
import os
from pathlib import Path

from confapp.web_worker import FairWorker

class Patient(FairWorker):
    longest_seconds = 600

def program(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Connection", "close")])
    if environ["PATH_INFO"] == "/stay":
        Path(os.environ["STAYS"]).write_text("here")
        Path(os.environ["MAY_GO"]).read_text()
    return [str(os.getpid()).encode()]
"""


def ask(port: int, path: str) -> bytes:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return answer.read()


def test_while_all_threads_of_one_process_are_busy_the_other_takes_everybody(
    tmp_path: Path,
) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    stays, may_go = tmp_path / "stays", tmp_path / "may-go"
    os.mkfifo(stays)
    os.mkfifo(may_go)
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "1"]
    command += ["--bind", f"127.0.0.1:{port}", "--worker-class", "program.Patient"]
    told = {"PYTHONPATH": f"{tmp_path}:{Path.cwd()}", "STAYS": str(stays), "MAY_GO": str(may_go)}
    with subprocess.Popen(
        [*command, "program:program"], cwd=tmp_path, env=os.environ | told, stderr=subprocess.PIPE
    ) as server:
        try:
            assert server.stderr
            assert any(b"Booting worker" in line for line in server.stderr)
            assert any(b"Booting worker" in line for line in server.stderr)
            with subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    "import sys, urllib.request as r; "
                    "print(r.urlopen(sys.argv[1]).read().decode(), end='')",
                    f"http://127.0.0.1:{port}/stay",
                ],
                stdout=subprocess.PIPE,
            ) as busy:
                assert stays.read_text() == "here"
                others = {ask(port, "/") for _time in range(20)}
                may_go.write_text("")
                first = busy.communicate(timeout=60)[0]
            assert len(others) == 1
            assert first not in others
        finally:
            server.terminate()
            server.communicate(timeout=60)
