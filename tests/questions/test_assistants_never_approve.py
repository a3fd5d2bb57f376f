"""An assistant gets no approval, whatever is sent to whatever address of the desk."""

import random

import pytest
import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Deputation, Member
from confapp.questions.models import Approval, Publication, Submission

SLUG = "tap-huan-13-11-2025"
# A thousand requests in all, each quarter from a seed of its own.
SEEDS = (20251113, 20251114, 20251115, 20251116)
REQUESTS = 250
# Reading only, and a paper takes longer than a hundred other requests.
LEFT_OUT = {"/desk/cards.pdf"}
METHODS = ("GET", "HEAD", "POST", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OF_A_DESK = ("/desk", "/departments", "/moderate", "/organise/departments", "/questions/<int")
HEADERS = (
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin", "X-HTTP-Method-Override": "PUT"},
    {"Sec-Fetch-Site": "same-origin", "X-Forwarded-User": "head.shtt@example.org"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://localhost"},
    {"Origin": "https://example.org"},
    {"Sec-Fetch-Site": "same-origin", "X-Original-URL": f"/{SLUG}/desk/1/approval"},
    {},
)
FIELDS = (
    "saves",
    "number",
    "member",
    "post",
    "email",
    "full_name",
    "from_on",
    "until_on",
    "reason",
    "reason_code",
    "named",
    "message",
    "text",
    "kind",
    "hand_in",
    "has_no_provision",
    "user_id",
    "by",
    "via",
    "approved",
    "_method",
    "department",
)


def some_values(chance: random.Random, head_id: int) -> list[str]:
    """What a form may say: honest, forged, and nonsense."""
    plain = ["", "0", "1", "2", "-1", "99999999999", "true", "on", "head", "deputy", "page", "link"]
    forged = [str(head_id), "head.shtt@example.org", "2025-11-13", "2030-01-01", "shtt", "pc"]
    words = ["Lý do đủ dài để không bị từ chối vì ngắn.", "' or 1=1 --", "\x00", "Đ" * 3000]
    return [chance.choice(plain + forged + words) for _ in range(chance.randint(1, 3))]


def paths_of(app) -> list[str]:
    """Every address of desks, approvals and departments, whatever its method."""
    rules = [rule.rule.removeprefix("/<event_slug>") for rule in app.url_map.iter_rules()]
    return sorted({path for path in rules if path.startswith(OF_A_DESK)} - LEFT_OUT)


def filled_in(path: str, chance: random.Random) -> str:
    number = chance.choice(["1", "2", "3", "4", "0", "99", "-1", "1e1", "٣"])
    section = chance.choice(["in_review", "approved", "x"])
    for part, value in {
        "<int:number>": number,
        "<section>": section,
        "<code>": chance.choice(["shtt", "pc", "x"]),
    }.items():
        path = path.replace(part, value)
    query = chance.choice(["", "?department=shtt", "?department=pc", "?as=head", "?lang=en"])
    return f"/{SLUG}{path}{query}"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_thousand_requests_of_an_assistant_approve_nothing(app, questions, cast, seed) -> None:
    head = cast.head("shtt")
    for state in ("submitted", "submitted", "drafted", "asked"):
        getattr(questions, state)()
    assistant, chance, paths = cast.assistant("shtt"), random.Random(seed), paths_of(app)
    assert any(path.endswith("/approval") for path in paths)
    asked_to_approve = 0

    for turn in range(REQUESTS):
        path = "/desk/<int:number>/approval" if turn % 4 == 0 else chance.choice(paths)
        names = chance.sample(FIELDS, chance.randint(0, 8))
        form = {name: some_values(chance, head.user_id) for name in names}
        answer = assistant.client.open(
            filled_in(path, chance),
            method=chance.choice(METHODS),
            data=form,
            headers=chance.choice(HEADERS),
            buffered=True,
        )
        asked_to_approve += path.endswith("/approval")
        assert answer.status_code < 500, (turn, path)

    assert asked_to_approve >= REQUESTS // 4
    with app.app_context():
        for row in (Approval, Publication, Deputation):
            assert db.session.scalars(sa.select(row)).all() == []
        posts = sa.select(Member.post).filter_by(user_id=assistant.user_id)
        assert db.session.scalars(posts).all() == ["assistant"]
        assert len(db.session.scalars(sa.select(Submission)).all()) >= 2


def test_the_same_requests_of_the_head_do_approve(app, questions, cast) -> None:
    """Else the test above could pass because nothing ever reaches the act."""
    made, head = questions.submitted(), cast.head("shtt")

    head.post(f"desk/{made.number}/approval", {"saves": "1"})

    with app.app_context():
        assert len(db.session.scalars(sa.select(Approval)).all()) == 1
