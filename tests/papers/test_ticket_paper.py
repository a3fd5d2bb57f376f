from dataclasses import replace

import pytest

from confapp.registration.ticket_printing import Ticket, print_ticket
from tests.papers.reading import codes_in, places_of, size_in_mm, words_of

PLAIN = Ticket(
    event_title="Hội nghị tập huấn về phân cấp, phân quyền cho các sở, ngành địa phương",
    when="Ngày 13 tháng 11 năm 2025",
    where="Trụ sở Bộ Khoa học và Công nghệ, Hà Nội",
    full_name="Ông Lê Văn Thịnh",
    post="Phó Giám đốc",
    organisation="Sở Khoa học và Công nghệ tỉnh Nghệ An",
    province="Tỉnh Nghệ An",
    mode_label="Trực tiếp",
    code="ĐB-0042",
    qr_text="v1.42.ABCDEFGHIJKLMNOP",
)
LONG = replace(
    PLAIN,
    full_name="Bà Nguyễn Phước Công Tằng Tôn Nữ Hoàng Trường Thụy",
    post="Phó Trưởng phòng phụ trách Phòng Quản lý Tiêu chuẩn Đo lường Chất lượng",
    organisation="Trung tâm Kỹ thuật tiêu chuẩn đo lường chất lượng tỉnh Nghệ An " * 3,
)


@pytest.mark.parametrize("ticket", [PLAIN, LONG])
def test_it_is_one_a6_card_that_a_desk_can_scan(paper_app, ticket):
    pdf = print_ticket(ticket)
    assert size_in_mm(pdf) == pytest.approx((105, 148), abs=0.5)
    assert codes_in(pdf) == [ticket.qr_text]
    assert ticket.full_name in words_of(pdf)


@pytest.mark.parametrize("ticket", [PLAIN, LONG])
def test_the_words_leave_the_code_free(paper_app, ticket):
    assert places_of(print_ticket(ticket), "Tỉnh Nghệ An")[0] > 62


def test_a_usual_name_stays_on_one_line_by_smaller_letters(paper_app):
    name = "Bà Nguyễn Thị Huyền Trang"

    pdf = print_ticket(replace(PLAIN, full_name=name))

    assert places_of(pdf, "Bà")[1] == places_of(pdf, "Trang")[1]


def test_every_word_is_on_it(paper_app):
    words = words_of(print_ticket(PLAIN))
    said = [PLAIN.event_title, PLAIN.when, PLAIN.where, PLAIN.post, PLAIN.organisation, PLAIN.code]
    assert [part for part in [*said, PLAIN.mode_label] if part not in words] == []
