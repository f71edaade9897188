"""The check of the catalogues sees each way in which words can go missing or break."""

import re
import shutil
from pathlib import Path

import pytest

from portal.catalogue import UNREAD
from tests.catalogues import problems, write
from tests.catalogues.bare import bare_in, bare_words
from tests.catalogues.files import read, save
from tests.catalogues.lengths import too_long

ROOT = Path(__file__).parent.parent

OF_HERS, SAID = "templates/bookings/visits/page.html", "bookings/visits/said.py"
STOPS = ("One stop",)

PAGE = """
<h1>{{ _("Come in") }}</h1>
{% trans count=n %}One stop{% pluralize %}{{ count }} stops{% endtrans %}
<p>{% trans day=d %}See you on {{ day }}{% endtrans %}</p>
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project of one template and one module of hers, with catalogues in English and Polish."""
    for name in ("templates/bookings/visits", "portal", "services_directory", "bookings/visits"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / OF_HERS).write_text(PAGE)
    (tmp_path / SAID).write_text('answer = translate("That time has just gone")\n')
    write(tmp_path, "pl")
    for source in ("Come in", "That time has just gone", "See you on %(day)s", *STOPS):
        say(tmp_path, source, source)
    return tmp_path


def catalogue(root: Path, tag: str, domain: str = "portal") -> Path:
    return root / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"


def say(root: Path, source: str, *forms: str, unread: bool = True, tag: str = "pl") -> None:
    """Translate one text; a plural into all its forms alike, if one is given."""
    path = catalogue(root, tag)
    found = read(path)
    message = found.get(source)
    assert message is not None
    plural = message.pluralizable
    message.string = (
        (forms * 3)[:3] if plural and len(forms) == 1 else forms if plural else forms[0]
    )
    message.flags.discard("fuzzy")
    (message.flags.add if unread else message.flags.discard)(UNREAD)
    save(found, path)


def test_what_was_just_written_is_right(checkout: Path) -> None:
    assert list(problems(checkout)) == []
    text = catalogue(checkout, "pl").read_text()
    assert "Come in" in text
    assert "That time has just gone" in text
    assert "msgstr[2]" in text


def test_writing_twice_changes_nothing(checkout: Path) -> None:
    before = catalogue(checkout, "pl").read_bytes()
    write(checkout)
    assert catalogue(checkout, "pl").read_bytes() == before


def test_writing_keeps_a_translation(checkout: Path) -> None:
    say(checkout, "Come in", "Proszę wejść")
    write(checkout)
    assert "Proszę wejść" in catalogue(checkout, "pl").read_text()
    assert list(problems(checkout)) == []


def test_a_new_sentence_is_missed_in_every_catalogue(checkout: Path) -> None:
    (checkout / "templates/bookings/visits/more.html").write_text('{{ _("You can go") }}')
    found = list(problems(checkout))
    assert len(found) == 2
    assert all("lacks “You can go”" in line for line in found)


def test_a_new_plural_of_a_known_sentence_is_missed(checkout: Path) -> None:
    path = checkout / OF_HERS
    path.write_text(path.read_text().replace("{{ count }} stops", "{{ count }} people"))
    assert any("lacks “One stop”" in line for line in problems(checkout))


def test_a_sentence_that_nobody_says_any_more_is_noticed(checkout: Path) -> None:
    (checkout / SAID).write_text("")
    assert any("nobody says" in line for line in problems(checkout))


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        ("Do zobaczenia w %(dzien)s", "does not give"),
        ("Do zobaczenia", "leaves out"),
        ("Do zobaczenia w %(day)s na 100 %", "lone %"),
    ],
)
def test_a_placeholder_that_was_changed_or_lost_is_noticed(
    checkout: Path, translation: str, fault: str
) -> None:
    say(checkout, "See you on %(day)s", translation)
    assert any(fault in line for line in problems(checkout))


def test_a_placeholder_that_stands_elsewhere_in_the_sentence_is_fine(checkout: Path) -> None:
    say(checkout, "See you on %(day)s", "%(day)s: do zobaczenia")
    assert list(problems(checkout)) == []


@pytest.mark.parametrize(("count", "fault"), [(2, "in part"), (4, "more translations")])
def test_plural_forms_too_few_or_too_many_are_noticed(
    checkout: Path, count: int, fault: str
) -> None:
    path = catalogue(checkout, "pl")
    forms = "".join(f'msgstr[{number}] "One stop"\n' for number in range(3))
    assert forms in path.read_text()
    said = "".join(f'msgstr[{number}] "%(count)s"\n' for number in range(count))
    path.write_text(path.read_text().replace(forms, said))
    assert any(fault in line for line in problems(checkout))


def test_plural_forms_of_another_language_are_noticed(checkout: Path) -> None:
    path = catalogue(checkout, "pl")
    assert "nplurals=3" in path.read_text()
    four = "nplurals=4; plural=n%4;"
    path.write_text(re.sub(r"nplurals=3.*2\);", four, path.read_text(), flags=re.DOTALL))
    assert any("other plural forms" in line for line in problems(checkout))


def test_a_fuzzy_translation_is_noticed(checkout: Path) -> None:
    say(checkout, "Come in", "Wejdź")
    path = catalogue(checkout, "pl")
    path.write_text(
        path.read_text().replace('#, unread\nmsgid "Come in"', '#, fuzzy, unread\nmsgid "Come in"')
    )
    assert any("fuzzy" in line for line in problems(checkout))


def test_v_30_a_text_that_lacks_in_one_language_is_noticed(checkout: Path) -> None:
    say(checkout, "Come in", "")
    said = "locales/pl/LC_MESSAGES/portal.po: “Come in”: is not translated"
    assert list(problems(checkout)) == [said]


