"""The body's digital signature: put on after printing, kept for good, and valid for strangers."""

import hashlib
import os
from io import BytesIO
from pathlib import Path

import page
import pytest
import sqlalchemy as sa
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from confapp.audit import AuditEntry
from confapp.certificates.models import CertificateFile, SignedFile
from confapp.certificates.signing import keys, pades
from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal
from tests.cast import SLUG
from tests.certificates.conftest import words_in
from tests.certificates.signing import (
    BODY,
    PASSPHRASE,
    key_file,
    key_file_of_hours,
    with_one_byte_changed,
)


def judged(pdf: bytes) -> bool:
    """What pyHanko's own validator says of the file, if it trusts the body."""
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    trusts = ValidationContext(trust_roots=[signature.signer_cert])
    return pades.awaited(async_validate_pdf_signature(signature, trusts)).bottom_line


@pytest.mark.parametrize("curve", [False, True])
def test_a_signed_file_is_valid_and_not_with_one_byte_changed(
    attendees, issue_all, sign, pdf_of, curve
):
    attendees.of_both_sessions("Nguyễn Văn An")
    issue_all()
    unsigned = pdf_of(1)

    assert sign(key_file(curve=curve)) == ["001/GCN-BKHCN"]

    signed = pdf_of(1)
    assert (judged(signed), judged(with_one_byte_changed(signed))) == (True, False)
    assert "Bản chưa ký số" in words_in(unsigned)
    assert "chưa ký" not in words_in(signed)
    assert "Nguyễn Văn An" in words_in(signed)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_signed_file_still_conforms(attendees, issue_all, sign, pdf_of, profile):
    attendees.of_both_sessions()
    issue_all()
    sign()

    report = page.validate_pdf_bytes(pdf_of(1), profile=profile)

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_signing_leaves_the_unsigned_file_and_what_is_signed_as_they_are(
    app, attendees, issue_all, sign, pdf_of
):
    attendees.of_both_sessions()
    issue_all()
    unsigned = pdf_of(1)
    sign()
    signed = pdf_of(1)

    assert sign() == []
    assert pdf_of(1) == signed
    with app.app_context():
        first = db.session.scalars(sa.select(CertificateFile.content)).one()
        file = db.session.scalars(sa.select(SignedFile)).one()
        assert first == unsigned
        assert (file.content, file.sha256) == (signed, hashlib.sha256(signed).hexdigest())
        assert file.signer == BODY


def test_the_database_refuses_to_change_a_signed_file(app, attendees, issue_all, sign):
    attendees.of_both_sessions()
    issue_all()
    sign()

    with app.app_context(), pytest.raises(sa.exc.DatabaseError, match="append-only"):
        db.session.execute(sa.update(SignedFile).values(signer="x"))


def test_what_was_interrupted_goes_on_with_the_next(attendees, issue_all, sign):
    for name in ("Hồ An", "Lê Bình", "Trần Chín"):
        attendees.of_both_sessions(name)
    issue_all()

    assert sign(most=2) == ["001/GCN-BKHCN", "002/GCN-BKHCN"]
    assert sign() == ["003/GCN-BKHCN"]


def test_each_signature_is_in_the_log(app, attendees, issue_all, sign):
    attendees.of_both_sessions()
    issue_all()
    sign()

    with app.app_context():
        file = db.session.scalars(sa.select(SignedFile)).one()
        entry = db.session.scalars(sa.select(AuditEntry).filter_by(act="sign certificate")).one()
        assert entry.subject == f"certificate {file.certificate_id}"
        assert entry.details == {"sha256": file.sha256}


@pytest.mark.parametrize(
    ("content", "passphrase", "sentence"),
    [
        (key_file(), "another", "passphrase is not right"),
        (key_file_of_hours(), PASSPHRASE, "cannot be opened"),
        (b"no key at all", PASSPHRASE, "no PKCS#12 file"),
        (b"", "", "no PKCS#12 file"),
        (key_file(first=2020, last=2024), PASSPHRASE, "from 01/01/2020 to 31/12/2024"),
        (key_file(first=2026), PASSPHRASE, "from 01/01/2026"),
        (key_file(sign=False), PASSPHRASE, "not for signing"),
        (key_file(curve=True, others=40), PASSPHRASE, "too many certificates"),
    ],
)
def test_a_key_that_cannot_sign_is_refused_in_a_sentence(app, content, passphrase, sentence):
    with app.test_request_context(f"/{SLUG}/?lang=en"), pytest.raises(Refusal, match=sentence):
        keys.open_key(content, passphrase, at=now())


@pytest.fixture
def command(app, tmp_path):
    """The command line, with a key file that lies outside the data folder."""

    def run(typed: str) -> tuple[int, str]:
        key = tmp_path.parent / f"{tmp_path.name}-key.p12"
        key.write_bytes(key_file())
        told = app.test_cli_runner().invoke(
            args=["certificates", "sign", SLUG, "--key", str(key)], input=f"{typed}\n"
        )
        return told.exit_code, told.output

    return run


def test_the_command_signs_after_asking_for_the_passphrase(attendees, issue_all, command, pdf_of):
    attendees.of_both_sessions()
    issue_all()

    code, said = command(PASSPHRASE)

    assert (code, "001/GCN-BKHCN" in said, PASSPHRASE in said) == (0, True, False)
    assert judged(pdf_of(1))


def test_the_command_says_why_it_does_not_sign(attendees, issue_all, command, pdf_of):
    attendees.of_both_sessions()
    issue_all()

    code, said = command("another")

    assert (code, "another" in said) == (1, False)
    assert "Bản chưa ký số" in words_in(pdf_of(1))


def test_neither_the_passphrase_nor_the_key_is_on_the_disk_afterwards(
    app, attendees, issue_all, command, data_dir
):
    attendees.of_both_sessions()
    issue_all()
    command(PASSPHRASE)
    secrets = [PASSPHRASE.encode(), key_file()[:200], key_file()[-200:]]

    with app.app_context():
        dump = repr([db.session.execute(sa.select(table)).all() for table in tables()]).encode()
    kept = [Path(folder, name) for folder, _, names in os.walk(data_dir) for name in names]

    found = [path for path in kept for secret in secrets if secret in path.read_bytes()]
    assert len(kept) > 1
    assert found == []
    assert PASSPHRASE.encode() not in dump


def tables() -> list[sa.Table]:
    return [table for table in db.metadata.sorted_tables if "signed" not in table.name]


def test_it_signs_where_an_event_loop_runs_already(attendees, issue_all, sign):
    attendees.of_both_sessions()
    issue_all()

    async def served() -> list[str]:
        return sign()

    assert pades.awaited(served()) == ["001/GCN-BKHCN"]


def test_a_signer_has_no_letters_that_are_not_seen() -> None:
    from confapp.certificates.signing import signer

    named = x509.Name.build({"common_name": "Bộ\0 Khoa học\N{RIGHT-TO-LEFT OVERRIDE}"})

    assert signer.name_of(named) == "Bộ Khoa học"
