"""Cases: who may use which address."""

from typing import Any
from uuid import UUID

from bookings.cases.pages import (
    apart,
    audit,
    children,
    conference,
    equality,
    harm,
    letters,
    lists,
    opening,
    parts,
    record,
    requests,
    risk,
    totals,
    wording,
)
from bookings.cases.queries.letters import letter_in
from bookings.cases.queries.referrals import referral_in
from bookings.cases.queries.visits import joined_in
from bookings.day.queries.named import visit_in
from bookings.day.queries.today import anybody
from bookings.looking.pages.why import with_reason
from bookings.people.models import CaseRecord
from bookings.people.queries.harm import harmer_in
from bookings.people.queries.records import case_in, child_in
from bookings.people.queries.requests import request_in
from portal.access import Permission
from portal.web.page import Handler, Loader, PageRoute, staff_page

_SEE, _CHANGE = Permission.CASES_SEE, Permission.CASES_CHANGE
_HARM_SEE = Permission.PERPETRATOR_SEE
_AUDIT, _REQUESTS = Permission.CASES_AUDIT, Permission.REQUESTS
_CASE = "/cases/{case_id:uuid}"
_CHILDREN = f"{_CASE}/children"
_CHILD = f"{_CHILDREN}/{{child_id:uuid}}"
_HARM = f"{_CASE}/harm"
_HARMER = f"{_HARM}/{{harm_id:uuid}}"
_CONFERENCE = f"{_CASE}/conference"
_REFERRAL = f"{_CONFERENCE}/{{referral_id:uuid}}"
_PART = f"{_CASE}/{{part}}"
_OPENING = "/session/visit/{visit_id:uuid}/case"


def _client_of(subject: CaseRecord | tuple[CaseRecord, object]) -> UUID:
    """Whose case it is; with a part of the case beside it, as an address names one."""
    return (subject if isinstance(subject, CaseRecord) else subject[0]).client_id


def _of_case(
    method: str, path: str, handler: Handler[Any], needs: Permission, subject: Loader[Any]
) -> PageRoute:
    """A page of one case: opened beyond one's own work, it asks first why (P-02)."""
    return staff_page(method, path, with_reason(handler, whose=_client_of), needs, subject)


routes = [
    staff_page("GET", "/cases", lists.show_own, _SEE, anybody),
    staff_page("GET", "/cases/ours", lists.show_ours, _SEE, anybody),
    staff_page("GET", _OPENING, opening.show_opening, _CHANGE, visit_in),
    staff_page("POST", _OPENING, opening.press_opening, _CHANGE, visit_in),
    staff_page(
        "POST", "/cases/joined/{joined_id:uuid}/undo", opening.press_undo, _CHANGE, joined_in
    ),
    staff_page("POST", "/cases/wording", wording.press_wording, _CHANGE, anybody),
    _of_case("GET", _CASE, record.show_case, _SEE, case_in),
    _of_case("POST", _CASE, record.press_case, _CHANGE, case_in),
    staff_page("GET", "/cases/tools", risk.show_tools, _SEE, anybody),
    staff_page("POST", "/cases/tools", risk.press_tools, _CHANGE, anybody),
    staff_page("GET", "/cases/audit", audit.show_audit, _AUDIT, anybody),
    staff_page("GET", "/cases/audit/json", audit.show_audit_json, _AUDIT, anybody),
    staff_page("GET", "/totals", totals.show_totals, Permission.TOTALS, anybody),
    staff_page("POST", "/totals", totals.press_totals, Permission.TOTALS, anybody),
    staff_page("GET", "/requests", requests.show_requests, _REQUESTS, anybody),
    staff_page("POST", "/requests", requests.press_requests, _REQUESTS, anybody),
    staff_page(
        "POST", "/requests/{request_id:uuid}", requests.press_answered, _REQUESTS, request_in
    ),
    _of_case("GET", _CONFERENCE, conference.show_form, _HARM_SEE, case_in),
    _of_case("POST", _CONFERENCE, conference.press_form, _HARM_SEE, case_in),
    _of_case("GET", _REFERRAL, conference.show_summary, _HARM_SEE, referral_in),
    _of_case("GET", f"{_REFERRAL}/json", conference.show_json, _HARM_SEE, referral_in),
    _of_case("GET", f"{_CASE}/letters", letters.show_letters, _SEE, case_in),
    _of_case("POST", f"{_CASE}/letters", letters.press_letters, _CHANGE, case_in),
    _of_case("GET", f"{_CASE}/letters/{{letter_id:uuid}}", letters.show_letter, _SEE, letter_in),
    _of_case("GET", f"{_CASE}/equality", equality.show_equality, _CHANGE, case_in),
    _of_case("POST", f"{_CASE}/equality", equality.press_equality, _CHANGE, case_in),
    _of_case("GET", f"{_CASE}/risk", risk.show_risk, _SEE, case_in),
    _of_case("POST", f"{_CASE}/risk", risk.press_risk, _CHANGE, case_in),
    _of_case("GET", _CHILDREN, children.show_children, _SEE, case_in),
    _of_case("POST", _CHILDREN, children.press_children, _CHANGE, case_in),
    _of_case("GET", _CHILD, children.show_child, _SEE, child_in),
    _of_case("POST", _CHILD, children.press_child, _CHANGE, child_in),
    _of_case("GET", _HARM, harm.show_harm, _HARM_SEE, case_in),
    _of_case("POST", _HARM, harm.press_harm, _HARM_SEE, case_in),
    _of_case("GET", _HARMER, harm.show_harmer, _HARM_SEE, harmer_in),
    _of_case("POST", _HARMER, harm.press_harmer, _HARM_SEE, harmer_in),
    staff_page("GET", "/apart", apart.show_tasks, _SEE, anybody),
    staff_page("POST", "/apart", apart.press_tasks, _CHANGE, anybody),
    _of_case("GET", f"{_CASE}/apart", apart.show_apart, _SEE, case_in),
    _of_case("POST", f"{_CASE}/apart", apart.press_apart, _CHANGE, case_in),
    _of_case("GET", _PART, parts.show_part, _SEE, parts.part_in),
    _of_case("POST", _PART, parts.press_part, _CHANGE, parts.part_in),
]
