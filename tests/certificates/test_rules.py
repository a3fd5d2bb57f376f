"""An event's rules: who gets a certificate, what it says, and who may change that."""

import copy

import pytest
import sqlalchemy as sa

from confapp.agenda.models import AgendaSession
from confapp.audit import AuditEntry
from confapp.certificates import earning, register_printing
from confapp.certificates.models import Certificate
from confapp.certificates.rules import told
from confapp.clock import now
from confapp.database import db
from tests.cast import the_event
from tests.certificates.conftest import words_in

ADDRESS = "organise/certificates/rules"
PREVIEW = "organise/certificates/preview"


@pytest.fixture
def sessions(app) -> list[int]:
    with app.app_context():
        ids = sa.select(AgendaSession.id).order_by(AgendaSession.starts_at)
        return list(db.session.scalars(ids))


@pytest.fixture
def filled(sessions):
    """The form as it stands, with some fields otherwise."""

    def fields(**otherwise: object) -> dict[str, object]:
        of_mode = {"sessions": sessions, "above": "", "below": ""}
        in_person = {"kind": "Giấy chứng nhận", "number_pattern": "$number/GCN-BKHCN"}
        online = {"kind": "Giấy xác nhận tham dự", "number_pattern": "$number/GXN-BKHCN"}
        return (
            {
                "parent_body": "",
                "issuing_body": "Bộ Khoa học và Công nghệ",
                "place": "Hà Nội",
                "dated_on": "",
                "authority": "TL.",
                "signs_for": "BỘ TRƯỞNG",
                "signer_post": "VỤ TRƯỞNG VỤ PHÁP CHẾ",
                "signer_name": "Nguyễn Như Quỳnh",
                "number_digits": "3",
            }
            | {f"in_person-{name}": value for name, value in (of_mode | in_person).items()}
            | {f"online-{name}": value for name, value in (of_mode | online).items()}
            | otherwise
        )

    return fields


@pytest.fixture
def rules(app):
    def kept() -> dict:
        with app.app_context():
            return copy.deepcopy(the_event().certificate)

    return kept


@pytest.fixture
def change(app, cast, filled):
    """An organiser saves the form with some fields otherwise."""

    def changed(**otherwise: object):
        return cast.organiser().post(ADDRESS, filled(**otherwise))

    return changed


def test_the_form_shows_the_rules_and_saving_it_changes_nothing(app, cast, filled, rules):
    before = rules()
    organiser = cast.organiser()

    page = organiser.get(ADDRESS).text
    answer = organiser.post(ADDRESS, filled())

    assert 'value="BỘ TRƯỞNG"' in page
    assert 'value="$number/GXN-BKHCN"' in page
    assert answer.status_code == 303
    kept = rules()
    for mode in told.MODES:
        assert kept[mode].pop("is_issued") is True
    assert kept == before


def test_the_words_with_a_dollar_are_explained_once(cast):
    page = cast.organiser().get("organise/certificates/rules?lang=en").text

    assert page.count("A word that begins with $ stands for each delegate’s own") == 1
    assert "placeholder stands" not in page


def test_new_rules_hold_for_new_certificates_and_leave_the_others_as_they_are(
    attendees, issue_all, change, pdf_of
):
    attendees.of_both_sessions("Nguyễn Văn An")
    issue_all()
    before = pdf_of(1)

    change(
        parent_body="Bộ Khoa học và Công nghệ",
        issuing_body="Vụ Pháp chế",
        authority="KT.",
        signs_for="VỤ TRƯỞNG",
        signer_post="PHÓ VỤ TRƯỞNG",
        signer_name="Trần Văn Ký",
        dated_on="2025-11-20",
        number_digits="4",
        **{
            "in_person-kind": "Giấy chứng nhận tham dự",
            "in_person-number_pattern": "$number/GCN-VPC",
            "in_person-above": "Khóa tập huấn: $event\n$body chứng nhận",
            "in_person-below": "$post, $organisation",
        },
    )
    attendees.of_both_sessions("Trần Thị Bình", post="Phó Giám đốc")
    issue_all()

    assert pdf_of(1) == before
    words = words_in(pdf_of(2))
    assert "GIẤY CHỨNG NHẬN THAM DỰ Khóa tập huấn: Hội nghị" in words
    assert "Vụ Pháp chế chứng nhận" in words
    assert "Phó Giám đốc, Sở Khoa học và Công nghệ tỉnh Lâm Đồng Hà Nội, ngày 20 tháng 11" in words
    assert "KT. VỤ TRƯỞNG PHÓ VỤ TRƯỞNG Trần Văn Ký Số: 0002/GCN-VPC" in words


