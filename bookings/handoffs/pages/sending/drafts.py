"""A draft: what they hear beforehand, then every field of that desk, with its words and what they
say to it; not asked is no (V-24, R-13, S-32)."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from bookings.handoffs.actions.agreeing import change, show, write_consents
from bookings.handoffs.actions.drafting import answer_field, set_field
from bookings.handoffs.forms.sending.drafts import (
    ConsentsSaid,
    FieldSaid,
    read_consents,
    read_fields,
)
from bookings.handoffs.models import Handoff
from bookings.handoffs.pages.sending.shared import Asked, shown_of, to_page
from bookings.handoffs.queries.packets import consents_of, fields_of
from bookings.handoffs.queries.sending import together
from bookings.handoffs.rules.beforehand import before
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import OF_IMMIGRATION, PacketField, fields_for
from bookings.handoffs.rules.packs import pack_of
from bookings.handoffs.rules.stages import Stage
from portal.web.forms import Problems, Typed, one

DRAFT = "bookings/handoffs/sender_draft.html"

# Every place that ships is in England; another nation's words come with its pack.
NATION = "ENG"


def show_draft(asked: Asked) -> Response:
    """The draft, or where it stands now if it is none any more."""
    handoff = asked.subject.handoff
    if not _is_open(asked):
        return asked.sent_to(f"/handed-on/{handoff.id}")
    return _draft(asked)


def press_draft(asked: Asked) -> Response:
    """Keep what was written and said; then show them exactly what goes, unless something that they
    said yes to has another text by now: that is asked again."""
    handoff = asked.subject.handoff
    if not _is_open(asked):
        return to_page(asked)
    fields = read_fields(asked.typed, handoff.desk)
    consents = read_consents(asked.typed)
    if isinstance(fields, Problems) or isinstance(consents, Problems):
        return _draft(asked, Problems(**_problems(fields), **_problems(consents)))
    again: set[PacketField] = set()
    for each in together(asked.db, handoff):
        again |= _keep(asked, each, fields, consents)
    go = one(asked.typed, "go")
    if go == "without":
        return to_page(asked, "/without")
    if go != "show" or again:
        return _draft(asked, again=again)
    return _on_to_show(asked)


def press_back(asked: Asked) -> Response:
    """Back to the draft: what they were shown is shown again once it is changed."""
    for each in together(asked.db, asked.subject.handoff):
        if each.stage is Stage.SHOWN:
            change(asked.db, each, by=asked.actor, at=asked.now)
    return to_page(asked, "/draft")


def _on_to_show(asked: Asked) -> Response:
    for each in together(asked.db, asked.subject.handoff):
        if each.stage is Stage.DRAFT:
            show(asked.db, each, by=asked.actor, at=asked.now)
    return to_page(asked, "/shown")


def _keep(
    asked: Asked, handoff: Handoff, fields: list[FieldSaid], consents: ConsentsSaid
) -> set[PacketField]:
    """Gives the fields that they must be asked about again."""
    if handoff.desk is DeskKind.HOUSING:
        write_consents(
            asked.db,
            handoff,
            to_refer=consents.to_refer,
            authority=consents.authority,
            to_give_contact_details=consents.to_give_contact_details,
            by=asked.actor,
            at=asked.now,
        )
    stored = {each.field: each for each in fields_of(asked.db, handoff)}
    again = set()
    for each in fields:
        row = stored.get(each.field)
        was, before_it = (row.value or "", row.answer) if row else ("", None)
        is_other = was.replace("\r", "") != each.value
        if is_other and before_it is True and each.answer is True:
            again.add(each.field)
        _keep_one(asked, handoff, each, is_other=is_other, ask_again=each.field in again)
    return again


def _keep_one(
    asked: Asked, handoff: Handoff, said: FieldSaid, *, is_other: bool, ask_again: bool
) -> None:
    if is_other:
        set_field(asked.db, handoff, said.field, said.value, by=asked.actor, at=asked.now)
    answer = None if ask_again else said.answer
    answer_field(asked.db, handoff, said.field, answer, by=asked.actor, at=asked.now)


def _is_open(asked: Asked) -> bool:
    stage = asked.subject.handoff.stage
    return stage is Stage.DRAFT or (
        stage is Stage.ASKED and bool(fields_of(asked.db, asked.subject.handoff))
    )


def _problems(read: object) -> Mapping[str, str]:
    return read if isinstance(read, Problems) else {}


def _draft(
    asked: Asked, problems: Problems | None = None, again: set[PacketField] | None = None
) -> Response:
    handoff = asked.subject.handoff
    asked.note("draft read", handoff.id)
    return asked.show(
        DRAFT,
        fragment="content",
        status=422 if problems else 200,
        **shown_of(asked),
        lines=_lines(asked, problems),
        before=before(handoff.desk),
        places=together(asked.db, handoff),
        pack=pack_of(NATION) if handoff.desk is DeskKind.HOUSING else None,
        consents=_consents(asked, problems),
        of_immigration=OF_IMMIGRATION,
        again=again or set(),
        is_kept=bool(asked.typed) and not problems,
        problems=problems or {},
    )


def _lines(asked: Asked, problems: Problems | None) -> list[FieldSaid]:
    """What is kept; where something is to be mended, what was typed."""
    handoff = asked.subject.handoff
    rows = {each.field: each for each in fields_of(asked.db, handoff)}
    found = []
    for each in fields_for(handoff.desk):
        row = rows.get(each)
        value, answer = (row.value or "", row.answer) if row else ("", None)
        if problems:
            typed = asked.typed
            value = one(typed, f"{each.value}-words")
            answer = {"yes": True, "no": False}.get(one(typed, each.value))
        found.append(FieldSaid(each, value, answer))
    return found


def _consents(asked: Asked, problems: Problems | None) -> Typed:
    """As a form was typed: the page has one way to show them."""
    if problems:
        return asked.typed
    row = consents_of(asked.db, asked.subject.handoff)
    if row is None:
        return {}
    words: dict[Any, str] = {True: "yes", False: "no", None: ""}
    return {
        "to_refer": [words[row.to_refer]],
        "authority": [row.authority or ""],
        "to_give_contact_details": [words[row.to_give_contact_details]],
    }
