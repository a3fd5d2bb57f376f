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
    op.add_column('mail_message', sa.Column('came_back_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('mail_message', sa.Column('came_back_note', sa.String(length=300), nullable=False, server_default=''))


def downgrade() -> None:
    for name in ('links', 'language', 'came_back_at', 'came_back_note'):
        op.drop_column('mail_message', name)
    op.drop_table('mail_outage')
