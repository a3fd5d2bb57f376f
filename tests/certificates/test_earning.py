"""A certificate is earned by being there all the time."""

from confapp.certificates import earning
from confapp.database import db
from tests.cast import the_event


def test_only_who_was_checked_in_to_every_session_has_earned_one(app, attendees):
    both = attendees.of_both_sessions()
    attendees.of_the_morning()
    attendees.of_nothing()
    attendees.who_cancelled()

    with app.app_context():
        earned = db.session.scalars(earning.without_certificate(the_event())).all()
        number = earning.count_without_certificate(the_event())

    assert ([one.id for one in earned], number) == ([both], 1)


def test_online_delegates_earn_one_too(app, attendees):
    online = attendees.of_both_sessions(mode="online")

    with app.app_context():
        earned = db.session.scalars(earning.without_certificate(the_event())).all()

    assert [one.id for one in earned] == [online]


def test_who_has_one_is_not_asked_about_again(app, attendees, issue_all):
    attendees.of_both_sessions()
    issue_all()

    with app.app_context():
        assert earning.count_without_certificate(the_event()) == 0


def test_they_stand_in_the_order_of_given_names(app, attendees):
    names = ["Trần Văn Ước", "Nguyễn Thị Ấn", "Lê Đức", "Phạm Dũng", "Hồ An"]
    for name in names:
        attendees.of_both_sessions(name)

    with app.app_context():
        earned = db.session.scalars(earning.without_certificate(the_event())).all()

    assert [one.full_name for one in earned] == [
        "Hồ An",
        "Nguyễn Thị Ấn",
        "Phạm Dũng",
        "Lê Đức",
        "Trần Văn Ước",
    ]
