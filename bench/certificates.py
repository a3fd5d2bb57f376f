"""A certificate (PDF/A, tagged, QR) against the smallest document; then a thousand of them."""

import tempfile
from datetime import date

from weasyprint import HTML

from bench import _thousand
from bench._measuring import cpu_seconds
from confapp import create_app
from confapp.certificates.printing import Printed, print_certificate

AT_MOST = 2.5
PRINTED = Printed(
    kind="Giấy chứng nhận",
    parent_body="",
    issuing_body="Bộ Khoa học và Công nghệ",
    number="015/GCN-BKHCN",
    salutation="Bà",
    full_name="Nguyễn Thị Thuỳ Trang",
    post="Phó Trưởng phòng",
    organisation="Sở Khoa học và Công nghệ tỉnh Lâm Đồng",
    event_title="Hội nghị tập huấn về phân cấp, phân quyền cho các sở, ngành địa phương",
    attended="Phiên buổi sáng, Phiên buổi chiều",
    when="ngày 13 tháng 11 năm 2025",
    where="Trụ sở Bộ Khoa học và Công nghệ, Hà Nội",
    place="Hà Nội",
    issued_on=date(2025, 11, 13),
    signer_lines=("TL. BỘ TRƯỞNG", "VỤ TRƯỞNG VỤ PHÁP CHẾ"),
    signer_name="Nguyễn Như Quỳnh",
    verify_url="https://hoinghi.example.vn/verify/ABCDEFGHIJKLMNOP",
    code="ABCDEFGHIJKLMNOP",
)


def main() -> None:
    _compare()
    _thousand.main()


def _compare() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"CONFAPP_DATA_DIR": folder})
        with app.app_context():
            ours, smallest = cpu_seconds(
                lambda: print_certificate(PRINTED), lambda: HTML(string="<p>hi").write_pdf()
            )
    print(f"certificates\t{ours / smallest:.2f} × the smallest document (at most {AT_MOST})")


if __name__ == "__main__":
    main()
