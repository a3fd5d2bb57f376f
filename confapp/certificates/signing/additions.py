"""What a signing program may add to a copy: a signature, and nothing that changes the paper.

Import it where it is needed: pyHanko takes half a second, which only who signs should pay.
"""

from collections.abc import Iterable
from typing import Any, Final

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

IN_CATALOG: Final = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"}
ON_PAGE: Final = {"/Annots", "/Tabs"}
FIRST: Final = 0


def leaves_the_paper(reader: PdfFileReader) -> bool:
    """Whether the file shows the page of its first revision, with signatures put on it at most.

    A signature holds for all that stands before it: also for a page that was exchanged first.
    """
    copy = reader.get_historical_resolver(FIRST)
    page, page_now = copy.root["/Pages"]["/Kids"][0], reader.root["/Pages"]["/Kids"][0]
    return (
        _agree(copy.root, reader.root, but_in=IN_CATALOG)
        and _agree(page, page_now, but_in=ON_PAGE)
        and all(note["/Subtype"] == "/Widget" for note in _each(page_now.get("/Annots", ())))
        and _written_anew(reader) <= _changeable(copy)
    )


def _agree(before: DictionaryObject, after: DictionaryObject, *, but_in: set[str]) -> bool:
    """Whether all other entries are the same values, or point to the same objects."""
    names = (set(before) | set(after)) - but_in
    return all(_raw(before, name) == _raw(after, name) for name in names)


def _each(things: Iterable[Any]) -> list[Any]:
    return [thing.get_object() for thing in things]


def _raw(thing: DictionaryObject, name: str) -> Any:
    return thing.raw_get(name) if name in thing else None


def _written_anew(reader: PdfFileReader) -> set[Reference]:
    """The objects of the copy in whose place a later revision has put others, or nothing."""
    table = reader.xrefs
    later = range(FIRST + 1, table.total_revisions)
    written = [table.explicit_refs_in_revision(revision) for revision in later]
    freed = [table.refs_freed_in_revision(revision) for revision in later]
    return table.explicit_refs_in_revision(FIRST) & set().union(*written, *freed)


def _changeable(copy: HistoricalResolver) -> set[Reference]:
    """The catalog, the page and the field: these are compared, or show nothing of the paper."""
    trailer, root = copy.trailer_view, copy.root
    kids, form = root["/Pages"]["/Kids"], root["/AcroForm"]
    raw = [
        *(_raw(trailer, name) for name in ("/Root", "/Info")),
        *(_raw(root, name) for name in ("/AcroForm", "/Metadata")),
        kids.raw_get(0),
        _raw(kids[0], "/Annots"),
        _raw(form, "/Fields"),
        *(form["/Fields"].raw_get(place) for place in range(len(form["/Fields"]))),
    ]
    return {one.reference for one in raw if isinstance(one, IndirectObject)}
