"""What the tests of papers stand on: an app that can only render, and papers read back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from confapp import fonts
from confapp.certificates.printing import Printed, print_certificate
from confapp.settings import ROOT

PLAIN = Printed(
    kind="Giấy chứng nhận",
    parent_body="",
    issuing_body="Bộ Khoa học và Công nghệ",
    number="015/GCN-BKHCN",
    salutation="Ông",
    full_name="Lê Văn Thịnh",
    post="Phó Giám đốc",
    organisation="Sở Khoa học và Công nghệ tỉnh Nghệ An",
    event_title="Hội nghị tập huấn về phân cấp, phân quyền cho các sở, ngành địa phương",
    attended="Phiên buổi sáng, Phiên buổi chiều",
    when="ngày 13 tháng 11 năm 2025",
    where="Trụ sở Bộ Khoa học và Công nghệ, Hà Nội",
    place="Hà Nội",
    issued_on=date(2025, 11, 13),
    signer_lines=("TL. Bộ trưởng", "Vụ trưởng Vụ Pháp chế"),
    signer_name="Nguyễn Như Quỳnh",
    verify_url="https://tap-huan.example.gov.vn/verify/ABCDEFGHIJKLMNOP",
    code="ABCDEFGHIJKLMNOP",
)


@pytest.fixture(scope="session", autouse=True)
def built_fonts() -> None:
    fonts.build()


@pytest.fixture
def paper_app() -> Iterator[Flask]:
    app = Flask(
        "papers", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    with app.app_context():
        yield app


@pytest.fixture
def certificate(paper_app: Flask) -> Callable[..., bytes]:
    """Prints a plain certificate with these words instead of its own."""
    return lambda **words: print_certificate(replace(PLAIN, **words))


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[bytes], Path]:
    def save(pdf: bytes) -> Path:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf)
        return path

    return save
