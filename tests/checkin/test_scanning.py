"""What scanners and clerks type."""

from confapp.checkin import scanning


def read(app, typed: list[str]) -> list[int | None]:
    """Whose each of these is."""
    with app.app_context():
        found = [scanning.registration_for(text) for text in typed]
        return [registration.id if registration else None for registration in found]


def test_a_ticket_is_known_by_its_code_or_reference_however_it_is_typed(app, things, ticket_of):
    an = things.registration()
    code = ticket_of(an)
    typed = [
        code,
        code.lower(),
        f"  {code} ",
        f"ĐB-{an:04d}",
        f"đb {an}",
        f"db{an:04d}",
        f"Db - {an}",
        f"{an}",
        f" {an:04d}",
    ]

    assert read(app, typed) == [an] * len(typed)


def test_a_forged_or_unknown_code_is_nobodys(app, things, ticket_of):
    an, binh = things.registration(), things.registration("Trần Thị Bình")
    seal_of_binh = ticket_of(binh).split(".")[2]
    forged = [
        f"v1.{an}.{seal_of_binh}",
        f"v1.{an}.",
        ticket_of(an)[:-1],
        ticket_of(an) + "A",
        "ĐB-9999",
        "ĐB-99999999999999999999",
        "9999",
        f"{an:010d}{an}",
        "0",
        "Nguyễn Văn An",
        "",
    ]

    assert read(app, forged) == [None] * len(forged)
