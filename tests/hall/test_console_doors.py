"""Who may moderate, and what the console costs."""

import pytest


@pytest.mark.parametrize(
    "path",
    [
        "moderate/questions/999999/turn",
        "moderate/turns/999999/live",
        "moderate/turns/999999/answered",
        "moderate/turns/999999/put-aside",
        "moderate/turns/999999/removal",
    ],
)
def test_what_does_not_exist_is_not_found(moderator, path):
    assert moderator.post(path).status_code == 404


def test_only_moderators_and_organisers_moderate(cast, things, stranger, questions, hall, turn_of):
    number = questions.offered()
    hall.queue_up(number)
    people = {
        "screen": cast.screen(),
        "desk": cast.desk(),
        "head": cast.head("shtt"),
        "delegate": cast.delegate(things.registration()),
        "stranger": stranger,
    }
    pages = ["moderate", "moderate/queue", "moderate/stage"]
    acts = [
        f"moderate/questions/{number}/turn",
        f"moderate/turns/{turn_of(number)}/live",
        f"moderate/turns/{turn_of(number)}/answered",
        f"moderate/turns/{turn_of(number)}/put-aside",
        f"moderate/turns/{turn_of(number)}/removal",
        "moderate/screen/dark",
        "moderate/screen/light",
    ]

    seen = {who: {one.get(path).status_code for path in pages} for who, one in people.items()}
    done = {who: {one.post(path).status_code for path in acts} for who, one in people.items()}

    staff = ("screen", "desk", "head", "delegate")
    assert seen == {who: {403} for who in staff} | {"stranger": {302}}
    assert done == {who: {403} for who in (*staff, "stranger")}
    assert hall.queued() == [number]
    assert cast.organiser().get("moderate").status_code == 200


def test_the_console_asks_as_little_of_the_database_for_thirty_as_for_one(
    moderator, questions, hall, statements
):
    def cost() -> int:
        statements.clear()
        assert moderator.get("moderate").status_code == 200
        return len(statements)

    def add(number: int) -> None:
        for _one in range(number):
            questions.submitted()
            questions.offered()
            hall.queue_up(questions.offered())

    add(2)
    cost()  # What departments took before is read once, when a process is asked first.
    of_two = cost()
    add(28)

    assert cost() == of_two
