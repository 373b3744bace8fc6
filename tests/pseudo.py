"""A made-up language that puts every translated text in brackets, so that a page shows what wasn't translated."""

import re
from html.parser import HTMLParser

from django.utils.translation import trans_real

ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "data-offer", "data-dismiss", "data-label", "data-told"}
SEPARATOR = "\x04"


class Pseudo(trans_real.DjangoTranslation):
    """`⟦Meetings⟧`, `⟦5 items⟧`; what calls itself English is taken for it, at the addresses of English."""

    def __init__(self):
        super().__init__("en")

    def gettext(self, message):
        return f"⟦{message.rpartition(SEPARATOR)[2]}⟧" if message else ""

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


def spoken(text):
    """What of a text stands in brackets is taken away, brackets in brackets too."""
    depth, left = 0, []
    for letter in text:
        depth += {"⟦": 1, "⟧": -1}.get(letter, 0)
        if depth == 0 and letter != "⟧":
            left.append(letter)
    return "".join(left)


class Texts(HTMLParser):
    """All that a page says to people: texts and attributes, each with the languages of the elements around it."""

    VOID = {
        "br",
        "img",
        "input",
        "link",
        "meta",
        "hr",
        "wbr",
        "source",
        "col",
        "area",
        "path",
        "circle",
        "rect",
        "line",
    }

    def __init__(self, page):
        super().__init__()
        self.open, self.found = [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        for name in ATTRIBUTES & attributes.keys():
            self.tell(attributes[name] or "", attributes.get("lang"), tag)
        if tag == "meta" and attributes.get("name") == "description":
            self.tell(attributes["content"], None, tag)
        if tag == "input" and attributes.get("type") in {"submit", "button", "reset"}:
            self.tell(attributes.get("value", ""), None, tag)
        if tag not in self.VOID:
            self.open.append((tag, attributes.get("lang")))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.open:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data):
        tags = [tag for tag, _language in self.open]
        if not {"script", "style", "kbd", "code"} & set(tags):
            self.tell(data, None, tags[-1] if tags else "")

    def tell(self, text, language, tag):
        languages = [own for _tag, own in self.open if own] + ([language] if language else [])
        told = " ".join(text.split())
        if re.search(r"[^\W\d_]", told):
            self.found.append((told, languages[-1] if languages else "", tag))
