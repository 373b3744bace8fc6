"""What the name of a file tells of its document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.file_names import KINDS, Guess, guess
from meetings.models import Document
from meetings.symbols import tidy


@pytest.mark.parametrize(
    ("name", "symbol", "language", "kind", "words"),
    [
        ("APLC-MSP.16-2017-11-Add.1-E.pdf", "APLC/MSP.16/2017/11/Add.1", "en", "", ""),
        ("APLC_MSP.16_2017_WP.2_F.pdf", "APLC/MSP.16/2017/WP.2", "fr", "", ""),
        ("APLC-MSP16-2017-L5-Rev1-S.docx", "APLC/MSP.16/2017/L.5/Rev.1", "es", "", ""),
        ("APLC-CONF-2014-4 Agenda-R.pdf", "APLC/CONF/2014/4", "ru", "agenda", "Agenda"),
        ("Statement_Belgium_FR.pdf", "", "fr", "statement", "Statement Belgium"),
        ("EN - statement by Côte d’Ivoire.pdf", "", "en", "statement", "Statement by Côte d’Ivoire"),
        ("Presentation Zambia (Spanish).pptx", "", "es", "presentation", "Presentation Zambia"),
        ("Clearance in 2024.pptx", "", "", "presentation", "Clearance in 2024"),
        ("List of participants.xlsx", "", "", "participants", "List of participants"),
        ("Statement-2024-11-3.pdf", "", "", "statement", "Statement 2024 11 3"),
        ("E.pdf", "", "", "", "E"),
        ("بيان العربية.pdf", "", "ar", "", "بيان"),
        (".pdf", "", "", "", ".pdf"),
        ("", "", "", "", ""),
    ],
)
def test_a_name_tells_symbol_language_kind_and_title(name, symbol, language, kind, words):
    assert guess(name) == Guess(symbol, language, kind, words)


@given(st.text())
def test_any_name_is_guessed_at(name):
    found = guess(name)
    assert found.kind in {"", *KINDS}
    assert tidy(found.symbol) == found.symbol


def test_every_kind_that_is_guessed_is_a_kind_of_document():
    assert set(KINDS) <= set(Document.Kind.values)
