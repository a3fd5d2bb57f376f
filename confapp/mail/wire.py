"""A letter as it goes over the wire."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import SplitResult, unquote

from flask import current_app

from confapp.mail import enclosures
from confapp.mail.hypertext import as_html
from confapp.mail.models import Message

SENDER = "Ban tổ chức Hội nghị"


def as_email(message: Message, *, sender: str) -> EmailMessage:
    """One recipient; the text, the same in HTML; its attachments."""
    letter = EmailMessage()
    letter["From"] = Address(SENDER, addr_spec=sender)
    letter["To"] = Address(addr_spec=message.recipient)
    letter["Subject"] = message.subject
    letter["Date"] = format_datetime(message.created_at)
    letter["Message-ID"] = message.message_id
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text, cte="quoted-printable")
    letter.add_alternative(as_html(message, sender=SENDER), subtype="html", cte="quoted-printable")
    for attachment in [*message.attachments, *enclosures.made_for(message)]:
        kind, _, subtype = attachment.content_type.partition("/")
        letter.add_attachment(
            attachment.content, maintype=kind, subtype=subtype, filename=attachment.name
        )
    return letter


def sender(server: SplitResult) -> str:
    """The address that letters come from: the account's, or one under our own name."""
    host = current_app.config["SETTINGS"].host
    name = unquote(server.username or "")
    return name if "@" in name else f"no-reply@{host if '.' in host else 'localhost.localdomain'}"
