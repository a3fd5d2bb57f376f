"""The forms of signing: the body's key for one run, and files that were signed elsewhere."""

from collections.abc import Iterator
from typing import Final

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import FileField, MultipleFileField, PasswordField, ValidationError
from wtforms.fields import Field

from confapp.agenda.documents.names import cleaned
from confapp.bodies import MEGABYTE
from confapp.certificates.signing.elsewhere import Sent
from confapp.certificates.signing.keys import LARGEST
from confapp.forms import Form, is_sent

MOST_AT_ONCE: Final = 50
# With a key: seconds of work, after each of which the page says how far it is.
PORTION: Final = 20
LARGEST_SENDING: Final = 10 * MEGABYTE
LARGEST_SIGNED: Final = MEGABYTE


class KeyForm(Form):
    """A key and its passphrase, which are gone when the request ends."""

    key = FileField(_l("Key file of the body (PKCS#12)"), render_kw={"accept": ".p12,.pfx"})
    passphrase = PasswordField(_l("Passphrase of the key"), render_kw={"autocomplete": "off"})

    def validate_key(self, field: Field) -> None:
        if not is_sent(field):
            raise ValidationError(_l("Please choose the key file."))
        self.content = field.data.stream.read(LARGEST + 1)
        if len(self.content) > LARGEST:
            raise ValidationError(_l("This is no PKCS#12 file."))

    content: bytes = b""


class SignedFilesForm(Form):
    """Files that came back with a signature."""

    files = MultipleFileField(_l("Signed files"), render_kw={"accept": "application/pdf,.pdf"})

    def validate_files(self, field: Field) -> None:
        if not any(self._files):
            raise ValidationError(_l("Please choose the signed files."))
        if len(list(self._files)) > MOST_AT_ONCE:
            raise ValidationError(_l("At most %(most)s files at once, please.", most=MOST_AT_ONCE))

    @property
    def sent(self) -> Iterator[Sent]:
        for file in self._files:
            yield Sent(cleaned(file.filename or ""), file.stream.read(LARGEST_SIGNED))

    @property
    def _files(self) -> Iterator[FileStorage]:
        files = self.files.data or []
        return (file for file in files if isinstance(file, FileStorage) and file.filename)
