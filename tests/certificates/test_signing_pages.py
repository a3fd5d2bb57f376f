"""Organisers sign with the body's key, or send in what was signed elsewhere."""

import hashlib
import zipfile
from io import BytesIO

import pytest
import sqlalchemy as sa

from confapp.certificates.models import Certificate, SignedFile, SigningCopy
from confapp.certificates.signing import keys, pades, signed_files
from confapp.clock import now
from confapp.database import db
from tests.certificates.conftest import words_in
from tests.certificates.signing import BODY, PASSPHRASE, key_file, with_one_byte_changed

ADDRESS = "organise/certificates/signing"
FILES, COPIES = f"{ADDRESS}/files", f"{ADDRESS}/copies.zip"


@pytest.fixture
def organiser(cast, attendees, issue_all):
    attendees.of_both_sessions("Nguyễn Văn An")
    attendees.of_both_sessions("Trần Thị Bình")
    issue_all()
    return cast.organiser()


@pytest.fixture
def signers(app):
    def kept() -> list[str]:
        with app.app_context():
            return list(db.session.scalars(sa.select(SignedFile.signer)))

    return kept


@pytest.fixture
def copies(organiser):
    """The names and bytes of the copies that organisers download."""

    def downloaded() -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(organiser.get(COPIES).data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return downloaded


@pytest.fixture
def signed(app):
    """What the body's own program makes of a copy."""

    def added(copy: bytes) -> bytes:
        with app.app_context():
            key = keys.open_key(key_file(curve=True), PASSPHRASE, at=now())
        return pades.sign(copy, key, place="Hà Nội")

    return added


def with_key(content: bytes = b"", passphrase: str = PASSPHRASE) -> dict[str, object]:
    return {"key": (BytesIO(content or key_file()), "bộ.p12"), "passphrase": passphrase}


def send(browser, files: dict[str, bytes]):
    return browser.post(FILES, {"files": [(BytesIO(b), name) for name, b in files.items()]})


def test_an_organiser_signs_what_is_unsigned(organiser, signers, pdf_of):
    before = organiser.get(ADDRESS).text
    answer = organiser.post(ADDRESS, with_key())
    after = organiser.get(answer.location).text

    assert answer.status_code == 303
    assert signers() == [BODY, BODY]
    assert 'type="password"' in before
    assert 'type="password"' not in after
    assert BODY in after
    assert "chưa ký" not in words_in(pdf_of(1))


def test_the_page_speaks_to_organisers_and_folds_what_is_for_the_administrator(organiser):
    page = organiser.get(f"{ADDRESS}?lang=en").text

    assert "compare the name of the signer, and ask the administrator" in page
    assert "CONFAPP_" not in page
    told, folded = page.split("For the administrator</summary>")
    assert "flask --app" not in told
    assert "flask --app" in folded.split("</details>")[0]


def test_signing_twice_signs_once(organiser, signers):
    answers = [organiser.post(ADDRESS, with_key()).status_code for _twice in range(2)]

    assert answers == [303, 303]
    assert signers() == [BODY, BODY]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (dict, "Vui lòng chọn tệp khóa ký"),
        (lambda: with_key(passphrase="another"), "mật khẩu không đúng"),
        (lambda: with_key(b"x" * 200_000), "không phải tệp PKCS#12"),
    ],
)
def test_what_is_no_key_is_told_at_the_field_and_nothing_is_signed(
    organiser, signers, fields, sentence
):
    answer = organiser.post(ADDRESS, fields())

    error = answer.text.split('id="key-error"')[1].split("</p>")[0]
    assert answer.status_code == 422
    assert sentence in error
    assert "another" not in answer.text
    assert signers() == []


def test_copies_have_no_warning_and_are_always_the_same(copies):
    first, second = copies(), copies()

    assert first == second
    assert sorted(first) == [
        "001-GCN-BKHCN Nguyễn Văn An.pdf",
        "002-GCN-BKHCN Trần Thị Bình.pdf",
    ]
    assert all("chưa ký" not in words_in(copy) for copy in first.values())


def test_what_comes_back_signed_is_kept_as_it_is(organiser, copies, signed, signers, pdf_of):
    files = {name: signed(copy) for name, copy in copies().items()}

    assert send(organiser, files).status_code == 303

    assert signers() == [BODY, BODY]
    assert [pdf_of(1), pdf_of(2)] == [files[name] for name in sorted(files)]


def test_what_is_not_our_copy_with_a_valid_signature_is_refused_by_name(
    organiser, copies, signed, signers
):
    an, binh = (copies()[name] for name in sorted(copies()))
    wrong = {
        "giấy của An.pdf": signed(an),
        "009 không có số này.pdf": signed(an),
        "1 chưa ký.pdf": an,
        "1 của người khác.pdf": signed(binh),
        "1 đã sửa.pdf": with_one_byte_changed(signed(an)),
        "1 sửa chữ ký.pdf": signed(an).replace(b"/Reference", b"/reference"),
        "1 thêm byte.pdf": signed(an) + b"\n%",
        "2.pdf": b"%PDF-1.7",
    }

    answer = send(organiser, wrong)

    assert answer.status_code == 422
    assert [name for name in wrong if f"<li>{name}: " not in answer.text] == []
    assert signers() == []


