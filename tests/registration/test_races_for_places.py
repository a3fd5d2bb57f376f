"""Many people at the same moment, and so many places."""

import sqlalchemy as sa

from confapp.clock import now
from confapp.database import db
from confapp.registration import placing, standing
from confapp.registration.models import Registration, Waiting
from confapp.registration.standing import Standing, numbers_by_standing
from tests.cast import Browser, the_event
from tests.racing import at_once

PEOPLE, PLACES = 300, 50


def numbers(app) -> dict[str, int]:
    with app.app_context():
        found = numbers_by_standing(the_event(), at=now())
    return {str(where): number for where, number in found.items() if number}


def test_three_hundred_register_at_once_for_fifty_places(app, fields, places) -> None:
    places(PLACES)
    forms = [fields(email=f"nguoi-{number}@example.org") for number in range(PEOPLE)]
    browsers = [Browser(app.test_client()) for _ in forms]

    answers = at_once(
        [
            lambda browser=browser, form=form: browser.post("register", form).status_code
            for browser, form in zip(browsers, forms, strict=True)
        ]
    )

    assert set(answers) == {303}
    assert numbers(app) == {"confirmed": PLACES, "waiting": PEOPLE - PLACES}
    with app.app_context():
        order = db.session.scalars(sa.select(Waiting.registration_id).order_by(Waiting.id)).all()
        confirmed = db.session.scalars(sa.select(Registration.id).where(standing.has_place())).all()
        assert list(order) == sorted(order)
        assert max(confirmed) < min(order)


def test_a_cancellation_moves_exactly_one_up_even_if_sent_many_times_at_once(
    app, cast, things, places
) -> None:
    first = things.registration()
    places(1)
    waiting = [things.registration() for _ in range(5)]
    with app.app_context():
        for number in waiting:
            placing.place(db.session.get_one(Registration, number), is_approved=True, at=now())
        db.session.commit()
    browsers = [cast.delegate(first) for _ in range(8)]

    answers = at_once(
        [
            lambda browser=browser: browser.post("me/cancellation").status_code
            for browser in browsers
        ]
    )

    assert set(answers) == {303}
    assert numbers(app) == {"cancelled": 1, "offered": 1, "waiting": 4}
    with app.app_context():
        [offered] = db.session.scalars(
            sa.select(Registration.id).where(standing.is_standing(Standing.OFFERED, at=now()))
        ).all()
        assert offered == waiting[0]


def test_one_place_goes_to_one_of_many_who_leave_and_come_at_once(
    app, cast, things, fields, places
) -> None:
    leaving = [things.registration() for _ in range(4)]
    places(4)
    leavers = [cast.delegate(number) for number in leaving]
    comers = [Browser(app.test_client()) for _ in range(12)]

    answers = at_once(
        [
            *(
                lambda browser=browser: browser.post("me/cancellation").status_code
                for browser in leavers
            ),
            *(
                lambda browser=browser, form=form: browser.post("register", form).status_code
                for browser, form in zip(
                    comers, [fields(email=f"den-{n}@example.org") for n in range(12)], strict=True
                )
            ),
        ]
    )

    found = numbers(app)
    assert set(answers) == {303}
    assert found["cancelled"] == 4
    assert found.get("confirmed", 0) + found.get("offered", 0) == 4
    assert found["waiting"] == 8
