"""A setting that cannot be used stops the start with one sentence."""

from pathlib import Path

import pytest

from confapp.settings import BadSetting, from_environment

SAFE = {
    "CONFAPP_ENV": "production",
    "CONFAPP_SECRET_KEY": "k" * 32,
    "CONFAPP_BASE_URL": "https://hoinghi.example.vn",
    "CONFAPP_TRUSTED_HOSTS": "hoinghi.example.vn",
}


def settings(tmp_path: Path, **environ: str):
    return from_environment({"CONFAPP_DATA_DIR": str(tmp_path)} | environ)


def test_a_safe_production_starts(tmp_path) -> None:
    assert settings(tmp_path, **SAFE).is_production


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CONFAPP_ENV", "prod", "CONFAPP_ENV must be development or production"),
        ("CONFAPP_SECRET_KEY", "short", "at least 32 characters"),
        ("CONFAPP_SECRET_KEY", "", "Production needs CONFAPP_SECRET_KEY"),
        ("CONFAPP_BASE_URL", "http://hoinghi.example.vn", "https://"),
        ("CONFAPP_BASE_URL", "ftp://x", "CONFAPP_BASE_URL must start with"),
        ("CONFAPP_TRUSTED_HOSTS", "", "CONFAPP_TRUSTED_HOSTS"),
        ("CONFAPP_DATABASE_URL", "mysql://x", "CONFAPP_DATABASE_URL must start with"),
        ("CONFAPP_MAIL_URL", "mailto:x", "CONFAPP_MAIL_URL must start with"),
        ("CONFAPP_PROXY_HOPS", "two", "whole number"),
        ("CONFAPP_SIGNING_ROOTS", "/nowhere.pem", "file of PEM certificates"),
        ("FLASK_DEBUG", "1", "FLASK_DEBUG"),
    ],
)
def test_a_bad_value_is_told_in_one_sentence(tmp_path, name, value, sentence) -> None:
    with pytest.raises(BadSetting) as refused:
        settings(tmp_path, **(SAFE | {name: value}))

    assert sentence in str(refused.value)
    assert str(refused.value).count("\n") == 0


def test_production_refuses_sample_data(tmp_path) -> None:
    (tmp_path / "demo.json").write_text("{}")

    with pytest.raises(BadSetting, match="sample data"):
        settings(tmp_path, **SAFE)


def test_development_makes_a_secret_and_keeps_it(tmp_path) -> None:
    first, second = settings(tmp_path).secret_key, settings(tmp_path).secret_key

    assert first == second
    assert len(first) >= 32
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_nobody_else_on_the_machine_looks_into_the_folder(tmp_path) -> None:
    settings(tmp_path / "instance")

    assert (tmp_path / "instance").stat().st_mode & 0o077 == 0
