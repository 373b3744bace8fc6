"""Templates: no words but in the tags that translate them, whatever branch they stand in."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

from tests.pages import Reader

TEMPLATES = Path(settings.BASE_DIR) / "templates"
ATTRIBUTES_ALONE = "language_attributes.inline"
FILES = sorted(
    path for kind in ("*.html", "*.inline") for path in TEMPLATES.rglob(kind) if path.name != ATTRIBUTES_ALONE
)
AS_THEY_ARE = {"CSV", "JSON", "English"}
"""Names of formats; the language's own name."""


def bare(source):
    """The markup with what is written between the tags of Django, but for blocks that are translated or comments."""
    left, closing = [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if closing and name == closing:
            closing = ""
        elif name in {"blocktranslate", "comment"}:
            closing = f"end{name}"
        elif token.token_type == TokenType.TEXT and not closing:
            left.append(token.contents)
    return "".join(left)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(TEMPLATES).as_posix())
def test_a_template_has_no_words_of_its_own(file):
    markup = re.sub(r"{% block bodyclass %}.*?{% endblock %}", "", file.read_text())
    said = {one.text for one in Reader(bare(markup)).said if re.search("[A-Za-z]", one.text)}
    assert said - AS_THEY_ARE == set()
