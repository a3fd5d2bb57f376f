"""The empty list to send to offices."""

from flask_babel import gettext as _

from confapp import sheets

HEADS = (
    "STT",
    "Ông/Bà",
    "Họ và tên",
    "Chức vụ",
    "Đơn vị công tác",
    "Tỉnh/Thành phố",
    "Số điện thoại",
    "Thư điện tử",
    "Hình thức tham dự",
    "Ghi chú",
)


def as_xlsx() -> bytes:
    """A sheet with the heads that are understood best, and no row of an example to forget in it."""
    return sheets.xlsx(name(), HEADS, [])


def name() -> str:
    return _("List of delegates")
