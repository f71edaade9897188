"""The first tables."""

import sqlalchemy as sa
from alembic import op

from portal.record.models import begin_record

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table(
        "clients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_to_hear", sa.Boolean(), nullable=False),
        sa.Column("chosen_name", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=32), nullable=False),
        sa.Column("former_token", sa.LargeBinary(length=32), nullable=True),
        sa.Column("former_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("is_holder", sa.Boolean(), nullable=False),
        sa.Column("waiting_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.UniqueConstraint("former_token", name="uq_drafts_former_token"),
        sa.UniqueConstraint("token", name="uq_drafts_token"),
    )
    op.create_index("ix_drafts_began_at", "drafts", ["began_at"], unique=False)
    op.create_index("ix_drafts_seen_at", "drafts", ["seen_at"], unique=False)

    op.create_table(
        "equality_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.LargeBinary(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_equality_answers"),
        sa.UniqueConstraint("person", "question", name="uq_equality_answers_person_question"),
    )
    op.create_index(
        "ix_equality_answers_organization_id", "equality_answers", ["organization_id"], unique=False
    )

    op.create_table(
        "equality_totals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("told", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_equality_totals"),
        sa.UniqueConstraint(
            "organization_id",
            "year",
            "quarter",
            "question",
            "answer",
            name="uq_equality_totals_organization_id_year_quarter_question_answer",
        ),
    )
    op.create_table(
        "flagged_numbers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spoken_with_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spoken_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_flagged_numbers"),
    )
    op.create_index("ix_flagged_numbers_number", "flagged_numbers", ["number"], unique=False)

    op.create_table(
        "inbound_texts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asks_to_stop", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sender", sa.LargeBinary(length=32), nullable=False),
        sa.Column("told_as", sa.LargeBinary(length=32), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbound_texts"),
        sa.UniqueConstraint("told_as", name="uq_inbound_texts_told_as"),
    )
    op.create_index("ix_inbound_texts_heard_at", "inbound_texts", ["heard_at"], unique=False)
    op.create_index("ix_inbound_texts_sender", "inbound_texts", ["sender"], unique=False)

    op.create_table(
        "interpreters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("dialect", sa.String(length=40), nullable=False),
        sa.Column(
            "gender",
            sa.Enum(
                "woman",
                "man",
                "other",
                name="gender",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_outside", sa.Boolean(), nullable=False),
        sa.Column("signs", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_interpreters"),
    )
    op.create_table(
        "locations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("address_1", sa.String(), nullable=True),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("postal_code", sa.String(), nullable=True),
        sa.CheckConstraint(
            "NOT confidential OR (name IS NULL AND description IS NULL AND address_1 IS NULL AND city IS NULL AND postal_code IS NULL AND area NOT LIKE '%0%' AND area NOT LIKE '%1%' AND area NOT LIKE '%2%' AND area NOT LIKE '%3%' AND area NOT LIKE '%4%' AND area NOT LIKE '%5%' AND area NOT LIKE '%6%' AND area NOT LIKE '%7%' AND area NOT LIKE '%8%' AND area NOT LIKE '%9%')",
            name=op.f("ck_locations_confidential_is_an_area"),
        ),
        sa.CheckConstraint(
            "confidential OR name IS NOT NULL", name=op.f("ck_locations_open_has_a_name")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_locations"),
    )
    op.create_table(
        "organizations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organizations"),
        sa.UniqueConstraint("name", name="uq_organizations_name"),
    )
    op.create_table(
        "outbox_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.CheckConstraint("tries > 0", name=op.f("ck_outbox_counts_tries")),
        sa.PrimaryKeyConstraint("day", "number", name="pk_outbox_counts"),
    )
    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("useful_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "in flight",
                "sent",
                "delivered",
                "failed",
                "withheld",
                "dropped",
                "cancelled",
                "unclear",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "text",
                "email",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forget_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("callback", sa.LargeBinary(length=32), nullable=False),
        sa.Column("reference", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_outbox_messages_tries")),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_messages"),
        sa.UniqueConstraint("callback", name="uq_outbox_messages_callback"),
    )
    op.create_index("ix_outbox_messages_about_id", "outbox_messages", ["about_id"], unique=False)
    op.create_index("ix_outbox_messages_client_id", "outbox_messages", ["client_id"], unique=False)
    op.create_index(
        "ix_outbox_messages_forget_after", "outbox_messages", ["forget_after"], unique=False
    )
    op.create_index(
        "ix_outbox_messages_state_send_after",
        "outbox_messages",
        ["state", "send_after"],
        unique=False,
    )
    op.create_index(
        "uq_outbox_messages_live",
        "outbox_messages",
        ["kind", "about_id"],
        unique=True,
        sqlite_where=sa.text(
            "state IN ('queued', 'in flight') OR (state = 'unclear' AND seen_at IS NULL)"
        ),
        postgresql_where=sa.text(
            "state IN ('queued', 'in flight') OR (state = 'unclear' AND seen_at IS NULL)"
        ),
    )

    op.create_table(
        "outbox_shut_ways",
        sa.Column(
            "channel",
            sa.Enum(
                "text",
                "email",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_outbox_shut_ways"),
    )
    op.create_table(
        "person_marks",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column(
            "key",
            sa.Enum(
                "whole",
                "sound",
                "letters",
                "initials",
                "born",
                "born_nearly",
                "number",
                name="key",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "client", "harm", name="side", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("owner_id", "key", "mark", name="pk_person_marks"),
    )
    op.create_index("ix_person_marks_mark_key", "person_marks", ["mark", "key"], unique=False)

    op.create_table(
        "phrase_counts",
        sa.Column("phrase", sa.String(length=80), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("phrase", name="pk_phrase_counts"),
    )
    op.create_table(
        "record_entries",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_record_entries"),
    )
    op.create_index("ix_record_entries_about", "record_entries", ["about"], unique=False)

    op.create_table(
        "record_head",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("only", name="pk_record_head"),
    )
    op.create_table(
        "service_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("weekday >= 0 AND weekday <= 6", name=op.f("ck_service_hours_weekday")),
        sa.PrimaryKeyConstraint("id", name="pk_service_hours"),
        sa.UniqueConstraint(
            "service_id", "weekday", "opens", name="uq_service_hours_service_id_weekday_opens"
        ),
    )
    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=True),
        sa.Column("desk_id", sa.Uuid(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "coordinator",
                "cover",
                "desk_worker",
                "lead",
                "receptionist",
                "reviewer",
                "technician",
                name="staff_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "invited",
                "active",
                "ended",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("login", sa.LargeBinary(length=32), nullable=False),
        sa.Column("notices_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("totp_step", sa.Integer(), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("wrong_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("notices_to", sa.LargeBinary(), nullable=True),
        sa.Column("password", sa.LargeBinary(), nullable=True),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff_accounts"),
        sa.UniqueConstraint("login", name="uq_staff_accounts_login"),
    )
    op.create_index(
        "ix_staff_accounts_organization_id", "staff_accounts", ["organization_id"], unique=False
    )

    op.create_table(
        "staff_ceremonies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=32), nullable=False),
        sa.Column("challenge", sa.LargeBinary(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff_ceremonies"),
        sa.UniqueConstraint("token", name="uq_staff_ceremonies_token"),
    )
    op.create_table(
        "tries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "gate",
            sa.Enum(
                "look_up",
                "hold",
                "book",
                "sign_in",
                name="gate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("network", sa.LargeBinary(length=32), nullable=False),
        sa.Column("about", sa.LargeBinary(length=32), nullable=True),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tries"),
    )
    op.create_index(
        "ix_tries_gate_about_moment", "tries", ["gate", "about", "moment"], unique=False
    )
    op.create_index("ix_tries_gate_moment", "tries", ["gate", "moment"], unique=False)
    op.create_index(
        "ix_tries_gate_network_moment", "tries", ["gate", "network", "moment"], unique=False
    )
    op.create_index("ix_tries_taken_moment", "tries", ["taken", "moment"], unique=False)

    op.create_table(
        "case_records",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_case_records_client_id"),
        sa.ForeignKeyConstraint(["holder"], ["staff_accounts.id"], name="fk_case_records_holder"),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["staff_accounts.id"], name="fk_case_records_opened_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_records"),
        sa.UniqueConstraint("client_id", name="uq_case_records_client_id"),
    )
    op.create_index("ix_case_records_holder", "case_records", ["holder"], unique=False)
    op.create_index(
        "ix_case_records_organization_id", "case_records", ["organization_id"], unique=False
    )

    op.create_table(
        "children",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("born", sa.Boolean(), nullable=False),
        sa.Column("age", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_children_client_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_children"),
    )
    op.create_index("ix_children_client_id", "children", ["client_id"], unique=False)

    op.create_table(
        "contact_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "routes",
                "professional",
                "trusted_person",
                "mobile_number",
                "mobile_whose",
                "mobile_seen_by",
                "mobile_call",
                "mobile_text",
                "mobile_voicemail",
                "other_number",
                "other_whose",
                "other_seen_by",
                "other_call",
                "other_voicemail",
                "number_shown",
                "which_number_shown",
                "say_who_calls",
                "if_another_answers",
                "words_to_another",
                "hours",
                "call_her",
                "name_at_the_door",
                "our_phrase",
                "her_phrase",
                "duress_phrase",
                "never_names",
                "purposes",
                "language",
                "style",
                "elements",
                "email_address",
                "email_made_for_this",
                "email_shared",
                "email_subject",
                "post_allowed",
                "post_address",
                "post_plain",
                "post_name",
                "device_seen_by",
                "account_shared",
                "texts_shown_elsewhere",
                "spyware_suspected",
                "no_phone_from",
                "afraid_of",
                "safe_to_speak_to",
                "never_speak_to",
                "kept_from",
                "interpreter_language",
                "interpreter_dialect",
                "interpreter_is",
                "interpreter_from_outside",
                "interpreter_by",
                "sign_language",
                "text_relay",
                "easy_read",
                "reader",
                "no_show",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.LargeBinary(length=32), nullable=True),
        sa.Column(
            "said_by",
            sa.Enum(
                "in person",
                "on her call",
                "online",
                "worker",
                name="saidby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("told_to", sa.Uuid(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("value", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_contact_answers_client_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_answers"),
    )
    op.create_index("ix_contact_answers_client_id", "contact_answers", ["client_id"], unique=False)
    op.create_index(
        "ix_contact_answers_client_id_field_open",
        "contact_answers",
        ["client_id", "field"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_index("ix_contact_answers_number", "contact_answers", ["number"], unique=False)

    op.create_table(
        "contact_approvals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reminder",
                "change",
                "offer",
                "please ring",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "text",
                "email",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "said_by",
            sa.Enum(
                "in person",
                "on her call",
                "online",
                "worker",
                name="saidby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("told_to", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wording", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_contact_approvals_client_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_approvals"),
    )
    op.create_index(
        "ix_contact_approvals_client_id", "contact_approvals", ["client_id"], unique=False
    )
    op.create_index(
        "ix_contact_approvals_client_id_kind_channel_open",
        "contact_approvals",
        ["client_id", "kind", "channel"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )

    op.create_table(
        "contact_stops",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "the phone is not safe",
                "she said stop",
                "her choices do not stand any more",
                "a stop word came from the number",
                name="stop",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_contact_stops_client_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_stops"),
    )
    op.create_index("ix_contact_stops_client_id", "contact_stops", ["client_id"], unique=False)
    op.create_index(
        "ix_contact_stops_client_id_why_open",
        "contact_stops",
        ["client_id", "why"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )

    op.create_table(
        "harm_people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_harm_people_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_harm_people"),
    )
    op.create_index(
        "ix_harm_people_organization_id", "harm_people", ["organization_id"], unique=False
    )

    op.create_table(
        "look_reasons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_accounts.id"], name="fk_look_reasons_account_id"
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_look_reasons_client_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_look_reasons"),
    )
    op.create_index(
        "ix_look_reasons_account_id_client_id",
        "look_reasons",
        ["account_id", "client_id"],
        unique=False,
    )
    op.create_index("ix_look_reasons_at", "look_reasons", ["at"], unique=False)

    op.create_table(
        "looked_at_pairs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("is_one_person", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["staff_accounts.id"], name="fk_looked_at_pairs_by"),
        sa.PrimaryKeyConstraint("id", name="pk_looked_at_pairs"),
        sa.UniqueConstraint("one_id", "other_id", name="uq_looked_at_pairs_one_id_other_id"),
    )
    op.create_table(
        "rights_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column(
            "came_by",
            sa.Enum(
                "post",
                "email",
                "telephone",
                "in_person",
                "another_agency",
                name="cameby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("holder", sa.Uuid(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["holder"], ["staff_accounts.id"], name="fk_rights_requests_holder"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_rights_requests_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rights_requests"),
    )
    op.create_index(
        "ix_rights_requests_organization_id", "rights_requests", ["organization_id"], unique=False
    )

    op.create_table(
        "risk_tools",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("medium_from", sa.Integer(), nullable=True),
        sa.Column("high_from", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("most > 0", name=op.f("ck_risk_tools_most")),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_risk_tools_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_risk_tools"),
    )
    op.create_index(
        "ix_risk_tools_organization_id", "risk_tools", ["organization_id"], unique=False
    )

    op.create_table(
        "rooms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["locations.id"], name="fk_rooms_location_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rooms"),
        sa.UniqueConstraint("location_id", "name", name="uq_rooms_location_id_name"),
    )
    op.create_table(
        "safeguarding_leads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_accounts.id"], name="fk_safeguarding_leads_account_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_safeguarding_leads"),
    )
    op.create_index(
        "ix_safeguarding_leads_account_id", "safeguarding_leads", ["account_id"], unique=False
    )

    op.create_table(
        "schedules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("byday", sa.String(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column(
            "bank_holidays",
            sa.Enum(
                "ENG",
                "NIR",
                "SCT",
                "WLS",
                name="nation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "opens_at < closes_at", name=op.f("ck_schedules_opens_before_it_closes")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from <= valid_to", name=op.f("ck_schedules_valid_in_order")
        ),
        sa.ForeignKeyConstraint(["location_id"], ["locations.id"], name="fk_schedules_location_id"),
        sa.PrimaryKeyConstraint("id", name="pk_schedules"),
    )
    op.create_table(
        "service_teams",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("receives", sa.Boolean(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=True),
        sa.Column("away_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("rung >= 0", name=op.f("ck_service_teams_rung")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_accounts.id"], name="fk_service_teams_account_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service_teams"),
        sa.UniqueConstraint(
            "service_id", "account_id", name="uq_service_teams_service_id_account_id"
        ),
    )
    op.create_index("ix_service_teams_account_id", "service_teams", ["account_id"], unique=False)
    op.create_index("ix_service_teams_service_id", "service_teams", ["service_id"], unique=False)

    op.create_table(
        "services",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "idva",
                "housing",
                "legal",
                "refuge",
                "substance_misuse",
                "police",
                "childrens_social_care",
                "isva",
                "other",
                name="servicekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("remit", sa.String(), nullable=False),
        sa.Column("eligibility", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("spoken", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_services_organization_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_services"),
    )
    op.create_index("ix_services_organization_id", "services", ["organization_id"], unique=False)

    op.create_table(
        "settled_readings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "own name",
                "not near",
                "many an hour",
                "many a day",
                "reason",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_accounts.id"], name="fk_settled_readings_account_id"
        ),
        sa.ForeignKeyConstraint(["by"], ["staff_accounts.id"], name="fk_settled_readings_by"),
        sa.PrimaryKeyConstraint("id", name="pk_settled_readings"),
    )
    op.create_index(
        "ix_settled_readings_account_id", "settled_readings", ["account_id"], unique=False
    )

    op.create_table(
        "staff_invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_accounts.id"], name="fk_staff_invitations_account_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_invitations"),
        sa.UniqueConstraint("token", name="uq_staff_invitations_token"),
    )
    op.create_index(
        "ix_staff_invitations_account_id", "staff_invitations", ["account_id"], unique=False
    )

    op.create_table(
        "staff_passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_accounts.id"], name="fk_staff_passkeys_account_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_passkeys"),
        sa.UniqueConstraint("credential", name="uq_staff_passkeys_credential"),
    )
    op.create_index("ix_staff_passkeys_account_id", "staff_passkeys", ["account_id"], unique=False)

    op.create_table(
        "staff_recovery_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_accounts.id"], name="fk_staff_recovery_codes_account_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_recovery_codes"),
        sa.UniqueConstraint("code", name="uq_staff_recovery_codes_code"),
    )
    op.create_index(
        "ix_staff_recovery_codes_account_id", "staff_recovery_codes", ["account_id"], unique=False
    )

    op.create_table(
        "staff_reset_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_accounts.id"], name="fk_staff_reset_requests_account_id"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["staff_accounts.id"], name="fk_staff_reset_requests_asked_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_reset_requests"),
        sa.UniqueConstraint("account_id", name="uq_staff_reset_requests_account_id"),
    )
    op.create_table(
        "staff_sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["staff_accounts.id"],
            name="fk_staff_sign_ins_account_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_sign_ins"),
        sa.UniqueConstraint("token", name="uq_staff_sign_ins_token"),
    )
    op.create_index("ix_staff_sign_ins_account_id", "staff_sign_ins", ["account_id"], unique=False)

    op.create_table(
        "workers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "gender",
            sa.Enum(
                "woman",
                "man",
                "other",
                name="gender",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("spoken", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_workers_organization_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_workers"),
    )
    op.create_index("ix_workers_organization_id", "workers", ["organization_id"], unique=False)

    op.create_table(
        "case_abuse",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "coercive_control",
                "economic",
                "emotional",
                "threats",
                "stalking",
                "online",
                "through_children",
                "after_separation",
                "immigration",
                "sexual",
                "strangulation",
                "physical",
                "honour_based",
                "forced_marriage",
                "fgm",
                "faith",
                "other",
                "not_told_yet",
                name="abusekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "pattern",
            sa.Enum(
                "all_the_time",
                "getting_worse",
                "again_and_again",
                "once",
                "over",
                "not_told_yet",
                name="pattern",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_whom", sa.LargeBinary(), nullable=True),
        sa.Column("seen", sa.LargeBinary(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("view", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_case_abuse_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_case_abuse_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_abuse"),
    )
    op.create_index("ix_case_abuse_case_id", "case_abuse", ["case_id"], unique=False)

    op.create_table(
        "case_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "incident",
                "separation",
                "police_called",
                "court",
                "moved",
                "sought_out",
                "refuge_full",
                "other",
                name="happened",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=True),
        sa.Column("seen", sa.LargeBinary(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("view", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_case_events_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_case_events_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_events"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"], unique=False)

    op.create_table(
        "case_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "wants",
                "pronouns",
                "name",
                "other_names",
                "born_on",
                "address",
                "confidential_area",
                "language",
                "gp",
                "pregnant",
                "afraid_of",
                "safe_to_talk_to",
                "not_safe_to_talk_to",
                "police_wanted",
                "earlier_conference",
                name="factkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "said_by",
            sa.Enum(
                "themselves",
                "another_agency",
                "somebody_else",
                "seen",
                name="saidby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_safe_for_post", sa.Boolean(), nullable=False),
        sa.Column("unsafe_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("value", sa.LargeBinary(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_case_facts_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_case_facts_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_facts"),
    )
    op.create_index("ix_case_facts_case_id", "case_facts", ["case_id"], unique=False)

    op.create_table(
        "case_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("safe_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "harmed_by",
                "afraid_of",
                "relative_of",
                name="linkkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "suspected",
                "settled",
                "assessed",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "said_by",
            sa.Enum(
                "themselves",
                "another_agency",
                "somebody_else",
                "seen",
                name="saidby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("safe_id <> other_id", name=op.f("ck_case_links_of_two")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["case_records.id"], name="fk_case_links_other_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["safe_id"], ["case_records.id"], name="fk_case_links_safe_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_case_links_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_links"),
    )
    op.create_index("ix_case_links_other_id", "case_links", ["other_id"], unique=False)
    op.create_index("ix_case_links_safe_id", "case_links", ["safe_id"], unique=False)

    op.create_table(
        "case_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seen", sa.LargeBinary(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("view", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_case_notes_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_case_notes_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_notes"),
    )
    op.create_index("ix_case_notes_case_id", "case_notes", ["case_id"], unique=False)

    op.create_table(
        "case_risks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("tool_id", sa.Uuid(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column(
            "by_count",
            sa.Enum(
                "standard",
                "medium",
                "high",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "judged",
            sa.Enum(
                "standard",
                "medium",
                "high",
                name="judged",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("assessed_by", sa.LargeBinary(), nullable=True),
        sa.Column("reasons", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(tool_id IS NULL) = (count IS NULL)", name=op.f("ck_case_risks_a_count_has_a_tool")
        ),
        sa.CheckConstraint(
            "count IS NOT NULL OR judged IS NOT NULL", name=op.f("ck_case_risks_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_case_risks_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tool_id"], ["risk_tools.id"], name="fk_case_risks_tool_id"),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_case_risks_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_risks"),
    )
    op.create_index("ix_case_risks_case_id", "case_risks", ["case_id"], unique=False)

    op.create_table(
        "case_turns",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("weeks", sa.BigInteger(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_case_turns_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_turns"),
    )
    op.create_table(
        "child_adults",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column(
            "adult",
            sa.Enum(
                "this_person",
                "whoever_harms",
                "another",
                name="adult",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "relation",
            sa.Enum(
                "parent",
                "step_parent",
                "grandparent",
                "sibling",
                "other_family",
                "guardian",
                "not_related",
                "not_known",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["children.id"], name="fk_child_adults_child_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_child_adults_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_child_adults"),
    )
    op.create_index("ix_child_adults_child_id", "child_adults", ["child_id"], unique=False)

    op.create_table(
        "child_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "name",
                "born_on",
                "due_on",
                "pronouns",
                "school",
                "gp",
                "lives_with",
                "lawfully_in_care_of",
                name="childfactkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "said_by",
            sa.Enum(
                "the_child",
                "person_of_the_case",
                "another_agency",
                "somebody_else",
                "seen",
                name="childsaidby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.LargeBinary(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["children.id"], name="fk_child_facts_child_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_child_facts_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_child_facts"),
    )
    op.create_index("ix_child_facts_child_id", "child_facts", ["child_id"], unique=False)

    op.create_table(
        "child_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "needs",
                "wishes",
                "feelings",
                "lived_through",
                name="childnotekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seen", sa.LargeBinary(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("view", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["children.id"], name="fk_child_notes_child_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_child_notes_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_child_notes"),
    )
    op.create_index("ix_child_notes_child_id", "child_notes", ["child_id"], unique=False)

    op.create_table(
        "child_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column(
            "doer",
            sa.Enum(
                "us",
                "police",
                "housing",
                "childrens_social_care",
                "adult_social_care",
                "health",
                "school",
                "probation",
                "court",
                "refuge",
                "legal",
                "behaviour_programme",
                "another_agency",
                name="doer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("who", sa.LargeBinary(), nullable=True),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["children.id"], name="fk_child_steps_child_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_child_steps_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_child_steps"),
    )
    op.create_index("ix_child_steps_child_id", "child_steps", ["child_id"], unique=False)

    op.create_table(
        "conference_referrals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "criterion",
            sa.Enum(
                "judgement",
                "visible_high_risk",
                "escalation",
                "repeat",
                name="criterion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_aware", sa.Boolean(), nullable=False),
        sa.Column("consents", sa.Boolean(), nullable=False),
        sa.Column(
            "police",
            sa.Enum(
                "yes",
                "no",
                "not_asked",
                name="policewanted",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "agreement",
                "serious_harm",
                "a_child_at_risk",
                "court_order",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why_unaware", sa.LargeBinary(), nullable=True),
        sa.Column("why_no_consent", sa.LargeBinary(), nullable=True),
        sa.Column("recipient", sa.LargeBinary(), nullable=True),
        sa.Column("necessity", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_records.id"],
            name="fk_conference_referrals_case_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_conference_referrals_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_conference_referrals"),
    )
    op.create_index(
        "ix_conference_referrals_case_id", "conference_referrals", ["case_id"], unique=False
    )

    op.create_table(
        "handoff_needs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.Column(
            "desk",
            sa.Enum(
                "idva",
                "housing",
                "legal",
                "conflict_check",
                "refuge",
                "substance_misuse",
                "police",
                "childrens_social_care",
                "isva",
                "other",
                name="deskkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("life_at_risk", sa.Boolean(), nullable=False),
        sa.Column("nowhere_tonight", sa.Boolean(), nullable=False),
        sa.Column("is_about_a_child", sa.Boolean(), nullable=False),
        sa.Column("is_high_concern", sa.Boolean(), nullable=False),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        sa.Column("wants", sa.LargeBinary(), nullable=True),
        sa.Column("household", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_handoff_needs_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["children.id"], name="fk_handoff_needs_child_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_handoff_needs_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_needs"),
    )
    op.create_index("ix_handoff_needs_case_id", "handoff_needs", ["case_id"], unique=False)
    op.create_index("ix_handoff_needs_child_id", "handoff_needs", ["child_id"], unique=False)

    op.create_table(
        "harm_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("harm_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "behaviour",
                "order",
                "warning",
                "name",
                "other_names",
                "pronouns",
                "born_on",
                "address",
                "number",
                "looks",
                "work",
                name="harmfactkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "said_by",
            sa.Enum(
                "themselves",
                "another_agency",
                "somebody_else",
                "seen",
                name="saidby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("value", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["harm_id"], ["harm_people.id"], name="fk_harm_facts_harm_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_harm_facts_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_harm_facts"),
    )
    op.create_index("ix_harm_facts_harm_id", "harm_facts", ["harm_id"], unique=False)

    op.create_table(
        "harm_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("harm_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_harm_links_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["harm_id"], ["harm_people.id"], name="fk_harm_links_harm_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_harm_links_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_harm_links"),
        sa.UniqueConstraint("case_id", "harm_id", name="uq_harm_links_case_id_harm_id"),
    )
    op.create_index("ix_harm_links_harm_id", "harm_links", ["harm_id"], unique=False)

    op.create_table(
        "harm_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("harm_id", sa.Uuid(), nullable=False),
        sa.Column(
            "doer",
            sa.Enum(
                "us",
                "police",
                "housing",
                "childrens_social_care",
                "adult_social_care",
                "health",
                "school",
                "probation",
                "court",
                "refuge",
                "legal",
                "behaviour_programme",
                "another_agency",
                name="doer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("who", sa.LargeBinary(), nullable=True),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["harm_id"], ["harm_people.id"], name="fk_harm_steps_harm_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_harm_steps_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_harm_steps"),
    )
    op.create_index("ix_harm_steps_harm_id", "harm_steps", ["harm_id"], unique=False)

    op.create_table(
        "plan_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "doer",
            sa.Enum(
                "us",
                "police",
                "housing",
                "childrens_social_care",
                "adult_social_care",
                "health",
                "school",
                "probation",
                "court",
                "refuge",
                "legal",
                "behaviour_programme",
                "another_agency",
                name="doer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("who", sa.LargeBinary(), nullable=True),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_plan_steps_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_plan_steps_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan_steps"),
    )
    op.create_index("ix_plan_steps_case_id", "plan_steps", ["case_id"], unique=False)

    op.create_table(
        "refuge_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("areas", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("is_free", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("rooms", sa.Integer(), nullable=True),
        sa.Column("boys_until", sa.Integer(), nullable=True),
        sa.Column(
            "gender",
            sa.Enum(
                "women",
                "men",
                "everybody",
                name="gender",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("access", sa.String(), nullable=True),
        sa.Column("funding", sa.String(), nullable=True),
        sa.Column("support", sa.String(), nullable=True),
        sa.Column("languages", sa.String(), nullable=True),
        sa.Column("takes_pets", sa.Boolean(), nullable=True),
        sa.Column("is_self_contained", sa.Boolean(), nullable=True),
        sa.Column("only_for", sa.String(), nullable=False),
        sa.Column("by_and_for", sa.String(), nullable=False),
        sa.CheckConstraint(
            "areas <> '' AND areas NOT LIKE '%0%' AND areas NOT LIKE '%1%' AND areas NOT LIKE '%2%' AND areas NOT LIKE '%3%' AND areas NOT LIKE '%4%' AND areas NOT LIKE '%5%' AND areas NOT LIKE '%6%' AND areas NOT LIKE '%7%' AND areas NOT LIKE '%8%' AND areas NOT LIKE '%9%'",
            name=op.f("ck_refuge_places_areas_only"),
        ),
        sa.CheckConstraint(
            "code NOT LIKE '%0%' AND code NOT LIKE '%1%' AND code NOT LIKE '%2%' AND code NOT LIKE '%3%' AND code NOT LIKE '%4%' AND code NOT LIKE '%5%' AND code NOT LIKE '%6%' AND code NOT LIKE '%7%' AND code NOT LIKE '%8%' AND code NOT LIKE '%9%'",
            name=op.f("ck_refuge_places_code_has_no_number"),
        ),
        sa.CheckConstraint(
            "note NOT LIKE '%0%' AND note NOT LIKE '%1%' AND note NOT LIKE '%2%' AND note NOT LIKE '%3%' AND note NOT LIKE '%4%' AND note NOT LIKE '%5%' AND note NOT LIKE '%6%' AND note NOT LIKE '%7%' AND note NOT LIKE '%8%' AND note NOT LIKE '%9%'",
            name=op.f("ck_refuge_places_note_has_no_number"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name="fk_refuge_places_service_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_refuge_places"),
        sa.UniqueConstraint("code", name="uq_refuge_places_code"),
    )
    op.create_index(
        "ix_refuge_places_confirmed_at", "refuge_places", ["confirmed_at"], unique=False
    )
    op.create_index("ix_refuge_places_service_id", "refuge_places", ["service_id"], unique=False)

    op.create_table(
        "schedule_exceptions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("pattern_date", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "skipped",
                "moved",
                "extra",
                name="exceptionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("opens_at", sa.Time(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'moved') = (moved_to IS NOT NULL)",
            name=op.f("ck_schedule_exceptions_moved_says_where"),
        ),
        sa.CheckConstraint(
            "kind <> 'skipped' OR (opens_at IS NULL AND closes_at IS NULL)",
            name=op.f("ck_schedule_exceptions_skipped_has_no_times"),
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["schedules.id"],
            name="fk_schedule_exceptions_schedule_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_schedule_exceptions"),
        sa.UniqueConstraint(
            "schedule_id", "pattern_date", name="uq_schedule_exceptions_schedule_id_pattern_date"
        ),
    )
    op.create_table(
        "service_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("pattern_date", sa.Date(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "withdrawn",
                "cancelled",
                name="sessionstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "starts_at < ends_at", name=op.f("ck_service_sessions_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["locations.id"], name="fk_service_sessions_location_id"
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedules.id"], name="fk_service_sessions_schedule_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service_sessions"),
        sa.UniqueConstraint(
            "schedule_id", "pattern_date", name="uq_service_sessions_schedule_id_pattern_date"
        ),
    )
    op.create_index("ix_service_sessions_ends_at", "service_sessions", ["ends_at"], unique=False)

    op.create_table(
        "services_at_location",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["locations.id"], name="fk_services_at_location_location_id"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name="fk_services_at_location_service_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_services_at_location"),
        sa.UniqueConstraint(
            "service_id", "location_id", name="uq_services_at_location_service_id_location_id"
        ),
    )
    op.create_index(
        "ix_services_at_location_location_id", "services_at_location", ["location_id"], unique=False
    )

    op.create_table(
        "shut_outs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "said_by",
            sa.Enum(
                "themselves",
                "another_agency",
                "somebody_else",
                "seen",
                name="saidby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("worker_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("interpreter_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN worker_id IS NULL THEN 0 ELSE 1 END + CASE WHEN account_id IS NULL THEN 0 ELSE 1 END + CASE WHEN organization_id IS NULL THEN 0 ELSE 1 END + CASE WHEN interpreter_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_shut_outs_names_one"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_shut_outs_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_shut_outs_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shut_outs"),
    )
    op.create_index("ix_shut_outs_account_id", "shut_outs", ["account_id"], unique=False)
    op.create_index("ix_shut_outs_case_id", "shut_outs", ["case_id"], unique=False)
    op.create_index("ix_shut_outs_interpreter_id", "shut_outs", ["interpreter_id"], unique=False)
    op.create_index("ix_shut_outs_organization_id", "shut_outs", ["organization_id"], unique=False)
    op.create_index("ix_shut_outs_worker_id", "shut_outs", ["worker_id"], unique=False)

    op.create_table(
        "alerts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_alerts_session_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
    )
    op.create_index("ix_alerts_session_id", "alerts", ["session_id"], unique=False)

    op.create_table(
        "called_off",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("at_the_door", sa.String(), nullable=False),
        sa.Column("instead", sa.Date(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_called_off_session_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_called_off"),
        sa.UniqueConstraint("session_id", name="uq_called_off_session_id"),
    )
    op.create_table(
        "claims",
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("cell", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_claims_session_id"
        ),
        sa.PrimaryKeyConstraint("thing_id", "cell", name="pk_claims"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claims_appointment_id", "claims", ["appointment_id"], unique=False)
    op.create_index("ix_claims_session_id", "claims", ["session_id"], unique=False)

    op.create_table(
        "closings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_closings_session_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_closings"),
        sa.UniqueConstraint("session_id", name="uq_closings_session_id"),
    )
    op.create_table(
        "creche_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_creche_places_session_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_creche_places"),
        sa.UniqueConstraint("session_id", "number", name="uq_creche_places_session_id_number"),
    )
    op.create_table(
        "desk_patterns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("schedule_id", sa.Uuid(), nullable=False),
        sa.Column("service_at_location_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "welcome",
                "full",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "presence",
            sa.Enum(
                "present",
                "on_call",
                name="presence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minutes_to_reach", sa.Integer(), nullable=True),
        sa.Column("slot_minutes", sa.Integer(), nullable=False),
        sa.Column("gap_minutes", sa.Integer(), nullable=False),
        sa.Column("walk_in_percent", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(presence = 'on_call') = (minutes_to_reach IS NOT NULL)",
            name=op.f("ck_desk_patterns_on_call_says_how_long"),
        ),
        sa.CheckConstraint(
            "gap_minutes >= 0 AND gap_minutes % 5 = 0", name=op.f("ck_desk_patterns_gap_in_fives")
        ),
        sa.CheckConstraint(
            "slot_minutes > 0 AND slot_minutes % 5 = 0", name=op.f("ck_desk_patterns_slot_in_fives")
        ),
        sa.CheckConstraint(
            "walk_in_percent BETWEEN 0 AND 100", name=op.f("ck_desk_patterns_walk_in_is_a_share")
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["schedules.id"],
            name="fk_desk_patterns_schedule_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["services_at_location.id"],
            name="fk_desk_patterns_service_at_location_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_desk_patterns"),
        sa.UniqueConstraint(
            "schedule_id",
            "service_at_location_id",
            "purpose",
            name="uq_desk_patterns_schedule_id_service_at_location_id_purpose",
        ),
    )
    op.create_table(
        "desks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("service_at_location_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "welcome",
                "full",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "presence",
            sa.Enum(
                "present",
                "on_call",
                name="presence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minutes_to_reach", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["services_at_location.id"],
            name="fk_desks_service_at_location_id",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_desks_session_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_desks"),
        sa.UniqueConstraint(
            "session_id",
            "service_at_location_id",
            "purpose",
            name="uq_desks_session_id_service_at_location_id_purpose",
        ),
    )
    op.create_table(
        "evidence_letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "support",
                "conference",
                "refuge_full",
                name="letterkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind != 'conference' OR referral_id IS NOT NULL",
            name=op.f("ck_evidence_letters_has_its_referral"),
        ),
        sa.CheckConstraint(
            "kind != 'refuge_full' OR event_id IS NOT NULL",
            name=op.f("ck_evidence_letters_has_its_event"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_records.id"], name="fk_evidence_letters_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["case_events.id"],
            name="fk_evidence_letters_event_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["conference_referrals.id"],
            name="fk_evidence_letters_referral_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_accounts.id"], name="fk_evidence_letters_written_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_letters"),
    )
    op.create_index("ix_evidence_letters_case_id", "evidence_letters", ["case_id"], unique=False)

    op.create_table(
        "handoffs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column(
            "way",
            sa.Enum(
                "sent",
                "rung",
                "helpline",
                "vacancy_list",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "desk",
            sa.Enum(
                "idva",
                "housing",
                "legal",
                "conflict_check",
                "refuge",
                "substance_misuse",
                "police",
                "childrens_social_care",
                "isva",
                "other",
                name="deskkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sender", sa.Uuid(), nullable=False),
        sa.Column("receiver", sa.Uuid(), nullable=True),
        sa.Column("holder", sa.Uuid(), nullable=False),
        sa.Column("is_outside", sa.Boolean(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "draft",
                "shown",
                "sent",
                "received",
                "asked",
                "accepted",
                "contact_made",
                "tried",
                "declined",
                "not_available",
                "withdrawn",
                "recalled",
                "expired",
                "rerouted",
                "outcome",
                "told",
                "closed",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_shut", sa.Boolean(), nullable=False),
        sa.Column(
            "meanwhile",
            sa.Enum(
                "none_yet",
                "holds",
                "accepted",
                "declined",
                "not_available",
                "nobody_answered",
                "ended",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "helped",
                "being_helped",
                "place_taken",
                "application_taken",
                "no_further_action",
                "not_helped",
                "passed_to_another",
                "not_reached",
                "she_chose_otherwise",
                "not_sent",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "declined",
            sa.Enum(
                "no_space",
                "support_need",
                "area_unsafe",
                "household",
                "access_need",
                "no_funding",
                "outside_remit",
                "already_open",
                "not_reached",
                "she_chose_not_to",
                "wrong_information",
                "other",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "next_step",
            sa.Enum(
                "another_service",
                "new_packet",
                "speak_with_her",
                "wait_for_a_place",
                "to_a_manager",
                "they_go_on",
                name="nextstep",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "told_how",
            sa.Enum(
                "at_a_visit",
                "rung_in_safe_hours",
                "she_rang",
                "by_the_service",
                "in_writing",
                name="toldhow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "why_not_told",
            sa.Enum(
                "she_asked_not_to_hear",
                "would_endanger",
                "no_way_left",
                "she_died",
                name="whynottold",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_by", sa.Uuid(), nullable=True),
        sa.Column("told_second", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ranks_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=True),
        sa.Column("outside", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["holder"], ["staff_accounts.id"], name="fk_handoffs_holder"),
        sa.ForeignKeyConstraint(
            ["need_id"], ["handoff_needs.id"], name="fk_handoffs_need_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["receiver"], ["staff_accounts.id"], name="fk_handoffs_receiver"),
        sa.ForeignKeyConstraint(["sender"], ["staff_accounts.id"], name="fk_handoffs_sender"),
        sa.PrimaryKeyConstraint("id", name="pk_handoffs"),
    )
    op.create_index("ix_handoffs_due_at", "handoffs", ["due_at"], unique=False)
    op.create_index("ix_handoffs_holder_due_at", "handoffs", ["holder", "due_at"], unique=False)
    op.create_index("ix_handoffs_need_id", "handoffs", ["need_id"], unique=False)
    op.create_index(
        "ix_handoffs_organization_id_ranks_at",
        "handoffs",
        ["organization_id", "ranks_at"],
        unique=False,
    )
    op.create_index(
        "ix_handoffs_service_id_ranks_at", "handoffs", ["service_id", "ranks_at"], unique=False
    )

    op.create_table(
        "offered_interpreters",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum(
                "present",
                "by_phone",
                name="attendance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["interpreter_id"], ["interpreters.id"], name="fk_offered_interpreters_interpreter_id"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_offered_interpreters_session_id"
        ),
        sa.PrimaryKeyConstraint("session_id", "interpreter_id", name="pk_offered_interpreters"),
    )
    op.create_table(
        "place_holds",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["refuge_places.id"], name="fk_place_holds_place_id"),
        sa.PrimaryKeyConstraint("place_id", name="pk_place_holds"),
    )
    op.create_index("ix_place_holds_need_id", "place_holds", ["need_id"], unique=False)

    op.create_table(
        "quiet_rooms",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_quiet_rooms_room_id"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_quiet_rooms_session_id"
        ),
        sa.PrimaryKeyConstraint("session_id", "room_id", name="pk_quiet_rooms"),
    )
    op.create_table(
        "screen_passes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=32), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_screen_passes_session_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_screen_passes"),
        sa.UniqueConstraint("token", name="uq_screen_passes_token"),
    )
    op.create_index("ix_screen_passes_session_id", "screen_passes", ["session_id"], unique=False)

    op.create_table(
        "visits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "held",
                "booked",
                "cancelled",
                name="visitstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("phrase", sa.LargeBinary(length=32), nullable=True),
        sa.Column("second_phrase", sa.LargeBinary(length=32), nullable=True),
        sa.Column("second_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "age_band",
            sa.Enum(
                "adult",
                "16-17",
                name="ageband",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("says_passed_on", sa.Boolean(), nullable=False),
        sa.Column("asks", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_visits_client_id"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_visits_session_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
        sa.UniqueConstraint("phrase", name="uq_visits_phrase"),
    )
    op.create_index("ix_visits_client_id", "visits", ["client_id"], unique=False)
    op.create_index("ix_visits_held_until", "visits", ["held_until"], unique=False)
    op.create_index("ix_visits_second_phrase", "visits", ["second_phrase"], unique=False)
    op.create_index("ix_visits_session_id", "visits", ["session_id"], unique=False)

    op.create_table(
        "waiting_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "offered",
                "taken",
                "passed",
                "withdrawn",
                "over",
                name="waitingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("phrase", sa.LargeBinary(length=32), nullable=True),
        sa.Column("asks", sa.LargeBinary(), nullable=True),
        sa.Column("wanted", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_waiting_places_client_id"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_waiting_places_session_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_waiting_places"),
        sa.UniqueConstraint("phrase", name="uq_waiting_places_phrase"),
    )
    op.create_index("ix_waiting_places_client_id", "waiting_places", ["client_id"], unique=False)
    op.create_index("ix_waiting_places_session_id", "waiting_places", ["session_id"], unique=False)

    op.create_table(
        "workers_away",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_workers_away_session_id"
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name="fk_workers_away_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_workers_away"),
    )
    op.create_index("ix_workers_away_session_id", "workers_away", ["session_id"], unique=False)

    op.create_table(
        "arrivals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("walked_in", sa.Boolean(), nullable=False),
        sa.Column("welcomed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "alone",
            sa.Enum(
                "alone",
                "not_alone",
                name="alone",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("why_not_alone", sa.LargeBinary(), nullable=True),
        sa.Column("came_with", sa.LargeBinary(), nullable=True),
        sa.Column("keep_out", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_arrivals_session_id"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_arrivals_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_arrivals"),
        sa.UniqueConstraint("session_id", "number", name="uq_arrivals_session_id_number"),
        sa.UniqueConstraint("visit_id", name="uq_arrivals_visit_id"),
    )
    op.create_table(
        "avoided_interpreters",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("interpreter_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interpreter_id"], ["interpreters.id"], name="fk_avoided_interpreters_interpreter_id"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_avoided_interpreters_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "interpreter_id", name="pk_avoided_interpreters"),
    )
    op.create_table(
        "avoided_workers",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_avoided_workers_visit_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name="fk_avoided_workers_worker_id"),
        sa.PrimaryKeyConstraint("visit_id", "worker_id", name="pk_avoided_workers"),
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=True),
        sa.Column("desk_pattern_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(worker_id IS NULL) <> (desk_pattern_id IS NULL)",
            name=op.f("ck_calendar_feeds_of_a_worker_or_a_desk"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["staff_accounts.id"], name="fk_calendar_feeds_account_id"
        ),
        sa.ForeignKeyConstraint(
            ["desk_pattern_id"],
            ["desk_patterns.id"],
            name="fk_calendar_feeds_desk_pattern_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name="fk_calendar_feeds_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_feeds"),
        sa.UniqueConstraint("token", name="uq_calendar_feeds_token"),
    )
    op.create_index("ix_calendar_feeds_account_id", "calendar_feeds", ["account_id"], unique=False)

    op.create_table(
        "calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("handoff_id", sa.Uuid(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column(
            "phone",
            sa.Enum(
                "mobile",
                "other phone",
                "email",
                "post",
                "professional",
                "trusted person",
                "in person only",
                "she contacts us",
                name="route",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "came",
            sa.Enum(
                "reached",
                "no answer",
                "another answered",
                "wrong person",
                name="came",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["staff_accounts.id"], name="fk_calls_by"),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_calls_client_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_calls_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
    )
    op.create_index("ix_calls_client_id_shown_at", "calls", ["client_id", "shown_at"], unique=False)
    op.create_index("ix_calls_handoff_id", "calls", ["handoff_id"], unique=False)
    op.create_index("ix_calls_visit_id", "calls", ["visit_id"], unique=False)
    op.create_index(
        "uq_calls_by_open",
        "calls",
        ["by"],
        unique=True,
        sqlite_where=sa.text("came IS NULL"),
        postgresql_where=sa.text("came IS NULL"),
    )

    op.create_table(
        "creche_stays",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_seen_by", sa.Uuid(), nullable=True),
        sa.Column("out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("out_seen_by", sa.Uuid(), nullable=True),
        sa.Column("brought_by", sa.LargeBinary(), nullable=True),
        sa.Column("released_to", sa.LargeBinary(), nullable=True),
        sa.Column("why_in_danger", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["children.id"], name="fk_creche_stays_child_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_creche_stays_session_id"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_creche_stays_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_creche_stays"),
    )
    op.create_index(
        "ix_creche_stays_child_id_there",
        "creche_stays",
        ["child_id"],
        unique=True,
        sqlite_where=sa.text("out_at IS NULL"),
        postgresql_where=sa.text("out_at IS NULL"),
    )
    op.create_index("ix_creche_stays_session_id", "creche_stays", ["session_id"], unique=False)
    op.create_index("ix_creche_stays_visit_id", "creche_stays", ["visit_id"], unique=False)

    op.create_table(
        "handoff_consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "read_and_said_yes",
                "heard_and_said_yes",
                "heard_through_interpreter",
                "heard_on_the_phone",
                "signed",
                name="givenhow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wording", sa.String(length=40), nullable=False),
        sa.Column("was_told_they_may_keep", sa.Boolean(), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fields", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=True),
        sa.Column("purpose", sa.LargeBinary(), nullable=True),
        sa.Column("heard", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_handoff_consents_handoff_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["staff_accounts.id"], name="fk_handoff_consents_taken_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_consents"),
        sa.UniqueConstraint("handoff_id", "number", name="uq_handoff_consents_handoff_id_number"),
    )
    op.create_table(
        "handoff_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("she_knows", sa.Boolean(), nullable=True),
        sa.Column("second", sa.Uuid(), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("grounds", sa.LargeBinary(), nullable=True),
        sa.Column("proportion", sa.LargeBinary(), nullable=True),
        sa.Column("why_not", sa.LargeBinary(), nullable=True),
        sa.Column("review_words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff_accounts.id"], name="fk_handoff_decisions_decided_by"
        ),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_handoff_decisions_handoff_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_decisions"),
        sa.UniqueConstraint("handoff_id", "number", name="uq_handoff_decisions_handoff_id_number"),
    )
    op.create_index(
        "ix_handoff_decisions_review_due", "handoff_decisions", ["review_due"], unique=False
    )

    op.create_table(
        "handoff_escalations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column(
            "over",
            sa.Enum(
                "late", "review", name="over", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_handoff_escalations_handoff_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_escalations"),
    )
    op.create_index(
        "ix_handoff_escalations_account_id_over",
        "handoff_escalations",
        ["account_id", "over"],
        unique=False,
    )
    op.create_index(
        "ix_handoff_escalations_handoff_id", "handoff_escalations", ["handoff_id"], unique=False
    )

    op.create_table(
        "handoff_fields",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "safe_contact",
                "called",
                "pronouns",
                "wants",
                "tonight",
                "unsafe_from",
                "dangers",
                "not_safe_to_talk_to",
                "safe_to_talk_to",
                "police_wanted",
                "language",
                "access",
                "household",
                "children",
                "pregnant",
                "areas_unsafe",
                "areas_safe",
                "stay_or_leave",
                "tenure",
                "sanctuary",
                "pets",
                "by_and_for",
                "support_needs",
                "funding",
                "child",
                "childs_needs",
                "childs_wishes",
                "who_acts_for_child",
                "school",
                "name",
                "other_names",
                "born_on",
                "address",
                "afraid_of",
                "other_side",
                "abuse",
                "risk",
                "earlier_conference",
                "orders",
                "legal_matter",
                "court_dates",
                "gp",
                "health",
                "mental_health",
                "substance_use",
                "sexual_violence",
                "immigration_status",
                "nationality",
                "documents",
                name="packetfield",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answer", sa.Boolean(), nullable=True),
        sa.Column(
            "lawful",
            sa.Enum(
                "child_at_risk",
                "life_at_risk",
                "serious_harm_to_another",
                "court_order",
                "legal_duty",
                name="lawfulreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("value", sa.LargeBinary(), nullable=True),
        sa.Column("necessity", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name="fk_handoff_fields_handoff_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_fields"),
        sa.UniqueConstraint("handoff_id", "field", name="uq_handoff_fields_handoff_id_field"),
    )
    op.create_table(
        "handoff_introductions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "at_a_stop",
                "on_a_call",
                name="how",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("planned_by", sa.Uuid(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_handoff_introductions_handoff_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["planned_by"], ["staff_accounts.id"], name="fk_handoff_introductions_planned_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_introductions"),
    )
    op.create_index(
        "ix_handoff_introductions_handoff_id", "handoff_introductions", ["handoff_id"], unique=False
    )
    op.create_index(
        "ix_handoff_introductions_planned_by", "handoff_introductions", ["planned_by"], unique=False
    )

    op.create_table(
        "handoff_packets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_replaced", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_handoff_packets_handoff_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_packets"),
        sa.UniqueConstraint("handoff_id", "number", name="uq_handoff_packets_handoff_id_number"),
    )
    op.create_index("ix_handoff_packets_until", "handoff_packets", ["until"], unique=False)

    op.create_table(
        "handoff_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "show",
                "change",
                "send",
                "receive",
                "ask",
                "answer",
                "accept",
                "decline",
                "say_not_available",
                "make_contact",
                "try",
                "settle",
                "tell",
                "close",
                "withdraw",
                "recall",
                "expire",
                "reroute",
                "hand_over",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "who",
            sa.Enum(
                "sender",
                "receiver",
                "her",
                "clock",
                name="who",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "draft",
                "shown",
                "sent",
                "received",
                "asked",
                "accepted",
                "contact_made",
                "tried",
                "declined",
                "not_available",
                "withdrawn",
                "recalled",
                "expired",
                "rerouted",
                "outcome",
                "told",
                "closed",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("holder", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name="fk_handoff_steps_handoff_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_steps"),
        sa.UniqueConstraint("handoff_id", "number", name="uq_handoff_steps_handoff_id_number"),
    )
    op.create_table(
        "housing_applications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column(
            "came",
            sa.Enum(
                "she_asked",
                "somebody_asked_for_her",
                "referral",
                name="came",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "interim",
            sa.Enum(
                "given",
                "she_has_a_safe_place",
                "she_chose_otherwise",
                "refused",
                name="interim",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decision_due", sa.Date(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_housing_applications_handoff_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_housing_applications"),
        sa.UniqueConstraint("handoff_id", name="uq_housing_applications_handoff_id"),
    )
    op.create_table(
        "housing_consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column("to_refer", sa.Boolean(), nullable=True),
        sa.Column("to_give_contact_details", sa.Boolean(), nullable=True),
        sa.Column("authority", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_housing_consents_handoff_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_housing_consents"),
        sa.UniqueConstraint("handoff_id", name="uq_housing_consents_handoff_id"),
    )
    op.create_table(
        "joined_visits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("former_client_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["staff_accounts.id"], name="fk_joined_visits_by"),
        sa.ForeignKeyConstraint(["case_id"], ["case_records.id"], name="fk_joined_visits_case_id"),
        sa.ForeignKeyConstraint(
            ["former_client_id"], ["clients.id"], name="fk_joined_visits_former_client_id"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_joined_visits_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_joined_visits"),
    )
    op.create_index("ix_joined_visits_case_id", "joined_visits", ["case_id"], unique=False)
    op.create_index("ix_joined_visits_visit_id", "joined_visits", ["visit_id"], unique=False)

    op.create_table(
        "outcomes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "ending",
            sa.Enum(
                "seen",
                "seen_in_part",
                "left_early",
                "did_not_come",
                "cancelled",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        sa.Column("number_given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("tonight", sa.LargeBinary(), nullable=True),
        sa.Column("safe_until", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_outcomes_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
        sa.UniqueConstraint("visit_id", name="uq_outcomes_visit_id"),
    )
    op.create_table(
        "seats",
        sa.Column("desk_pattern_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desk_pattern_id"],
            ["desk_patterns.id"],
            name="fk_seats_desk_pattern_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_seats_room_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name="fk_seats_worker_id"),
        sa.PrimaryKeyConstraint("desk_pattern_id", "worker_id", name="pk_seats"),
    )
    op.create_table(
        "settled_concerns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "about",
            sa.Enum(
                "alert",
                "second phrase",
                "phone not safe",
                "another answered",
                "missed",
                "stopped",
                "stop word",
                "number flagged",
                "message unclear",
                "text came",
                "run out",
                name="about",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["staff_accounts.id"], name="fk_settled_concerns_by"),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_settled_concerns_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_settled_concerns"),
        sa.UniqueConstraint("about", "about_id", name="uq_settled_concerns_about_about_id"),
    )
    op.create_index("ix_settled_concerns_visit_id", "settled_concerns", ["visit_id"], unique=False)

    op.create_table(
        "slots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("desk_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Integer(), nullable=False),
        sa.Column("for_walk_ins", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("cells > 0", name=op.f("ck_slots_takes_time")),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name="fk_slots_desk_id"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_slots_room_id"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_slots_session_id"
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name="fk_slots_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_slots"),
        sa.UniqueConstraint(
            "desk_id", "worker_id", "cell", "cells", name="uq_slots_desk_id_worker_id_cell_cells"
        ),
    )
    op.create_index("ix_slots_session_id", "slots", ["session_id"], unique=False)
    op.create_index(
        "ix_slots_worker_id_cell_given",
        "slots",
        ["worker_id", "cell"],
        unique=True,
        sqlite_where=sa.text("NOT withdrawn"),
        postgresql_where=sa.text("NOT withdrawn"),
    )

    op.create_table(
        "visit_children",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("wants_creche", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["children.id"], name="fk_visit_children_child_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_visit_children_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "child_id", name="pk_visit_children"),
    )
    op.create_table(
        "visit_needs",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("need", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_visit_needs_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "position", name="pk_visit_needs"),
    )
    op.create_table(
        "waiting_offers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("arrives_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "open",
                "taken",
                "declined",
                "passed",
                "gone",
                name="offeranswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["waiting_places.id"],
            name="fk_waiting_offers_place_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_waiting_offers"),
    )
    op.create_index("ix_waiting_offers_place_id", "waiting_offers", ["place_id"], unique=False)
    op.create_index(
        "ix_waiting_offers_place_id_open",
        "waiting_offers",
        ["place_id"],
        unique=True,
        sqlite_where=sa.text("answer = 'open'"),
        postgresql_where=sa.text("answer = 'open'"),
    )

    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "held",
                "booked",
                "seen",
                "missed",
                "cancelled",
                name="appointmentstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["slot_id"], ["slots.id"], name="fk_appointments_slot_id"),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_appointments_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"),
    )
    op.create_index("ix_appointments_slot_id", "appointments", ["slot_id"], unique=False)
    op.create_index("ix_appointments_visit_id", "appointments", ["visit_id"], unique=False)

    op.create_table(
        "arrival_replies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("arrival_id", sa.Uuid(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "how_long",
                "safe_to_talk",
                "safe_contact",
                "where_they_are",
                "why_we_ask",
                name="question",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reply",
            sa.Enum(
                "yes",
                "no",
                "not_asked",
                name="reply",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrival_id"],
            ["arrivals.id"],
            name="fk_arrival_replies_arrival_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_arrival_replies"),
        sa.UniqueConstraint(
            "arrival_id", "question", name="uq_arrival_replies_arrival_id_question"
        ),
    )
    op.create_table(
        "creche_collectors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("named_by", sa.Uuid(), nullable=True),
        sa.Column("stay_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["stay_id"],
            ["creche_stays.id"],
            name="fk_creche_collectors_stay_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_creche_collectors_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_creche_collectors"),
    )
    op.create_index(
        "ix_creche_collectors_visit_id", "creche_collectors", ["visit_id"], unique=False
    )

    op.create_table(
        "joined_rows",
        sa.Column("joined_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column(
            "what",
            sa.Enum(
                "contact_moved",
                "contact_closed",
                "child_moved",
                "call_moved",
                "message_moved",
                "visit_moved",
                "place_moved",
                name="what",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["joined_id"], ["joined_visits.id"], name="fk_joined_rows_joined_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("joined_id", "row_id", "what", name="pk_joined_rows"),
    )
    op.create_table(
        "given_things",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "creche_place",
                "interpreter",
                "quiet_room",
                "exit",
                name="thingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointments.id"],
            name="fk_given_things_appointment_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["children.id"], name="fk_given_things_child_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["service_sessions.id"], name="fk_given_things_session_id"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_given_things_visit_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_given_things"),
    )
    op.create_index("ix_given_things_session_id", "given_things", ["session_id"], unique=False)
    op.create_index("ix_given_things_visit_id", "given_things", ["visit_id"], unique=False)
    begin_record(op.get_bind())
