"""Who answers, said aloud."""

import pytest

from confapp.database import Words
from confapp.events.models import Department
from confapp.hall.accountable import head_of


@pytest.mark.parametrize(
    ("title", "name", "said"),
    [
        ("Cục trưởng", "Cục Sở hữu trí tuệ", "Cục trưởng Cục Sở hữu trí tuệ"),
        ("Chủ tịch Ủy ban", "Ủy ban Tiêu chuẩn", "Chủ tịch Ủy ban Tiêu chuẩn"),
        ("Vụ trưởng", "Vụ Bưu chính", "Vụ trưởng Vụ Bưu chính"),
    ],
)
def test_the_head_of_a_department_is_said_without_doubling_words(app, title, name, said):
    department = Department(head_title=Words(vi=title, en=""), name=Words(vi=name, en=""))

    with app.test_request_context():
        assert head_of(department) == said
