"""Where the installation names its authorities, only their certificates may sign."""

from io import BytesIO

import pytest

from confapp.certificates.signing import copies, elsewhere, keys, pades, signer
from confapp.certificates.signing.elsewhere import Sent
from confapp.clock import now
from confapp.errors import Refusal
from tests.cast import SLUG, the_event
from tests.certificates.signing import PASSPHRASE, authority, key_file

ROOT, TRUSTED = authority()


@pytest.fixture
def environ(environ, tmp_path):
    roots = tmp_path / "roots.pem"
    roots.write_bytes(ROOT + authority()[0])
    return environ | {"CONFAPP_SIGNING_ROOTS": str(roots)}


def test_a_key_of_a_trusted_authority_signs(attendees, issue_all, sign, stranger, pdf_of):
    attendees.of_both_sessions()
    issue_all()

    assert sign(TRUSTED) == ["001/GCN-BKHCN"]

    answer = stranger.post("/verify", {"file": (BytesIO(pdf_of(1)), "x.pdf")})
    assert 'data-verdict="valid"' in answer.text


@pytest.mark.parametrize("content", [key_file(), authority()[1]])
def test_another_key_is_refused(app, content):
    with app.test_request_context(f"/{SLUG}/?lang=en"), pytest.raises(Refusal, match="trusted"):
        keys.open_key(content, PASSPHRASE, at=now())


def test_of_what_was_signed_elsewhere_only_the_trusted_is_taken(app, attendees, issue_all, by_id):
    for name in ("Hồ An", "Lê Bình"):
        attendees.of_both_sessions(name)
    issue_all()

    with app.app_context():
        event, at = the_event(), now()
        sent = [
            Sent(name, pades.sign(copy, signer.Key(content, PASSPHRASE), place="Hà Nội"))
            for (name, copy), content in zip(
                copies.next_ones(event, after=0, most=9, at=at), (TRUSTED, key_file()), strict=True
            )
        ]
        outcome = elsewhere.take_in(the_event(), sent, by_id=by_id, at=at)

    assert outcome.taken == ["001/GCN-BKHCN"]
    assert len(outcome.refusals) == 1
    assert outcome.refusals[0].startswith("002-GCN-BKHCN Lê Bình.pdf: ")


def test_the_page_asks_to_compare_names_only_where_no_authority_is_named(cast):
    page = cast.organiser().get("organise/certificates/signing?lang=en").text

    assert "compare the name of the signer" not in page
