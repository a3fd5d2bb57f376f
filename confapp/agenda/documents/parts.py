"""Reading the XML of an office file's parts, without what XML can be made to do."""

from collections.abc import Callable
from xml.parsers import expat


class NotXml(Exception):
    """The part is not XML, or more than that."""


def types_in(listed: bytes) -> dict[str, str]:
    """The type of each part, and of each extension, as [Content_Types].xml lists them."""
    types: dict[str, str] = {}

    def note(tag: str, attributes: dict[str, str]) -> None:
        named = attributes.get("PartName") or attributes.get("Extension")
        if _local(tag) in ("Override", "Default") and named:
            types[named] = attributes.get("ContentType", "")

    _parse(listed, note, is_whole=True)
    return types


def root_of(part: bytes) -> str:
    """The name of the part's outermost element, without its prefix; the end may be cut off."""
    tags: list[str] = []
    _parse(part, lambda tag, _attributes: tags.append(_local(tag)), is_whole=False)
    return tags[0] if tags else ""


def _parse(content: bytes, note: Callable[[str, dict[str, str]], None], *, is_whole: bool) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = note
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, is_whole)
    except expat.ExpatError as error:
        raise NotXml(str(error)) from None


def _refuse(*_declared: object) -> None:
    raise NotXml("declares a document type")


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]
