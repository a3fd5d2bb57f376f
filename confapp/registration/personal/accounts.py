"""Whether somebody's account is still needed once a registration is gone."""

from collections.abc import Iterator

import sqlalchemy as sa

from confapp.database import Base, db
from confapp.people.models import FailedSignIn, User
from confapp.registration.models import Registration

OF_THE_ACCOUNT = "people_"


def is_needed(user: User) -> bool:
    """Whether the user works here, comes to another event, or has acts that must name somebody."""
    if user.is_staff or user.is_administrator:
        return True
    return any(
        db.session.scalar(sa.select(sa.exists().where(column == user.id)))
        for column in _columns_that_name_users()
    )


def outlives(user: User, registration: Registration) -> bool:
    """Whether the account will stay when this registration of the user's goes."""
    others = sa.exists().where(Registration.user_id == user.id, Registration.id != registration.id)
    works = user.is_staff or user.is_administrator
    return works or bool(db.session.scalar(sa.select(others)))


def lock(user_id: int) -> User | None:
    """Let whoever is just registering this account for another event wait, or wait for them."""
    locked = sa.select(User).filter_by(id=user_id).with_for_update()
    return db.session.scalars(locked.execution_options(populate_existing=True)).one_or_none()


def close_if_unneeded(user_id: int) -> bool:
    """Delete the account with its sessions and links, unless it is needed; says whether it did."""
    user = lock(user_id)
    if user is None or is_needed(user):
        return False
    db.session.execute(sa.delete(FailedSignIn).filter_by(email_key=user.email_key))
    db.session.execute(sa.delete(User).filter_by(id=user_id))
    return True


def _columns_that_name_users() -> Iterator[sa.ColumnElement[int]]:
    # Read from the tables themselves, so that a feature that comes later cannot be left out.
    for table in Base.metadata.sorted_tables:
        if not table.name.startswith(OF_THE_ACCOUNT):
            for key in table.foreign_keys:
                if key.column.table.name == User.__tablename__:
                    yield key.parent
