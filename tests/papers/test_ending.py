"""A process that has printed ends in silence."""

import os
import subprocess
import sys

from confapp.settings import ROOT

PROGRAM = """
from wsgi import app
from confapp.registration.ticket_printing import Ticket, print_ticket

with app.app_context():
    print_ticket(Ticket(*["ten words"] * 10))
"""


def test_a_process_that_has_printed_ends_without_a_complaint(tmp_path):
    environment = {**os.environ, "CONFAPP_DATA_DIR": str(tmp_path)}

    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True
    )

    assert (ended.returncode, ended.stderr) == (0, "")