def test_a_change_is_in_the_log_with_the_old_and_the_new(app, change):
    change(issuing_body="Vụ Pháp chế")
    change(issuing_body="Vụ Pháp chế")

    with app.app_context():
        acts = sa.select(AuditEntry).filter_by(act="change certificate rules")
        (entry,) = db.session.scalars(acts).all()
        before, after = entry.details["issuing_body"]
        assert (before["vi"], after["vi"]) == ("Bộ Khoa học và Công nghệ", "Vụ Pháp chế")
        assert "place" not in entry.details


def test_each_way_of_attending_has_its_own_sessions(app, attendees, change, sessions):
    morning = attendees.of_the_morning("Lê Sáng")
    online = attendees.of_the_morning("Hồ Trực Tuyến", mode="online")
    both = attendees.of_both_sessions("Trần Cả Ngày", mode="online")

    change(**{"in_person-sessions": [sessions[0]]})

    assert earned(app) == {morning, both}
    assert online not in earned(app)


def test_a_way_of_attending_may_get_none(app, attendees, change):
    here = attendees.of_both_sessions()
    attendees.of_both_sessions(mode="online")

    change(**{"online-kind": "none"})

    assert earned(app) == {here}


def test_the_paper_names_only_the_sessions_that_it_takes(
    app, attendees, change, sessions, issue_all
):
    attendees.of_both_sessions()
    change(**{"in_person-sessions": [sessions[1]]})

    issue_all()

    with app.app_context():
        assert db.session.scalars(sa.select(Certificate)).one().printed["attended"] == (
            "Phiên buổi chiều"
        )


def earned(app) -> set[int]:
    with app.app_context():
        rows = db.session.scalars(earning.without_certificate(the_event()))
        return {one.id for one in rows}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("issuing_body", " ", "Vui lòng nhập cơ quan cấp"),
        ("issuing_body", "Ủy ban Tiêu chuẩn Đo lường " * 3 + "Chất lượng cao", "ba dòng"),
        ("issuing_body", "漢", "không có các chữ sau: 漢"),
        ("place", "", "Vui lòng nhập nơi cấp"),
        ("dated_on", "2025-11-12", "trước ngày diễn ra"),
        ("dated_on", "hôm nay", "Ngày không hợp lệ"),
        ("signs_for", "", "ký thay hoặc thừa lệnh"),
        ("signer_post", "Phó Chủ tịch Ủy ban Tiêu chuẩn " * 4, "không quá 100 ký tự"),
        ("signer_name", "", "Vui lòng nhập họ tên người ký"),
        ("number_digits", "0", "từ 1 đến 6"),
        ("number_digits", "ba", "số nguyên"),
        ("in_person-sessions", [], "Vui lòng chọn ít nhất một phiên"),
        ("online-number_pattern", "GXN-BKHCN", "$number"),
        ("online-number_pattern", "$number/$x", "$number"),
        ("online-number_pattern", "{{$number}}", "$number"),
        ("in_person-below", "x" * 601, "600"),
        ("in_person-above", "☃", "☃"),
    ],
)
def test_what_would_not_do_is_refused_at_its_field(change, rules, field, value, sentence):
    before = rules()

    answer = change(**{field: value})

    assert answer.status_code == 422
    error = answer.text.split(f'id="{field}-error"')[1].split("</p>")[0]
    assert sentence in error
    assert rules() == before


def test_a_chung_chi_cannot_be_chosen(change, rules):
    before = rules()

    assert change(**{"in_person-kind": "Chứng chỉ"}).status_code == 422
    assert rules() == before


