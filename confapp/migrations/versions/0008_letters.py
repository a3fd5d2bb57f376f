"""Letters that fail, come back and can be worded; announcements."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mail_outage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('next_attempt_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_error', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_outage'))
    )
    with op.batch_alter_table('mail_outage', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mail_outage_ended_at'), ['ended_at'], unique=False)
    # Never in a batch: SQLite's table would be made anew, and its letters' attachments go with it.
    op.add_column('mail_message', sa.Column('links', sa.JSON(), nullable=False, server_default='[]'))
    op.add_column('mail_message', sa.Column('language', sa.String(length=2), nullable=False, server_default='vi'))
    op.add_column('mail_message', sa.Column('is_bulk', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('mail_message', sa.Column('came_back_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('mail_message', sa.Column('came_back_note', sa.String(length=300), nullable=False, server_default=''))
    op.create_table('registration_announcement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('submission_id', sa.String(length=64), nullable=False),
    sa.Column('subject_vi', sa.Text(), nullable=False),
    sa.Column('subject_en', sa.Text(), nullable=False),
    sa.Column('text_vi', sa.Text(), nullable=False),
    sa.Column('text_en', sa.Text(), nullable=False),
    sa.Column('choice', sa.JSON(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=False),
    sa.Column('tried_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('started_by_id', sa.Integer(), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_registration_announcement_event_id')),
    sa.ForeignKeyConstraint(['started_by_id'], ['people_user.id'], name=op.f('fk_registration_announcement_started_by_id')),
    sa.ForeignKeyConstraint(['written_by_id'], ['people_user.id'], name=op.f('fk_registration_announcement_written_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_announcement')),
    sa.UniqueConstraint('submission_id', name=op.f('uq_registration_announcement_submission_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_registration_announcement_event_id'), 'registration_announcement', ['event_id'])
    op.create_index(op.f('ix_registration_announcement_finished_at'), 'registration_announcement', ['finished_at'])
    op.create_table('registration_announcement_reader',
    sa.Column('announcement_id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['announcement_id'], ['registration_announcement.id'], name=op.f('fk_registration_announcement_reader_announcement_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_registration_announcement_reader_registration_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('announcement_id', 'registration_id', name=op.f('pk_registration_announcement_reader'))
    )
    op.create_index(op.f('ix_registration_announcement_reader_registration_id'), 'registration_announcement_reader', ['registration_id'])
    op.create_table('mail_own_wording',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('letter', sa.String(length=40), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_own_wording')),
    sa.UniqueConstraint('event_id', 'letter', 'language', name=op.f('uq_mail_own_wording_event_id_letter_language'))
    )


def downgrade() -> None:
    op.drop_table('mail_own_wording')
    op.drop_table('registration_announcement_reader')
    op.drop_table('registration_announcement')
    for name in ('links', 'language', 'is_bulk', 'came_back_at', 'came_back_note'):
        op.drop_column('mail_message', name)
    op.drop_table('mail_outage')
