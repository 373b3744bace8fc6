"""The check of catalogues: each thing that it finds, in made-up catalogues."""

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import write_po

from intersessional.catalogues.__main__ import main
from intersessional.catalogues.check import Finding, check
from intersessional.catalogues.compile import compile_all
from intersessional.catalogues.glossary import accepted, terms_in, unused

FILE, SAME, GLOSSARY = "locale/ru/LC_MESSAGES/django.po", "locale/ru/same.txt", "locale/ru/glossary.csv"
MEETINGS = ("%(number)s meeting", "%(number)s meetings")
SITTINGS = ("%(number)s заседание", "%(number)s заседания", "%(number)s заседаний")


class Folder:
    """One language's catalogue of one entry, right until something of it is changed."""

    def __init__(self, path, language="ru"):
        self.path, self.language = path / "locale", language
        self.own = self.path / language
        (self.own / "LC_MESSAGES").mkdir(parents=True)
        (self.path / "terms.txt").write_text("Chair\nCo-Chair\n")
        self.glossary = "term,translation,forms\nChair,Председатель,председател*\nCo-Chair,Сопредседатель,\n"
        self.same = ""
        self.sources = Catalog()

    def entry(self, english, translation, *, is_source=True, **details):
        if is_source:
            self.sources.add(english)
        catalog = Catalog(locale=self.language)
        catalog.add(english, translation, **details)
        with (self.own / "LC_MESSAGES" / "django.po").open("wb") as file:
            write_po(file, catalog)
        return self

    def found(self):
        (self.own / "glossary.csv").write_text(self.glossary)
        (self.own / "same.txt").write_text(self.same)
        return check(self.path, self.sources, (self.language,))


@pytest.fixture
def russian(tmp_path):
    return Folder(tmp_path)


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("Documents", "Документы"),
        ("%(city)s, %(country)s", "%(city)s, %(country)s"),
        ("No.", "№"),
        (MEETINGS, SITTINGS),
        ("Chair of %(name)s", "Во главе %(name)s: председателем"),
        ("Half is 50%% of %(all)s\n", "Половина — 50%% от %(all)s\n"),
    ],
)
def test_a_right_entry_is_not_spoken_of(russian, english, translation):
    assert russian.entry(english, translation).found() == []


@pytest.mark.parametrize(
    ("english", "translation", "reason"),
    [
        ("Documents", "", "is not translated"),
        (MEETINGS, ("", "", ""), "is not translated"),
        (MEETINGS, ("%(number)s заседание", "%(number)s заседания", ""), "has 2 of 3 plural forms"),
        ("Documents", " Документы", "begins with other spaces or line breaks than the English: ' Документы'"),
        ("Documents ", "Документы", "ends with other spaces or line breaks than the English: 'Документы'"),
        ("\nDocuments", "Документы", "begins with other spaces or line breaks than the English: 'Документы'"),
        ("Of %(name)s", "Об этом", "lacks %(name)s: 'Об этом'"),
        ("Of %(name)s", "Об %(nom)s: %(name)s", "has %(nom)s, which the English hasn't: 'Об %(nom)s: %(name)s'"),
        ("Of %(number)d", "Об %(number)s", "lacks %(number)d: 'Об %(number)s'"),
        ("Rows: {number}", "Строки", "lacks {number}: 'Строки'"),
        ("%(number)s%%", "%(number)s % всего", "has a percent sign that isn't doubled: '%(number)s % всего'"),
        (MEETINGS, ("заседание", *SITTINGS[1:]), "lacks %(number)s: 'заседание'"),
        ("Documents", "Documents", "is the English, and not in same.txt"),
        ("Documents", "Documenty", "has no Cyrillic letter"),
        ("Two Chairs", "Два руководителя", "doesn't use the glossary's “Chair”"),
    ],
)
def test_an_entry_that_is_not_right_is_named_with_the_reason(russian, english, translation, reason):
    first = english if isinstance(english, str) else english[0]
    assert Finding(FILE, first, reason) in russian.entry(english, translation).found()


def test_a_fuzzy_entry_is_not_done(russian):
    assert russian.entry("Documents", "Документы", flags={"fuzzy"}).found() == [Finding(FILE, "Documents", "is fuzzy")]


def test_a_finding_tells_file_entry_and_reason():
    assert str(Finding(FILE, "Documents", "is fuzzy")) == f"{FILE}: “Documents”: is fuzzy"
    assert str(Finding(FILE, "", "is missing")) == f"{FILE}: is missing"


def test_a_form_for_one_alone_may_do_without_its_number_and_a_form_for_more_may_not(tmp_path):
    french = Folder(tmp_path, "fr").entry(MEETINGS, ("une réunion", "des réunions"))
    assert french.found() == [
        Finding("locale/fr/LC_MESSAGES/django.po", MEETINGS[0], "lacks %(number)s: 'des réunions'")
    ]