def test_an_empty_form_is_told_field_by_field(cast, rules):
    before = rules()

    answer = cast.organiser().post(ADDRESS)

    assert answer.status_code == 422
    assert answer.text.count("-error") > 5
    assert rules() == before


def test_words_that_are_no_placeholder_are_printed_and_warned_of(cast, change, attendees):
    attendees.of_nothing()
    change(**{"in_person-above": "{{7*7}} ${x} {0.__class__} $event"})
    organiser = cast.organiser()

    page = organiser.get(PREVIEW).text
    paper = organiser.get(f"{PREVIEW}/shortest.pdf").data

    warned = page.split("<main")[1].split('<ul class="papers"')[0]
    assert "in nguyên văn: ${x}<" in warned
    assert "{{7*7}} ${x} {0.__class__} Hội nghị" in words_in(paper)


def test_only_organisers_see_and_change_the_rules(cast, attendees, stranger, filled, rules):
    before = rules()
    people = {
        "organiser": cast.organiser(),
        "desk": cast.desk(),
        "moderator": cast.moderator(),
        "head": cast.head("shtt"),
        "delegate": cast.delegate(attendees.of_both_sessions()),
        "stranger": stranger,
    }
    paths = [ADDRESS, PREVIEW, f"{PREVIEW}/longest.pdf", f"{PREVIEW}/longest.png"]

    seen = {who: {one.get(path).status_code for path in paths} for who, one in people.items()}
    del people["organiser"]
    sent = {who: one.post(ADDRESS, filled(place="Huế")).status_code for who, one in people.items()}

    assert seen == {
        "organiser": {200},
        "desk": {403},
        "moderator": {403},
        "head": {403},
        "delegate": {403},
        "stranger": {302},
    }
    assert set(sent.values()) == {403}
    assert rules() == before


def test_delegates_read_what_it_takes_by_the_rules_in_force(cast, stranger, change, sessions):
    before = stranger.get("certificates?lang=en").text
    change(**{"in_person-sessions": [sessions[0]], "online-kind": "none"})
    after = stranger.get("certificates?lang=en").text

    in_person = "Who attends in person receives a “Certificate of attendance” after check-in to"
    assert f"{in_person} all sessions." in before
    assert "receives a “Confirmation of attendance” after check-in to all sessions." in before
    assert f"{in_person}: Morning session." in after
    assert "Nothing is issued for attending online." in after


def test_each_delegate_reads_what_their_own_way_of_attending_takes(cast, things, change, sessions):
    change(**{"in_person-sessions": [sessions[0]]})
    an, binh = things.registration("Lê An"), things.registration("Hồ Bình", mode="online")

    pages = [cast.delegate(one).get("me").text for one in (an, binh)]

    assert ["khi đã được điểm danh ở: Phiên buổi sáng." in page for page in pages] == [True, False]
    assert ["trực tuyến được cấp" in page for page in pages] == [False, True]


def test_the_date_that_stands_on_the_paper_is_told_to_who_verifies_and_in_the_register(
    app, attendees, issue_all, change, code_of, stranger, pdf_of
):
    change(dated_on="2025-11-20")
    an = attendees.of_both_sessions()
    issue_all()
    code = code_of(an)

    assert "ngày 20 tháng 11 năm 2025" in words_in(pdf_of(1))
    assert "<dd>20/11/2025</dd>" in stranger.get(f"/verify/{code}").text
    with app.app_context():
        issued = db.session.scalars(sa.select(Certificate)).all()
        sheet = register_printing.sheet_of(the_event(), issued, dated=now().date(), is_whole=True)
        assert [line.issued_on for line in sheet.lines] == ["20/11/2025"]


def test_the_rules_lead_to_the_letter_that_comes_with_a_certificate(cast):
    organiser = cast.organiser()
    address = "/tap-huan-13-11-2025/organise/letter-texts/certificate"

    assert f'href="{address}"' in organiser.get(ADDRESS).text
    assert organiser.get(address).status_code == 200
