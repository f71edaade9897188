"""What is asked for totals, in person, of whoever wants to answer (C-24). Immigration status is not
among it (S-33)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

RATHER_NOT = "rather_not"

# Each question with its answers. "Rather not say" is one to all, and an empty field is none.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "age": ("under_16", "16_17", "18_24", "25_34", "35_44", "45_54", "55_64", "65_or_over"),
    "sex": ("female", "male", "in_another_way"),
    "as_registered_at_birth": ("yes", "no"),
    "ethnicity": ("asian", "black", "mixed", "white", "another"),
    "disability": ("none", "body", "mind", "senses", "learning", "several"),
    "religion": ("none", "buddhist", "christian", "hindu", "jewish", "muslim", "sikh", "another"),
    "orientation": ("straight", "gay_or_lesbian", "bi", "another"),
}


def is_answer(question: str, answer: str) -> bool:
    """Whether this is one of the answers to this question."""
    return answer == RATHER_NOT or answer in QUESTIONS.get(question, ())


class Quarter(NamedTuple):
    """One quarter of a year; `number` is 1 to 4."""

    year: int
    number: int


def quarter_of(day: date) -> Quarter:
    """The quarter that a day is in."""
    return Quarter(day.year, (day.month + 2) // 3)
