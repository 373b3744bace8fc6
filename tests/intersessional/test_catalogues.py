"""Catalogues: what is found in the sources."""

import io

from intersessional.catalogues.extraction import extract

KEYWORDS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def found(template):
    texts = extract(io.BytesIO(template.encode()), KEYWORDS, ("Translators:",), {})
    return [(line, text, comments) for line, _function, text, comments in texts]


def test_texts_of_templates_are_found_at_their_lines_with_what_is_said_to_translators():
    template = """{% load i18n %}
<main>
    <h1>{% translate "It's the day’s end" %}</h1>
        {# Translators: a button #}
        {% translate "Show" context "a deed" %}
    {% blocktranslate trimmed count number=items|length %}
      {{ number }} item
    {% plural %}
      {{ number }} items
    {% endblocktranslate %}
</main>
"""
    assert found(template) == [
        (3, "It's the day’s end", []),
        (5, ("a deed", "Show"), ["Translators: a button"]),
        (6, ("%(number)s item", "%(number)s items", None), []),
    ]


def test_a_template_without_texts_has_none():
    assert found("<p>\n  'It''s\n(\n</p>") == []
