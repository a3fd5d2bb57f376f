"""the programme in versions: draft and published, rooms and sites, speakers of an event, the running day."""

from datetime import datetime, timezone

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'agenda_room',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('event_id', sa.Integer(), nullable=False),
        sa.Column('name_vi', sa.Text(), nullable=False),
        sa.Column('name_en', sa.Text(), nullable=False),
        sa.Column('capacity', sa.Integer(), nullable=True),
        sa.Column('link', sa.Text(), nullable=False),
        sa.CheckConstraint('capacity > 0', name=op.f('ck_agenda_room_capacity')),
        sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_agenda_room_event_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_room')),
        sa.UniqueConstraint('event_id', 'name_vi', name=op.f('uq_agenda_room_event_id_name_vi')),
    )
    op.create_table(
        'agenda_site',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('event_id', sa.Integer(), nullable=False),
        sa.Column('province_id', sa.Integer(), nullable=True),
        sa.Column('name_vi', sa.Text(), nullable=False),
        sa.Column('name_en', sa.Text(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('contact', sa.Text(), nullable=False),
        sa.Column('alphabet_key', sa.LargeBinary(), nullable=False),
        sa.Column('searchable', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_agenda_site_event_id')),
        sa.ForeignKeyConstraint(
            ['province_id'], ['event_province.id'], name=op.f('fk_agenda_site_province_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_site')),
        sa.UniqueConstraint('event_id', 'name_vi', name=op.f('uq_agenda_site_event_id_name_vi')),
    )
    _speakers_of_events()
    _rooms_of_items()
    op.add_column('agenda_item', sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        'agenda_draft_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('event_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column('act', sa.String(length=20), nullable=False),
        sa.Column('title_vi', sa.Text(), nullable=False),
        sa.Column('title_en', sa.Text(), nullable=False),
        sa.Column('before', sa.JSON(), nullable=False),
        sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['by_id'], ['people_user.id'], name=op.f('fk_agenda_draft_step_by_id'),
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['event_id'], ['event.id'], name=op.f('fk_agenda_draft_step_event_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_draft_step')),
    )
    op.create_index(op.f('ix_agenda_draft_step_event_id'), 'agenda_draft_step', ['event_id'])
    op.create_table(
        'agenda_day_act',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('event_id', sa.Integer(), nullable=False),
        sa.Column('session_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=True),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column('submission_id', sa.String(length=64), nullable=False),
        sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind in ('start', 'finish', 'extend', 'skip', 'hold_end', 'release_end')",
            name=op.f('ck_agenda_day_act_kind'),
        ),
        sa.CheckConstraint(
            "(kind in ('hold_end', 'release_end')) = (item_id is null)",
            name=op.f('ck_agenda_day_act_concerns'),
        ),
        sa.ForeignKeyConstraint(
            ['by_id'], ['people_user.id'], name=op.f('fk_agenda_day_act_by_id'),
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['event_id'], ['event.id'], name=op.f('fk_agenda_day_act_event_id')
        ),
        sa.ForeignKeyConstraint(
            ['item_id'], ['agenda_item.id'], name=op.f('fk_agenda_day_act_item_id')
        ),
        sa.ForeignKeyConstraint(
            ['session_id'], ['agenda_session.id'], name=op.f('fk_agenda_day_act_session_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_day_act')),
        sa.UniqueConstraint('submission_id', name=op.f('uq_agenda_day_act_submission_id')),
    )
    op.create_index(op.f('ix_agenda_day_act_event_id'), 'agenda_day_act', ['event_id'])
    op.create_table(
        'agenda_version',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('event_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column('cause', sa.String(length=20), nullable=False),
        sa.Column('day_act_id', sa.Integer(), nullable=True),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('is_told', sa.Boolean(), nullable=False),
        sa.Column('programme', sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "cause in ('publication', 'day', 'taken_back')", name=op.f('ck_agenda_version_cause')
        ),
        sa.CheckConstraint(
            "(cause = 'publication') = (day_act_id is null)",
            name=op.f('ck_agenda_version_day_act'),
        ),
        sa.ForeignKeyConstraint(
            ['day_act_id'], ['agenda_day_act.id'], name=op.f('fk_agenda_version_day_act_id')
        ),
        sa.ForeignKeyConstraint(
            ['event_id'], ['event.id'], name=op.f('fk_agenda_version_event_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_version')),
        sa.UniqueConstraint('event_id', 'number', name=op.f('uq_agenda_version_event_id_number')),
    )
    op.create_table(
        'agenda_version_told',
        sa.Column('version_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['version_id'], ['agenda_version.id'], name=op.f('fk_agenda_version_told_version_id')
        ),
        sa.PrimaryKeyConstraint('version_id', name=op.f('pk_agenda_version_told')),
    )
    op.create_table(
        'registration_programme_notice',
        sa.Column('version_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['user_id'], ['people_user.id'], ondelete='CASCADE',
            name=op.f('fk_registration_programme_notice_user_id'),
        ),
        sa.ForeignKeyConstraint(
            ['version_id'], ['agenda_version.id'],
            name=op.f('fk_registration_programme_notice_version_id'),
        ),
        sa.PrimaryKeyConstraint(
            'version_id', 'user_id', name=op.f('pk_registration_programme_notice')
        ),
    )
    _publish_what_there_is()
    for act in ("UPDATE", "DELETE"):
        _refuse("agenda_version", act)


def downgrade() -> None:
    raise NotImplementedError("restore the backup from before the upgrade")


def _speakers_of_events() -> None:
    """A speaker belonged to one item; now the same name and post is one speaker of the event."""
    old = op.get_bind().execute(
        sa.text(
            "SELECT s.item_id, s.name, s.post_vi, s.post_en, a.event_id, i.department_id "
            "FROM agenda_speaker s JOIN agenda_item i ON i.id = s.item_id "
            "JOIN agenda_session a ON a.id = i.session_id ORDER BY s.id"
        )
    ).all()
    op.drop_index('ix_agenda_speaker_item_id', 'agenda_speaker')
    op.drop_table('agenda_speaker')
    speaker = op.create_table(
        'agenda_speaker',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('event_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('post_vi', sa.Text(), nullable=False),
        sa.Column('post_en', sa.Text(), nullable=False),
        sa.Column('department_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['department_id'], ['event_department.id'],
            name=op.f('fk_agenda_speaker_department_id'),
        ),
        sa.ForeignKeyConstraint(
            ['event_id'], ['event.id'], name=op.f('fk_agenda_speaker_event_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_speaker')),
        sa.UniqueConstraint(
            'event_id', 'name', 'post_vi', 'post_en',
            name=op.f('uq_agenda_speaker_event_id_name_post_vi_post_en'),
        ),
    )
    item_speaker = op.create_table(
        'agenda_item_speaker',
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('speaker_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['item_id'], ['agenda_item.id'], name=op.f('fk_agenda_item_speaker_item_id')
        ),
        sa.ForeignKeyConstraint(
            ['speaker_id'], ['agenda_speaker.id'], name=op.f('fk_agenda_item_speaker_speaker_id')
        ),
        sa.PrimaryKeyConstraint('item_id', 'speaker_id', name=op.f('pk_agenda_item_speaker')),
    )
    op.create_index(
        op.f('ix_agenda_item_speaker_speaker_id'), 'agenda_item_speaker', ['speaker_id']
    )
    known: dict[tuple, int] = {}
    placed: dict[tuple[int, int], int] = {}
    for row in old:
        key = (row.event_id, row.name, row.post_vi, row.post_en)
        if key not in known:
            made = op.get_bind().execute(
                speaker.insert().values(
                    event_id=row.event_id, name=row.name, post_vi=row.post_vi,
                    post_en=row.post_en, department_id=row.department_id,
                )
            )
            known[key] = made.inserted_primary_key[0]
        placed.setdefault((row.item_id, known[key]), len(placed))
    for (item_id, speaker_id), position in placed.items():
        op.get_bind().execute(
            item_speaker.insert().values(
                item_id=item_id, speaker_id=speaker_id, position=position
            )
        )


def _rooms_of_items() -> None:
    # As SQL, since Alembic would make SQLite's table anew, to which others refer.
    op.execute(
        "ALTER TABLE agenda_item ADD COLUMN room_id INTEGER "
        "CONSTRAINT fk_agenda_item_room_id REFERENCES agenda_room (id)"
    )
    op.execute(
        "INSERT INTO agenda_room (event_id, name_vi, name_en, link) "
        "SELECT s.event_id, i.room_vi, max(i.room_en), '' "
        "FROM agenda_item i JOIN agenda_session s ON s.id = i.session_id "
        "WHERE i.room_vi <> '' GROUP BY s.event_id, i.room_vi"
    )
    op.execute(
        "UPDATE agenda_item SET room_id = (SELECT r.id FROM agenda_room r "
        "JOIN agenda_session s ON s.event_id = r.event_id "
        "WHERE s.id = agenda_item.session_id AND r.name_vi = agenda_item.room_vi)"
    )
    op.drop_column('agenda_item', 'room_vi')
    op.drop_column('agenda_item', 'room_en')


def _publish_what_there_is() -> None:
    """What everybody could read until now becomes the first version of each event."""
    bind = op.get_bind()
    events = bind.execute(sa.text("SELECT DISTINCT event_id FROM agenda_session")).scalars().all()
    for event_id in events:
        version = sa.table(
            'agenda_version',
            sa.column('event_id'), sa.column('number'), sa.column('published_at'),
            sa.column('cause'), sa.column('note'), sa.column('is_told'),
            sa.column('programme', sa.JSON()),
        )
        bind.execute(
            version.insert().values(
                event_id=event_id, number=1, published_at=sa.func.current_timestamp(),
                cause='publication', note='', is_told=False,
                programme={"sessions": _sessions(event_id)},
            )
        )


def _sessions(event_id: int) -> list[dict]:
    rows = _rows(
        "SELECT id, title_vi, title_en, starts_at, ends_at FROM agenda_session "
        "WHERE event_id = :id ORDER BY starts_at, id", event_id,
    )
    return [
        {
            "id": row["id"],
            "title": _words(row, "title"),
            "planned": _span(row),
            "times": _span(row),
            "end_is_held": False,
            "items": _items(row["id"]),
        }
        for row in rows
    ]


def _items(session_id: int) -> list[dict]:
    rows = _rows(
        "SELECT i.id, i.kind, i.title_vi, i.title_en, i.starts_at, i.ends_at, i.room_id, "
        "r.name_vi AS room_vi, r.name_en AS room_en, d.code AS domain, d.name_vi AS domain_vi, "
        "d.name_en AS domain_en, d.hue, u.code AS unit, u.name_vi AS unit_vi, "
        "u.name_en AS unit_en FROM agenda_item i "
        "LEFT JOIN agenda_room r ON r.id = i.room_id "
        "LEFT JOIN event_domain d ON d.id = i.domain_id "
        "LEFT JOIN event_department u ON u.id = i.department_id "
        "WHERE i.session_id = :id ORDER BY i.starts_at, i.id", session_id,
    )
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "title": _words(row, "title"),
            "planned": _span(row),
            "times": _span(row),
            "room": _words(row, "room") if row["room_id"] else {"vi": "", "en": ""},
            "room_id": row["room_id"],
            "domain": _body(row, "domain", row["hue"]),
            "department": _body(row, "unit", 0),
            "speakers": _presenters(row["id"]),
            "started_at": None,
            "finished_at": None,
            "is_skipped": False,
        }
        for row in rows
    ]


def _presenters(item_id: int) -> list[dict]:
    rows = _rows(
        "SELECT s.id, s.name, s.post_vi, s.post_en FROM agenda_item_speaker p "
        "JOIN agenda_speaker s ON s.id = p.speaker_id WHERE p.item_id = :id ORDER BY p.position",
        item_id,
    )
    return [{"id": row["id"], "name": row["name"], "post": _words(row, "post")} for row in rows]


def _rows(statement: str, number: int) -> list:
    return op.get_bind().execute(sa.text(statement), {"id": number}).mappings().all()


def _words(row, name: str) -> dict:
    return {"vi": row[f"{name}_vi"], "en": row[f"{name}_en"]}


def _body(row, name: str, hue: int) -> dict | None:
    return {"code": row[name], "name": _words(row, name), "hue": hue} if row[name] else None


def _span(row) -> list[str]:
    return [_moment(row["starts_at"]), _moment(row["ends_at"])]


def _moment(told) -> str:
    moment = datetime.fromisoformat(told) if isinstance(told, str) else told
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc).isoformat()


def _refuse(table: str, act: str) -> None:
    name = f"{table}_{act.lower()}_refused"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
