"""What a certificate says."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from confapp.certificates.models import Certificate
from confapp.certificates.printing import Printed
from confapp.database import db
from confapp.registration.models import Registration


@pytest.fixture
def printed_for(app):
    """What stands on the certificate of a registration."""

    def printed(registration_id: int) -> Printed:
        with app.app_context():
            found = sa.select(Certificate).filter_by(registration_id=registration_id)
            return Printed.from_json(db.session.scalars(found).one().printed)

    return printed


def test_the_paper_says_who_attended_what_and_where(attendees, issue_all, printed_for, clock):
    an = attendees.of_both_sessions("Nguyễn Văn An", post="Phó Giám đốc")
    clock(17, 5)

    issue_all()

    printed = printed_for(an)
    code = printed.code
    assert printed == Printed(
        kind="Giấy chứng nhận",
        parent_body="",
        issuing_body="Bộ Khoa học và Công nghệ",
        number="001/GCN-BKHCN",
        salutation="Ông",
        full_name="Nguyễn Văn An",
        post="Phó Giám đốc",
        organisation="Sở Khoa học và Công nghệ tỉnh Lâm Đồng",
        event_title=("Hội nghị tập huấn về phân cấp, phân quyền cho các sở, ngành địa phương"),
        attended="Phiên buổi sáng, Phiên buổi chiều",
        when="ngày 13 tháng 11 năm 2025",
        where="Trụ sở Bộ Khoa học và Công nghệ, Hà Nội",
        place="Hà Nội",
        issued_on=date(2025, 11, 13),
        signer_lines=("TL. BỘ TRƯỞNG", "VỤ TRƯỞNG VỤ PHÁP CHẾ"),
        signer_name="Nguyễn Như Quỳnh",
        verify_url=f"http://localhost/verify/{code}",
        code=code,
        above="Tham dự $event\n$body chứng nhận",
        below=(
            "Chức vụ: $post\nĐơn vị công tác: $organisation\nĐã tham dự: $sessions\n"
            "Thời gian: $when; địa điểm: $where"
        ),
    )
    assert re.fullmatch("[A-Z2-7]{16}", code)


def test_who_followed_online_gets_a_confirmation_in_the_same_sequence(
    attendees, issue_all, printed_for
):
    attendees.of_both_sessions("Nguyễn Văn An")
    binh = attendees.of_both_sessions("Trần Thị Bình", mode="online", site="Sở KH&CN Lâm Đồng")

    issue_all()

    printed = printed_for(binh)
    assert (printed.kind, printed.number, printed.where) == (
        "Giấy xác nhận tham dự",
        "002/GXN-BKHCN",
        "trực tuyến, điểm cầu Sở KH&CN Lâm Đồng",
    )


@pytest.mark.parametrize(
    "site", ["Điểm cầu cấp xã", "điểm cầu: cấp xã", "DIEM CAU cấp xã", "cấp xã"]
)
def test_a_remote_site_is_called_so_once(attendees, issue_all, printed_for, site):
    an = attendees.of_both_sessions(mode="online", site=site)

    issue_all()

    assert printed_for(an).where == "trực tuyến, điểm cầu cấp xã"


def test_the_paper_keeps_its_words_when_the_registration_changes(
    app, attendees, issue_all, printed_for
):
    an = attendees.of_both_sessions("Nguyễn Văn An")
    issue_all()

    with app.app_context():
        db.session.get_one(Registration, an).full_name = "Nguyễn Văn Khác"
        db.session.commit()

    assert printed_for(an).full_name == "Nguyễn Văn An"
