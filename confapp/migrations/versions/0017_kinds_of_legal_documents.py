"""Answers cite laws and circulars as well as decrees, and the documents can be searched."""

import sqlalchemy as sa
from alembic import op

from confapp.vietnamese import fold

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

KINDS = (
    "kind in ('code', 'law', 'ordinance', 'resolution', 'joint_resolution', 'decree', "
    "'decision', 'circular', 'joint_circular')"
)


def upgrade() -> None:
    op.add_column('event_decree', sa.Column('kind', sa.String(length=20), nullable=True))
    op.add_column('event_decree', sa.Column('searchable', sa.Text(), nullable=True))
    _fill_in()
    with op.batch_alter_table('event_decree') as batch_op:
        batch_op.alter_column('kind', existing_type=sa.String(length=20), nullable=False)
        batch_op.alter_column('searchable', existing_type=sa.Text(), nullable=False)
        batch_op.create_check_constraint(op.f('ck_event_decree_kind'), KINDS)
        batch_op.create_check_constraint(op.f('ck_event_decree_from'), 'issued_on <= in_force_from')
        batch_op.create_check_constraint(op.f('ck_event_decree_until'), 'in_force_from < in_force_until')


def _fill_in() -> None:
    """Everything that could be cited until now was a decree."""
    documents = sa.table(
        'event_decree',
        *(sa.column(name) for name in ('id', 'kind', 'number', 'title_vi', 'title_en', 'searchable')),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(documents)).all():
        words = fold(f'{row.number} {row.title_vi} {row.title_en}')
        told = sa.update(documents).where(documents.c.id == row.id)
        connection.execute(told.values(kind='decree', searchable=words))


def downgrade() -> None:
    with op.batch_alter_table('event_decree') as batch_op:
        for name in ('until', 'from', 'kind'):
            batch_op.drop_constraint(op.f(f'ck_event_decree_{name}'), type_='check')
        batch_op.drop_column('searchable')
        batch_op.drop_column('kind')
