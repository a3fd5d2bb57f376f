"""Until when personal data are kept, and what stays without its person."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

KEPT_YEARS = {'personal_data_until': 1, 'certificates_until': 10}


def upgrade() -> None:
    _say_until_when_data_are_kept()
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.alter_column('asker_id', existing_type=sa.Integer(), nullable=True)
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.alter_column('registration_id', existing_type=sa.Integer(), nullable=True)
    if op.get_bind().dialect.name == 'sqlite':
        # So that the id of a deleted account, which the log names, is never given out again.
        with op.batch_alter_table(
            'people_user', recreate='always', table_kwargs={'sqlite_autoincrement': True}
        ):
            pass


def _say_until_when_data_are_kept() -> None:
    event = sa.table(
        'event', sa.column('id', sa.Integer()), sa.column('starts_on', sa.Date()),
        *(sa.column(name, sa.Date()) for name in KEPT_YEARS),
    )
    with op.batch_alter_table('event', schema=None) as batch_op:
        for name in KEPT_YEARS:
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))
    connection = op.get_bind()
    for id_, starts_on in connection.execute(sa.select(event.c.id, event.c.starts_on)).all():
        until = {name: _years_after(starts_on, years) for name, years in KEPT_YEARS.items()}
        connection.execute(sa.update(event).where(event.c.id == id_).values(until))
    with op.batch_alter_table('event', schema=None) as batch_op:
        for name in KEPT_YEARS:
            batch_op.alter_column(name, existing_type=sa.Date(), nullable=False)


def _years_after(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day)


def downgrade() -> None:
    with op.batch_alter_table('event', schema=None) as batch_op:
        for name in KEPT_YEARS:
            batch_op.drop_column(name)
