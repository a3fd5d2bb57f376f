"""Places: how many there are, who waits for one, and who must be approved."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('registration_closure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people_user.id'], name=op.f('fk_registration_closure_by_id')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['people_user.id'], name=op.f('fk_registration_closure_ended_by_id')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_registration_closure_event_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_closure'))
    )
    with op.batch_alter_table('registration_closure', schema=None) as batch_op:
        batch_op.create_index('uq_registration_closure_going_on', ['event_id'], unique=True, sqlite_where=sa.text('ended_at is null'), postgresql_where=sa.text('ended_at is null'))

    op.create_table('registration_place_rules',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('in_person', sa.Integer(), nullable=True),
    sa.Column('online', sa.Integer(), nullable=True),
    sa.Column('needs_approval', sa.Boolean(), nullable=False),
    sa.Column('hours_to_confirm', sa.Integer(), nullable=False),
    sa.CheckConstraint('hours_to_confirm > 0', name=op.f('ck_registration_place_rules_hours_to_confirm')),
    sa.CheckConstraint('in_person >= 0 and online >= 0', name=op.f('ck_registration_place_rules_not_negative')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_registration_place_rules_event_id')),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_registration_place_rules'))
    )
    op.create_table('registration_quota',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('province_id', sa.Integer(), nullable=True),
    sa.Column('department_id', sa.Integer(), nullable=True),
    sa.Column('most', sa.Integer(), nullable=False),
    sa.CheckConstraint('(province_id is null) <> (department_id is null)', name=op.f('ck_registration_quota_of_one')),
    sa.CheckConstraint('most >= 0', name=op.f('ck_registration_quota_not_negative')),
    sa.ForeignKeyConstraint(['department_id'], ['event_department.id'], name=op.f('fk_registration_quota_department_id')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_registration_quota_event_id')),
    sa.ForeignKeyConstraint(['province_id'], ['event_province.id'], name=op.f('fk_registration_quota_province_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_quota')),
    sa.UniqueConstraint('event_id', 'department_id', name=op.f('uq_registration_quota_event_id_department_id')),
    sa.UniqueConstraint('event_id', 'province_id', name=op.f('uq_registration_quota_event_id_province_id'))
    )
    op.create_table('registration_request',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_registration_request_registration_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_registration_request'))
    )
    op.create_table('registration_waiting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('fk_registration_waiting_registration_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_waiting')),
    sa.UniqueConstraint('registration_id', name=op.f('uq_registration_waiting_registration_id')),
    sqlite_autoincrement=True
    )
    op.create_table('registration_decision',
    sa.Column('registration_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('is_approved', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people_user.id'], name=op.f('fk_registration_decision_by_id')),
    sa.ForeignKeyConstraint(['registration_id'], ['registration_request.registration_id'], name=op.f('fk_registration_decision_registration_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_registration_decision'))
    )
    op.create_table('registration_place_offer',
    sa.Column('waiting_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['waiting_id'], ['registration_waiting.id'], name=op.f('fk_registration_place_offer_waiting_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('waiting_id', name=op.f('pk_registration_place_offer'))
    )
    op.create_table('registration_seat',
    sa.Column('waiting_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people_user.id'], name=op.f('fk_registration_seat_by_id')),
    sa.ForeignKeyConstraint(['waiting_id'], ['registration_waiting.id'], name=op.f('fk_registration_seat_waiting_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('waiting_id', name=op.f('pk_registration_seat'))
    )
    # A copy of the table, as a batch makes it on SQLite, would take the consents with it.
    op.execute(
        'ALTER TABLE registration ADD COLUMN department_id INTEGER '
        'CONSTRAINT fk_registration_department_id REFERENCES event_department (id)'
    )


def downgrade() -> None:
    op.execute('ALTER TABLE registration DROP COLUMN department_id')
    op.drop_table('registration_seat')
    op.drop_table('registration_place_offer')
    op.drop_table('registration_decision')
    op.drop_table('registration_waiting')
    op.drop_table('registration_request')
    op.drop_table('registration_quota')
    op.drop_table('registration_place_rules')
    with op.batch_alter_table('registration_closure', schema=None) as batch_op:
        batch_op.drop_index('uq_registration_closure_going_on', sqlite_where=sa.text('ended_at is null'), postgresql_where=sa.text('ended_at is null'))

    op.drop_table('registration_closure')
