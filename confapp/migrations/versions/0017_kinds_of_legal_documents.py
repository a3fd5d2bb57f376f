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
TRIGGER = 'event_decree_update_kept'
REFUSED = 'a published answer never changes'
# Answers print kind and number, of laws the name too.
CHANGED = (
    "(NEW.kind <> OLD.kind OR NEW.number <> OLD.number OR (OLD.kind IN ('code', 'law', 'ordinance') "
    'AND (NEW.title_vi <> OLD.title_vi OR NEW.title_en <> OLD.title_en)))'
)
PUBLISHED = (
    'EXISTS (SELECT 1 FROM question_citation JOIN question_publication '
    'ON question_publication.answer_id = question_citation.answer_id '
    'WHERE question_citation.decree_id = OLD.id)'
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
    _keep_what_is_published()


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


def _keep_what_is_published() -> None:
    """Refuse other words for what a published answer prints."""
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(
            f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON event_decree WHEN {CHANGED} AND {PUBLISHED} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {CHANGED} AND {PUBLISHED} THEN RAISE EXCEPTION '{REFUSED}'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        f'CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON event_decree '
        f'FOR EACH ROW EXECUTE FUNCTION {TRIGGER}()'
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(f'DROP TRIGGER {TRIGGER}')
    else:
        op.execute(f'DROP TRIGGER {TRIGGER} ON event_decree')
        op.execute(f'DROP FUNCTION {TRIGGER}()')
    with op.batch_alter_table('event_decree') as batch_op:
        for name in ('until', 'from', 'kind'):
            batch_op.drop_constraint(op.f(f'ck_event_decree_{name}'), type_='check')
        batch_op.drop_column('searchable')
        batch_op.drop_column('kind')
