"""What is put into a letter only when it is sent, because making it takes long or it may change."""

from collections.abc import Callable
from typing import TypeAlias

from confapp.mail.models import Attachment, Message

Maker: TypeAlias = Callable[[int], list[Attachment]]

_makers: dict[str, Maker] = {}


def enclosed_as(kind: str) -> Callable[[Maker], Maker]:
    """Let this function of a later feature make what `<kind>:<number>` names."""

    def keep(maker: Maker) -> Maker:
        _makers[kind] = maker
        return maker

    return keep


def made_for(message: Message) -> list[Attachment]:
    """What is to be enclosed now; nothing, if what it was about is gone by now."""
    if message.enclosure is None:
        return []
    kind, _, number = message.enclosure.partition(":")
    return _makers[kind](int(number))