def test_v_30_a_translation_that_nobody_read_says_so_until_a_reader_is_named(
    checkout: Path,
) -> None:
    say(checkout, "Come in", "Wejdź", unread=False)
    (found,) = problems(checkout)
    assert "“Come in”: is not marked as unread" in found
    readers = '{{ pgettext("who has read these pages", "the authors") }}'
    (checkout / "templates/bookings/visits/readers.txt").write_text(readers)
    write(checkout)
    path = catalogue(checkout, "pl")
    named = read(path)
    entry = named.get("the authors", "who has read these pages")
    assert entry is not None
    entry.string = "Somebody who knows Polish"
    save(named, path)
    assert list(problems(checkout)) == []


def test_what_only_staff_read_is_in_the_staffs_catalogue(checkout: Path) -> None:
    """What both read stands with hers, so that it is translated once."""
    said = '{{ _("Come in") }}{{ _("Who is here") }}'
    (checkout / "templates" / "board.html").write_text(said)
    write(checkout, "staff/cy")
    assert "Who is here" not in catalogue(checkout, "pl").read_text()
    theirs = catalogue(checkout, "cy", "staff").read_text()
    assert ("Who is here" in theirs, "Come in" in theirs) == (True, False)
    assert list(problems(checkout)) == [
        "locales/cy/LC_MESSAGES/staff.po: “Who is here”: is not translated"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Come in\n",
        'msgid "Come in\nmsgstr ""\n',
        'msgid "Come in"\nmsgstr "Prosz\xea\n',
    ],
)
def test_a_broken_catalogue_is_noticed(checkout: Path, text: str) -> None:
    catalogue(checkout, "pl").write_text(text, encoding="latin-1")
    assert any("is not as catalogues" in line for line in problems(checkout))


def test_the_source_language_needs_its_catalogue(checkout: Path) -> None:
    catalogue(checkout, "en").unlink()
    assert "en: has no catalogue portal.po" in list(problems(checkout))


def test_a_message_goes_into_the_messages_catalogue_and_no_other(checkout: Path) -> None:
    folder = checkout / "templates" / "messages"
    folder.mkdir()
    (folder / "reminder.text.txt").write_text('{{ _("A reminder") }}')
    assert [line for line in problems(checkout) if "lacks “A reminder”" in line] == [
        "locales/en/LC_MESSAGES/messages.po: lacks “A reminder”"
    ]
    write(checkout, "messages/so")
    assert not catalogue(checkout, "so").exists()
    assert "A reminder" in catalogue(checkout, "so", "messages").read_text()


def test_a_message_that_lacks_its_translation_is_noticed_its_reviewer_is_not(
    checkout: Path,
) -> None:
    folder = checkout / "templates" / "messages"
    folder.mkdir()
    (folder / "reviewer.txt").write_text('{{ pgettext("reviewer of messages", "us") }}')
    (folder / "reminder.text.txt").write_text('{{ _("A reminder") }}')
    write(checkout, "messages/so")
    path = "locales/so/LC_MESSAGES/messages.po"
    assert list(problems(checkout)) == [
        f"{path}: “A reminder”: is not translated",
        "so: no word is listed that tells in a message",
    ]


def test_a_message_that_is_too_long_in_one_language_is_noticed(tmp_path: Path) -> None:
    """Too long for a text in other letters, that is: in plain ones there is room."""
    shutil.copytree(ROOT / "templates" / "messages", tmp_path / "templates" / "messages")
    for tag in ("en", "pl"):
        shutil.copytree(ROOT / "locales" / tag, tmp_path / "locales" / tag)
    assert list(too_long(tmp_path)) == []
    path = catalogue(tmp_path, "pl", "messages")
    assert '"Zmiana"' in path.read_text()
    path.write_text(path.read_text().replace('"Zmiana"', f'"{"Zmiana " * 5}ą"'))
    found = list(too_long(tmp_path))
    assert found
    assert all(line.startswith("pl: takes 2 parts: 'Zmiana") for line in found)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<p>Come in</p>", "Come in"),
        ("{% if late %}{{ _('Here') }}{% else %}<p>Gone{{ n }}</p>{% endif %}", "Gone"),
        ("{% macro line(n) %}<li>{{ n }} minutes</li>{% endmacro %}", "minutes"),
        ('<button aria-label="Move up {{ what }}">+</button>', "Move up"),
        ('<input placeholder="{% if x %}Your name{% endif %}">', "Your name"),
        ('<img alt="A door">', "A door"),
        ("{{ name or 'No name yet' }}", "No name yet"),
        ('{{ field("x", "Where tonight") }}', "Where tonight"),
        ('{{ _("With %(who)s", who="Somebody else") }}', "Somebody else"),
        ("{% set words = 'Not yet' if late else '' %}", "Not yet"),
    ],
)
def test_v_30_a_word_that_no_catalogue_knows_is_noticed_wherever_it_stands(
    source: str, said: str
) -> None:
    assert list(bare_in(source)) == [said]


@pytest.mark.parametrize(
    "source",
    [
        '<p class="hint">{{ _("Come in") }} · {{ name }}: 12 – {{ n }}</p>',
        "{% trans n=n %}{{ n }} minutes{% endtrans %}",
        '{% macro at(n) %} aria-invalid="true" class="mend {{ n }}"{% endmacro %}',
        '{% if reason == "she named no safe hours" %}{{ _("No hours") }}{% endif %}',
        '{{ pick("if_another", "hang up", _("hang up")) }}',
    ],
)
def test_what_asks_a_catalogue_and_what_nobody_reads_are_fine(source: str) -> None:
    assert list(bare_in(source)) == []


def test_v_30_no_template_bypasses_the_catalogues() -> None:
    assert list(bare_words(ROOT)) == []
