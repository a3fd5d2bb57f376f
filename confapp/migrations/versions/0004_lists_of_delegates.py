"""Lists of delegates that offices send."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('registration_list',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('sent_by_id', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submission_id', sa.String(length=64), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('sheets', sa.JSON(), nullable=False),
    sa.Column('heads', sa.JSON(), nullable=False),
    sa.Column('mode', sa.String(length=20), nullable=False),
    sa.Column('salutation', sa.String(length=4), nullable=False),
    sa.Column('asked_for', sa.String(length=10), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('findings', sa.JSON(), nullable=False),
    sa.Column('ready', sa.Integer(), nullable=False),
    sa.Column('known', sa.Integer(), nullable=False),
    sa.Column('wrong', sa.Integer(), nullable=False),
    sa.Column('imported_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('imported', sa.Integer(), nullable=False),
    sa.CheckConstraint("asked_for in ('check', 'import')", name=op.f('ck_registration_list_asked_for')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['people_user.id'], name=op.f('fk_registration_list_asked_by_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_registration_list_event_id')),
    sa.ForeignKeyConstraint(['sent_by_id'], ['people_user.id'], name=op.f('fk_registration_list_sent_by_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_list')),
    sa.UniqueConstraint('submission_id', name=op.f('uq_registration_list_submission_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('registration_list', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_registration_list_event_id'), ['event_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_registration_list_sent_by_id'), ['sent_by_id'], unique=False)

    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_subject'), ['subject'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_subject'))
    with op.batch_alter_table('registration_list', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_registration_list_sent_by_id'))
        batch_op.drop_index(batch_op.f('ix_registration_list_event_id'))
    op.drop_table('registration_list')
