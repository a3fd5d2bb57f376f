"""Who is writing an answer, and published texts that the database keeps as they are."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

REFUSED = 'a published answer never changes'


def upgrade() -> None:
    op.create_table('question_draft_lock',
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_draft_lock_question_id')),
    sa.ForeignKeyConstraint(['user_id'], ['people_user.id'], name=op.f('fk_question_draft_lock_user_id')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_question_draft_lock'))
    )
    _keep('question_answer', 'UPDATE', 'OLD.id')
    _keep('question_answer', 'DELETE', 'OLD.id')
    _keep('question_citation', 'INSERT', 'NEW.answer_id')
    _keep('question_citation', 'UPDATE', 'OLD.answer_id', 'NEW.answer_id')
    _keep('question_citation', 'DELETE', 'OLD.answer_id')
    for act in ('UPDATE', 'DELETE'):
        _keep('question_retraction', act, 'OLD.answer_id')


def _keep(table: str, act: str, *answers: str) -> None:
    """Refuse the act on rows of answers that are published."""
    name = f'{table}_{act.lower()}_kept'
    published = f"EXISTS (SELECT 1 FROM question_publication WHERE answer_id IN ({', '.join(answers)}))"
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {published} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
        return
    row = 'OLD' if act == 'DELETE' else 'NEW'
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {published} THEN RAISE EXCEPTION '{REFUSED}'; END IF; RETURN {row}; END $$"
    )
    op.execute(
        f'CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()'
    )


def downgrade() -> None:
    for table, acts in (
        ('question_answer', ('UPDATE', 'DELETE')),
        ('question_citation', ('INSERT', 'UPDATE', 'DELETE')),
        ('question_retraction', ('UPDATE', 'DELETE')),
    ):
        for act in acts:
            _let_go(table, f'{table}_{act.lower()}_kept')
    op.drop_table('question_draft_lock')


def _let_go(table: str, name: str) -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(f'DROP TRIGGER {name}')
        return
    op.execute(f'DROP TRIGGER {name} ON {table}')
    op.execute(f'DROP FUNCTION {name}()')
