"""What an asker sends with a question: a provision, a file, and which similar ones were shown."""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('question', sa.Column('similar_shown', sa.JSON(none_as_null=True), nullable=True))
    op.create_table('question_reference',
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('article', sa.String(length=10), nullable=False),
    sa.Column('clause', sa.String(length=10), nullable=False),
    sa.Column('point', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_reference_question_id')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_question_reference'))
    )
    op.create_table('question_attachment',
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('storage_key', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('size > 0', name=op.f('ck_question_attachment_size')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_attachment_question_id')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_question_attachment')),
    sa.UniqueConstraint('storage_key', name=op.f('uq_question_attachment_storage_key'))
    )


def downgrade() -> None:
    op.drop_table('question_attachment')
    op.drop_table('question_reference')
    op.drop_column('question', 'similar_shown')
