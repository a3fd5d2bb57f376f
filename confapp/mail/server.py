"""A connection to the mail server that the settings name."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, unquote

from confapp.mail.failures import FAILURES


@contextmanager
def connected(server: SplitResult, *, timeout_seconds: float) -> Iterator[smtplib.SMTP]:
    """A connection that is ready to send; every answer is waited for so long at most."""
    encryption = ssl.create_default_context()
    connection = _reach(server, encryption, timeout_seconds)
    try:
        _introduce(connection, server, encryption)
        yield connection
        # Once all is accepted, a server that hangs up badly changes nothing.
        with suppress(*FAILURES):
            connection.quit()
    finally:
        connection.close()


def _reach(server: SplitResult, encryption: ssl.SSLContext, timeout: float) -> smtplib.SMTP:
    host = server.hostname or "localhost"
    if server.scheme == "smtps":
        port = server.port or smtplib.SMTP_SSL_PORT
        return smtplib.SMTP_SSL(host, port, timeout=timeout, context=encryption)
    return smtplib.SMTP(host, server.port or smtplib.SMTP_PORT, timeout=timeout)


def _introduce(connection: smtplib.SMTP, server: SplitResult, encryption: ssl.SSLContext) -> None:
    connection.ehlo_or_helo_if_needed()
    if server.scheme == "smtp" and (connection.has_extn("starttls") or "starttls" in server.query):
        connection.starttls(context=encryption)
    if server.username:
        connection.login(unquote(server.username), unquote(server.password or ""))
