"""What went wrong with a letter, in a short note that is kept with it."""

import smtplib

NO_ADDRESS = "no address"
UNREACHABLE = "unreachable"
NO_ANSWER = "no answer"
BROKEN_OFF = "broken off"
LOGIN_REFUSED = "login refused"
SENDER_REFUSED = "sender refused"
CLOSING, TOO_LARGE = 421, 552

FAILURES = (smtplib.SMTPException, OSError)


def in_short(error: Exception) -> str:
    """`550 5.1.1 no such user`, or one of the notes above."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"{LOGIN_REFUSED}: {_answer(error)}"
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code != TOO_LARGE:
        return f"{SENDER_REFUSED}: {_answer(error)}"
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException):
        return _answer(error)
    # smtplib tells a timeout while it waits for an answer by its text only.
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return NO_ANSWER
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionResetError | BrokenPipeError):
        return BROKEN_OFF
    return f"{UNREACHABLE}: {error}"


def is_final(error: Exception) -> bool:
    """Whether the server will never take this letter (an answer of the 500s to it alone)."""
    return not concerns_all(error) and _code(error) >= 500


def concerns_all(error: Exception) -> bool:
    """Whether the next letter would fare no better over this connection."""
    if isinstance(error, smtplib.SMTPSenderRefused):
        return error.smtp_code != TOO_LARGE
    return _code(error) in (0, CLOSING)


def _code(error: Exception) -> int:
    """The server's answer, or 0 if it gave none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min(code for code, _said in error.recipients.values())
    return max(0, error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else 0


def _answer(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(code, said)] = error.recipients.values()
        return f"{code} {_words(said)}"
    return f"{error.smtp_code} {_words(error.smtp_error)}"


def _words(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())
