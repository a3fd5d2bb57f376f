"""How long a second start takes until the program answers: at most five seconds."""

import subprocess
import tempfile
import time

from confapp.settings import ROOT

AT_MOST_SECONDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _first, *later = [_seconds_to_start(folder) for _ in range(4)]
    print(f"start\t{min(later):.1f} s for a second start (at most {AT_MOST_SECONDS} s)")


def _seconds_to_start(folder: str) -> float:
    begun = time.monotonic()
    command = [ROOT / "bin/serve", "--demo", "--port", "0", "--data", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        any("Ctrl-C" in line for line in program.stdout)
        seconds = time.monotonic() - begun
        program.terminate()
    return seconds


if __name__ == "__main__":
    main()
