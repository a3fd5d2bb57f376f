"""Names, addresses and telephone numbers in a text that stays."""

import pytest

from confapp.registration.models import Registration
from confapp.registration.personal.erasing import without_person

ANH = Registration(full_name="Lê Thị Anh", email="anh@lamdong.gov.vn", phone="0912345678")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tôi là Lê Thị Anh, hỏi:", "Tôi là […], hỏi:"),
        ("lê thị  ANH hỏi", "[…] hỏi"),
        ("Lê Thị Anhh hỏi", "Lê Thị Anhh hỏi"),
        ("Gửi về anh@lamdong.gov.vn.", "Gửi về […]."),
        ("Thư ANH@lamdong.gov.vn", "Thư […]"),
        ("xuananh@lamdong.gov.vn", "xuananh@lamdong.gov.vn"),
        ("ĐT 0912 345 678", "ĐT […]"),
        ("ĐT 0912.345.678, +84 912 345 678", "ĐT […], […]"),
        ("Số 00912345678", "Số 00912345678"),
        ("Điều 4 khoản 1", "Điều 4 khoản 1"),
    ],
)
def test_only_the_person_is_taken_out(text, left) -> None:
    assert without_person(text, ANH) == left


def test_who_gave_no_number_leaves_numbers_alone() -> None:
    quiet = Registration(full_name="Lê Thị Anh", email="anh@lamdong.gov.vn", phone="")

    assert without_person("Nghị định 133/2025", quiet) == "Nghị định 133/2025"
