"""PAdES with pyHanko: a signature added to a file.

Import it where it is needed: pyHanko takes half a second, which only who signs should pay.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Final, TypeVar

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from confapp.certificates.signing.signer import Key
from confapp.signature_field import NAME

DIGEST: Final = "sha256"
# More than a signature with its chain of certificates takes; measuring would sign everything twice.
RESERVED_BYTES: Final = 24 * 1024
Result = TypeVar("Result")


def sign(pdf: bytes, key: Key, *, place: str) -> bytes:
    """The same bytes with the signature added after them; no later change is allowed."""
    about = PdfSignatureMetadata(
        field_name=NAME,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        location=place,
    )
    signer = PdfSigner(about, key)
    writer = _Addition(BytesIO(pdf))
    signed = awaited(
        signer.async_sign_pdf(writer, existing_fields_only=True, bytes_reserved=RESERVED_BYTES)
    )
    content: bytes = signed.getvalue()
    return content


def awaited(work: Coroutine[object, object, Result]) -> Result:
    """What pyHanko's asynchronous work comes to.

    It has a thread, for the caller's may have an event loop that runs: a browser's, a server's.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(work)).result()


class _Addition(IncrementalPdfFileWriter):
    """Adds the signature and nothing else: pyHanko would also write the metadata anew, and not
    as PDF/A asks."""

    def _update_meta(self) -> None:
        """The metadata stay as they were printed."""
