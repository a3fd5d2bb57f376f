"""Slips with serial numbers, letters about questions, and links with which heads approve."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('question_digest',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_question_digest_event_id')),
    sa.ForeignKeyConstraint(['user_id'], ['people_user.id'], name=op.f('fk_question_digest_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', 'user_id', name=op.f('pk_question_digest'))
    )
    op.create_index(op.f('ix_question_digest_user_id'), 'question_digest', ['user_id'], unique=False)
    op.create_table('question_held_slip',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("kind in ('withheld', 'void')", name=op.f('ck_question_held_slip_kind')),
    sa.ForeignKeyConstraint(['by_id'], ['people_user.id'], name=op.f('fk_question_held_slip_by_id')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['people_user.id'], name=op.f('fk_question_held_slip_ended_by_id')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_question_held_slip_event_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_held_slip'))
    )
    op.create_index('uq_question_held_slip_open', 'question_held_slip', ['event_id', 'serial'], unique=True, sqlite_where=sa.text('ended_at is null'), postgresql_where=sa.text('ended_at is null'))
    op.create_table('question_slip_book',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('first', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.Column('handed_to', sa.String(length=200), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('first > 0 and first <= last', name=op.f('ck_question_slip_book_serials')),
    sa.ForeignKeyConstraint(['by_id'], ['people_user.id'], name=op.f('fk_question_slip_book_by_id')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_question_slip_book_event_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_slip_book'))
    )
    op.create_index(op.f('ix_question_slip_book_event_id'), 'question_slip_book', ['event_id'], unique=False)
    op.create_table('question_due_letter',
    sa.Column('department_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['event_department.id'], name=op.f('fk_question_due_letter_department_id')),
    sa.PrimaryKeyConstraint('department_id', 'day', name=op.f('pk_question_due_letter'))
    )
    op.create_table('question_slip',
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_question_slip_event_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_slip_question_id')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_question_slip')),
    sa.UniqueConstraint('event_id', 'serial', name=op.f('uq_question_slip_event_id_serial'))
    )
    op.create_table('question_unknown_asker',
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('full_name', sa.String(length=400), nullable=False),
    sa.Column('province_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['province_id'], ['event_province.id'], name=op.f('fk_question_unknown_asker_province_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_unknown_asker_question_id')),
    sa.PrimaryKeyConstraint('question_id', name=op.f('pk_question_unknown_asker'))
    )
    op.create_table('question_approval_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('submission_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('saves', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['submission_id'], ['question_submission.id'], name=op.f('fk_question_approval_link_submission_id')),
    sa.ForeignKeyConstraint(['user_id'], ['people_user.id'], name=op.f('fk_question_approval_link_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_approval_link')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_question_approval_link_key_hash')),
    sa.UniqueConstraint('submission_id', 'user_id', name=op.f('uq_question_approval_link_submission_id_user_id'))
    )
    op.create_index(op.f('ix_question_approval_link_user_id'), 'question_approval_link', ['user_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_question_approval_link_user_id'), table_name='question_approval_link')
    op.drop_table('question_approval_link')
    op.drop_table('question_unknown_asker')
    op.drop_table('question_slip')
    op.drop_table('question_due_letter')
    op.drop_index(op.f('ix_question_slip_book_event_id'), table_name='question_slip_book')
    op.drop_table('question_slip_book')
    op.drop_index('uq_question_held_slip_open', table_name='question_held_slip', sqlite_where=sa.text('ended_at is null'), postgresql_where=sa.text('ended_at is null'))
    op.drop_table('question_held_slip')
    op.drop_index(op.f('ix_question_digest_user_id'), table_name='question_digest')
    op.drop_table('question_digest')
