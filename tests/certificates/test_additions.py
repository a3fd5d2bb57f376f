"""A file that comes back signed shows the paper that was given away, and nothing put over it."""

from collections.abc import Callable
from io import BytesIO

import pytest
import sqlalchemy as sa
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from pyhanko.pdf_utils.generic import StreamObject as Stream
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter as Writer
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from confapp.certificates.models import Certificate
from confapp.certificates.signing import apart, copies, elsewhere, pades, signer
from confapp.certificates.signing.elsewhere import Outcome, Sent
from confapp.clock import now
from confapp.database import db
from tests.cast import the_event
from tests.certificates.signing import BODY, PASSPHRASE, key_file

A, B, C = "Elsewhere", "Second", (100, 100, 300, 200)


@pytest.fixture
def copy(app, attendees, issue_all) -> bytes:
    attendees.of_both_sessions()
    issue_all()
    with app.app_context():
        found = copies.copy_of(db.session.scalars(sa.select(Certificate)).one(), at=now())
        assert found is not None
        return found


@pytest.fixture
def take_in(app, by_id) -> Callable[[bytes], Outcome]:
    def taken(content: bytes) -> Outcome:
        with app.test_request_context("/?lang=en"):
            sent = [Sent("1.pdf", content)]
            return elsewhere.take_in(the_event(), sent, by_id=by_id, at=now())

    return taken


def signed(pdf: bytes, field: str = A, **more: object) -> bytes:
    """What some program makes of it, with a field of its own."""
    key = signer.Key(key_file(), PASSPHRASE)
    maker = PdfSigner(PdfSignatureMetadata(field_name=field), key, **more)
    work = maker.async_sign_pdf(Writer(BytesIO(pdf)), bytes_reserved=20_000)
    content: bytes = pades.awaited(work).getvalue()
    return content


def changed(pdf: bytes, change: Callable[[Writer], None]) -> bytes:
    """The file with a later revision behind it, as editors write one."""
    writer, content = Writer(BytesIO(pdf)), BytesIO()
    change(writer)
    writer.write(content)
    return content.getvalue()


def page_of(writer: Writer) -> DictionaryObject:
    page: DictionaryObject = writer.root["/Pages"]["/Kids"][0].get_object()
    return page


def other_words(writer: Writer) -> None:
    page = page_of(writer)
    page["/Contents"] = writer.add_object(Stream(stream_data=b"BT ET"))
    writer.update_container(page)


def other_words_in_the_same_place(writer: Writer) -> None:
    content = page_of(writer)["/Contents"]
    content._data, content._encoded_data = b"BT ET", None
    writer.update_container(content)


def something_stuck_on(writer: Writer) -> None:
    kinds = {"/Type": "/Annot", "/Subtype": "/Stamp"}
    stamp = DictionaryObject({NameObject(k): NameObject(v) for k, v in kinds.items()})
    notes = page_of(writer)["/Annots"]
    notes.append(writer.add_object(stamp))
    writer.update_container(notes)


def a_second_page(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    box = ArrayObject([NumberObject(0)] * 4)
    page = {NameObject("/Type"): NameObject("/Page"), NameObject("/MediaBox"): box}
    pages["/Kids"].append(writer.add_object(DictionaryObject(page)))
    pages["/Count"] = NumberObject(2)
    writer.update_container(pages)


def something_done_on_opening(writer: Writer) -> None:
    writer.root["/OpenAction"] = DictionaryObject()
    writer.update_root()


@pytest.mark.parametrize(
    "change",
    [
        other_words,
        other_words_in_the_same_place,
        something_stuck_on,
        a_second_page,
        something_done_on_opening,
    ],
)
def test_a_valid_signature_over_a_paper_that_was_changed_before_is_refused(copy, take_in, change):
    outcome = take_in(signed(changed(copy, change)))

    assert outcome.taken == []
    assert outcome.refusals == ["1.pdf: something else than a signature was added to the copy."]


@pytest.mark.parametrize(
    "sign",
    [
        signed,
        lambda copy: signed(copy, new_field_spec=SigFieldSpec(A, box=C)),
        lambda copy: signed(signed(copy), B),
    ],
    ids=["unseen", "seen", "by two"],
)
def test_what_signing_programs_add_is_taken(copy, take_in, sign):
    assert take_in(sign(copy)).taken == ["001/GCN-BKHCN"]


@pytest.mark.parametrize(
    ("root", "behind"),
    [
        (b"5", b""),
        (b"9000 0 R", b"9000 0 R"),
        (b"<</Type/Catalog/AcroForm 5>>", b""),
        (b"<</Type/Catalog/AcroForm<</Fields[" + b"[" * 100_000 + b"]>>>>", b""),
        (b"<</Type/Catalog/AcroForm<</Fields[9001 0 R]>>>>", b"<</FT/Sig/T(a)/V 5>>"),
    ],
    ids=["number", "circle", "no form", "deep", "no signature"],
)
def test_what_no_program_would_write_is_refused_in_a_sentence(copy, take_in, root, behind):
    outcome = take_in(with_a_root(copy, root, behind))

    assert outcome.refusals == [
        "1.pdf: the signature is not valid, or does not cover the whole file."
    ]


def test_a_file_that_would_be_read_for_ever_is_refused_in_a_sentence(copy, take_in):
    outcome = take_in(read_for_ever(copy, b"/Size 10/Index[0 1000000000000]"))

    assert outcome.taken == []
    assert outcome.refusals == [
        "1.pdf: it takes too long to read; no signing program writes such a file."
    ]


def test_the_others_are_looked_at_beside_one_that_would_be_read_for_ever(app, copy):
    for_ever = read_for_ever(copy, b"/Size 1000000000000")

    with app.app_context():
        seen = apart.look_at([for_ever, signed(copy), copy], at=now())

    assert [(one.fault, one.signer) for one in seen] == [("slow", ""), ("", BODY), ("broken", "")]


def read_for_ever(copy: bytes, extent: bytes) -> bytes:
    """The file with a table of objects behind it whose entries take no bytes."""
    table = b"9000 0 obj\n<</Type/XRef/W[0 0 0]%b/Length 0>>\nstream\n\nendstream\nendobj\n"
    return copy + b"\n" + table % extent + b"startxref\n%d\n%%%%EOF\n" % (len(copy) + 1)


def with_a_root(copy: bytes, root: bytes, behind: bytes) -> bytes:
    """The file with objects 9000 and 9001 behind it, the first in place of its catalog."""
    start = int(copy.rpartition(b"startxref")[2].split()[0])
    content, places = copy + b"\n", []
    for number, thing in enumerate([root, behind or b"null"], 9000):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, thing)
    table = b"xref\n9000 2\n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size 9002/Root 9000 0 R/Prev %d>>\n" % start
    return content + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(content)