def test_arabic_wants_six_forms_of_which_three_may_do_without_the_number(tmp_path):
    few = "%(days)d أيام"
    forms = ("بلا تأخير", "يوم واحد", "يومان", few, few, few)
    assert Folder(tmp_path, "ar").entry(("%(days)d day", "%(days)d days"), forms).found() == []


def test_too_many_plural_forms_are_refused(russian):
    russian.entry(MEETINGS, SITTINGS)
    file = russian.own / "LC_MESSAGES" / "django.po"
    file.write_text(file.read_text() + 'msgstr[3] "лишнее"\n')
    assert "more translations than num_plurals" in russian.found()[0].reason


def test_plural_forms_are_those_of_the_language(russian):
    russian.entry("Documents", "Документы")
    file = russian.own / "LC_MESSAGES" / "django.po"
    file.write_text(file.read_text().replace("n%10==1 ", "n==1 ").replace("n%10==1&", "n==1&"))
    assert "has other plural forms than the language" in russian.found()[0].reason


def test_what_is_listed_may_stand_in_english_and_is_no_longer_listed_once_it_is_translated(russian):
    russian.same = "# A name.\nIntersessional\n"
    assert russian.entry("Intersessional", "Intersessional").found() == []
    assert russian.entry("Intersessional", "Межсессионный").found() == [
        Finding(SAME, "Intersessional", "equals no translation")
    ]


def test_a_catalogue_holds_the_texts_of_the_sources_and_no_others(russian):
    russian.sources.add("Meetings")
    assert russian.entry("Documents", "Документы", is_source=False).found() == [
        Finding(FILE, "Meetings", "is a text of the sources, and not here: run `make messages`"),
        Finding(FILE, "Documents", "is no text of the sources any more: run `make messages`"),
    ]


@pytest.mark.parametrize(
    ("lines", "term", "reason"),
    [
        ("Chair,Председатель,\n", "Co-Chair", "is missing"),
        ("Chair,Председатель,\nChair,Глава,\nCo-Chair,Сопредседатель,\n", "Chair", "stands there twice"),
        ("Chair,,\nCo-Chair,Сопредседатель,\n", "Chair", "has no translation"),
        ("Chair,Председатель,\nCo-Chair,Сопредседатель,\nRoom,Зал,\n", "Room", "is none of the terms"),
        ("Chair\n", "", "wants the columns term, translation, forms"),
    ],
)
def test_a_glossary_has_just_the_terms_each_once(russian, lines, term, reason):
    russian.glossary = f"term,translation,forms\n{lines}"
    assert russian.entry("Documents", "Документы").found() == [Finding(GLOSSARY, term, reason)]


def test_a_language_without_its_files_says_so(russian):
    assert check(russian.path, Catalog(), ("ru",)) == [Finding(FILE, "", "is missing")]
    russian.entry("Documents", "Документы")
    assert check(russian.path, russian.sources, ("ru",)) == [Finding(GLOSSARY, "", "is missing")]


def test_a_term_is_a_whole_word_and_a_longer_one_takes_its_own():
    terms = ["Chair", "Co-Chair", "President’s Paper"]
    assert terms_in("The Co-Chairs", terms) == ["Co-Chair"]
    assert terms_in("chairs and the President's Papers", terms) == ["President’s Paper", "Chair"]
    assert terms_in("Chairing", terms) == []


@pytest.mark.parametrize(
    ("language", "form", "translation", "is_used"),
    [
        ("ru", "председател*", "Выбран председателем", True),
        ("ru", "председател*", "Сопредседатель", False),
        ("fr", "États parties", "les États\u00a0parties", True),
        ("fr", "comité", "comités", False),
        ("ar", "الرئيس", "والرئيس", True),
        ("zh_Hans", "主席", "共同主席们", True),
    ],
)
def test_a_term_is_found_in_its_forms_as_the_language_writes_them(language, form, translation, is_used):
    by_term = accepted([["Chair", "x", form]], language)
    assert unused("Chair", translation, by_term) == ([] if is_used else ["Chair"])


def test_the_command_says_what_is_wrong_and_fails(tmp_path, capsys):
    (tmp_path / "locale").mkdir()
    sources = io.BytesIO()
    write_po(sources, Catalog())
    (tmp_path / "django.pot").write_bytes(sources.getvalue())
    assert main(str(tmp_path / "django.pot"), str(tmp_path / "locale")) == 1
    assert "locale/fr/LC_MESSAGES/django.po: is missing\n" in capsys.readouterr().err


@pytest.mark.parametrize(("flags", "read"), [((), "Документы"), (("fuzzy",), None)])
def test_a_compiled_catalogue_holds_what_is_translated_and_not_fuzzy(russian, flags, read):
    russian.entry("Documents", "Документы", flags=flags)
    compile_all(russian.path)
    with (russian.own / "LC_MESSAGES" / "django.mo").open("rb") as file:
        message = read_mo(file).get("Documents")
    assert (message.string if message else None) == read
