"""One group of her answers, filled in while she says them (S-07)."""

from typing import Any

from starlette.responses import Response

from bookings.contact.numbers import NotANumber
from bookings.contact.rules.answers import write
from bookings.contact.rules.fields import Field
from bookings.contact.rules.questions import QUESTIONS, Group, Takes
from bookings.contact.wording.rules.terms import Style
from bookings.reaching.actions.saying import ChangedMeanwhile, say_group
from bookings.reaching.forms.answers import GroupSaid, gone, read_group
from bookings.reaching.pages.contact import HEARD, contact_path, shown_with
from bookings.reaching.queries.said import AnswerLine, groups_of
from bookings.visits.models import Visit
from portal.web.forms import Problems, Typed
from portal.web.page import PageRequest

GROUP = "bookings/reaching/group.html"

Asked = PageRequest[tuple[Visit, Group]]


def show_group(asked: Asked) -> Response:
    """What stands, to be changed as she says it."""
    return _form(asked)


def press_group(asked: Asked) -> Response:
    """Write it down; where a colleague was quicker, show what stands now beside what was typed."""
    visit, group = asked.subject
    said = read_group(group, asked.typed)
    if isinstance(said, Problems):
        return _form(asked, typed=asked.typed, problems=said)
    try:
        _say(asked, said)
    except ChangedMeanwhile:
        return _form(asked, typed=asked.typed, changed=True)
    except NotANumber:
        return _form(asked, typed=asked.typed, problems=_no_number(said))
    return asked.done(contact_path(visit))


def _say(asked: Asked, said: GroupSaid) -> None:
    visit, group = asked.subject
    say_group(
        asked.db,
        visit,
        group,
        said.answers,
        was=said.was,
        said_by=HEARD[said.how],
        by=asked.actor,
        at=asked.now,
    )


def _no_number(said: GroupSaid) -> Problems:
    fields = (Field.MOBILE_NUMBER, Field.OTHER_NUMBER)
    return Problems({each.value: "not_a_number" for each in fields if said.answers.get(each)})


def _form(
    asked: Asked,
    *,
    typed: Typed | None = None,
    problems: Problems | None = None,
    changed: bool = False,
) -> Response:
    visit, group = asked.subject
    asked.note("contact seen", visit.id)
    found = groups_of(asked.db, asked.actor, visit, asked.now)
    stands = next(each for each in found if each.group is group)
    return asked.show(
        GROUP,
        fragment="content",
        status=422 if problems else 409 if changed else 200,
        **shown_with(asked, visit),
        stands=stands,
        was=(typed or {}).get("was", [""])[-1] if problems else stands.version,
        typed=typed if typed is not None else _typed_of(stands.lines),
        choices=_choices,
        gone=gone,
        changed=changed,
        problems=problems or {},
    )


def _typed_of(lines: Any) -> dict[str, list[str]]:
    """What stands, as it would be typed; a hidden answer is not put onto the page (R-06)."""
    return {
        each.field.value: _texts(each)
        for each in lines
        if each.value is not None and not each.is_hidden
    }


def _texts(line: AnswerLine) -> list[str]:
    text = write(line.value) if line.value is not None else ""
    return text.splitlines() if line.takes is Takes.SOME else [text]


def _choices(field: Field) -> list[str]:
    if field is Field.STYLE:
        return [each.value for each in Style]
    return [str(each.value) for each in QUESTIONS[field].choices or ()]
