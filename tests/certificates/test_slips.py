"""What people type that is not quite a code."""

import re

import pytest
from markupsafe import escape


def test_a_pasted_address_leads_to_its_code(stranger, code):
    typed = f"https://tap-huan.example.gov.vn/verify/{code}?lang=vi"

    answer = stranger.get("/verify", query_string={"code": typed})

    assert (answer.status_code, answer.location) == (302, f"/verify/{code}")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("001/GCN-BKHCN", "number of a certificate"),
        ("Số: 002/GXN-BKHCN", "number of a certificate"),
        ("ABCD-EFGH-IJKL-MN", "; 14 were entered."),
        ("x", "; 1 was entered."),
        ("%00", "; 2 were entered."),
        ("' or 1=1 --", "; 4 were entered."),
        ("A" * 300, "; 200 were entered."),
        ("ẤẬ" * 8, "without marks"),
        ("ABCD2345EFGH679B", "without marks"),
    ],
)
def test_a_slip_is_told_at_the_field_and_stays_there(stranger, code, typed, sentence):
    answer = stranger.get("/verify", query_string={"code": typed, "lang": "en"})

    [error] = re.findall(r'id="code-error">.*?<span>(.*?)</span>', answer.text)
    assert answer.status_code == 422
    assert sentence in error
    assert f'value="{escape(typed[:200])}"' in answer.text
    assert "data-verdict" not in answer.text


def test_an_address_with_half_a_code_is_told_at_the_field_too(stranger, code):
    answer = stranger.get(f"/verify/{code[:14]}")

    assert answer.status_code == 404
    assert 'id="code-error"' in answer.text
    assert "data-verdict" not in answer.text


def test_an_empty_code_is_asked_for_again(stranger):
    answer = stranger.get("/verify?code=++")

    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text