@pytest.mark.parametrize(
    ("name", "made", "sentence"),
    [
        ("1.pdf", lambda an, _signed: b"\x89PNG", "đây không phải tệp PDF."),
        ("1.pdf", lambda an, _signed: an, "đây vẫn là bản để ký, chưa có chữ ký số."),
        ("2.pdf", lambda an, signed: signed(an), "không phải bản để ký của giấy số 002/GCN-BKHCN"),
        ("9.pdf", lambda an, signed: signed(an), "tên tệp không bắt đầu bằng số"),
    ],
)
def test_each_refused_file_says_what_is_wrong_with_it(
    organiser, copies, signed, name, made, sentence
):
    copy = copies()["001-GCN-BKHCN Nguyễn Văn An.pdf"]

    page = send(organiser, {name: made(copy, signed)}).text

    assert sentence in page.split(f"<li>{name}: ")[1].split("</li>")[0]


def test_what_was_revoked_meanwhile_is_not_signed(organiser, copies, signed, signers):
    copy = copies()["001-GCN-BKHCN Nguyễn Văn An.pdf"]
    organiser.post("organise/certificates/1/revocation", {"reason": "Cấp nhầm"})

    page = send(organiser, {"001.pdf": signed(copy)}).text

    assert "001.pdf: giấy số 001/GCN-BKHCN không còn giá trị nên không được ký." in page
    assert signers() == []


def test_the_page_of_a_certificate_tells_of_the_file_that_is_given_out(organiser, pdf_of):
    before = hashlib.sha256(pdf_of(1)).hexdigest()
    organiser.post(ADDRESS, with_key())
    after = hashlib.sha256(pdf_of(1)).hexdigest()

    page = organiser.get("organise/certificates/1?lang=en").text

    first, second = page.split("SHA-256 of the file")[1].split("SHA-256 before it was signed")
    assert after in first
    assert before in second
    assert BODY in page.split("Digital signature")[1].split("</dd>")[0]


def test_the_good_ones_among_the_bad_are_kept(organiser, copies, signed, signers):
    an, binh = (copies()[name] for name in sorted(copies()))

    answer = send(organiser, {"001.pdf": signed(an), "002.pdf": binh})
    again = send(organiser, {"001.pdf": signed(an)})

    assert (answer.status_code, signers()) == (422, [BODY])
    assert (again.status_code, "đã được ký số" in again.text) == (422, True)


def test_no_file_is_asked_for_at_the_field(organiser):
    answer = organiser.post(FILES)

    assert answer.status_code == 422
    assert 'id="files-error"' in answer.text


def test_only_organisers_sign(cast, organiser, attendees, stranger, signers):
    people = {
        "desk": cast.desk(),
        "moderator": cast.moderator(),
        "delegate": cast.delegate(attendees.of_both_sessions()),
        "stranger": stranger,
    }

    seen = {
        who: {one.get(path).status_code for path in (ADDRESS, COPIES)}
        for who, one in people.items()
    }
    done = {
        who: {one.post(ADDRESS, with_key()).status_code, send(one, {"1.pdf": b""}).status_code}
        for who, one in people.items()
    }

    assert seen == {"desk": {403}, "moderator": {403}, "delegate": {403}, "stranger": {302}}
    assert done == {"desk": {403}, "moderator": {403}, "delegate": {403}, "stranger": {403}}
    assert signers() == []


def test_a_delegate_who_deletes_everything_takes_the_signed_file_along(
    app, organiser, cast, signers, copies
):
    copies()
    organiser.post(ADDRESS, with_key())
    with app.app_context():
        certificate = db.session.scalars(sa.select(Certificate).filter_by(number=1)).one()
        certificate_id, an = certificate.id, certificate.registration_id

    cast.delegate(an).post("me/data/deletion")

    with app.app_context():
        for table in (SignedFile, SigningCopy):
            kept = db.session.scalars(sa.select(table.certificate_id)).all()
            assert len(kept) == 1
            assert certificate_id not in kept


def test_nothing_is_kept_of_who_deletes_everything_while_it_is_being_signed(
    app, organiser, cast, signers
):
    with app.app_context():
        certificate = db.session.scalars(sa.select(Certificate).filter_by(number=1)).one()
        told = {"certificate_id": certificate.id, "event_id": certificate.event_id}
        an = certificate.registration_id
    cast.delegate(an).post("me/data/deletion")

    with app.app_context():
        is_kept = signed_files.keep(content=b"x", signer=BODY, by_id=None, at=now(), **told)

    assert (is_kept, signers()) == (False, [])
