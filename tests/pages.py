"""What pages say to people, and a made-up language that shows what of it isn't translated."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from babel import Locale
from django.conf import settings
from django.urls import resolve
from django.utils.translation import trans_real

from intersessional.lib.languages import language_of, path_in

ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "data-offer", "data-dismiss", "data-label"}
VOID = {"br", "img", "input", "link", "meta", "hr", "wbr", "source", "col", "area"}
# CLDR has them in every language, no catalogue.
ENGLISH = Locale("en")
PARTS_OF_DATES = {*ENGLISH.months["format"]["wide"].values(), *ENGLISH.days["format"]["wide"].values()}
PARTS_OF_DATES |= {*ENGLISH.days["format"]["abbreviated"].values()}
UNREAD = {"script", "style", "kbd", "code"}


class Pseudo(trans_real.DjangoTranslation):
    """`⟦Meetings⟧`, `⟦5 items⟧`. It stands in for English, at the addresses of English."""

    def __init__(self):
        super().__init__("en")

    def gettext(self, message):
        return f"⟦{message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]}⟧" if message else ""

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


def untranslated(text):
    """What of a text stands outside all brackets."""
    depth, left = 0, []
    for letter in text:
        depth += {"⟦": 1, "⟧": -1}.get(letter, 0)
        left.append(letter if depth == 0 and letter != "⟧" else "")
    return "".join(left)


def words(text):
    """The words in Latin letters that are no codes, symbols, addresses, names of organisations, or parts of a date."""
    found = [word for word in text.split() if re.search("[a-z]{3}", word) and not re.search(r"[\d/_@]|[A-Z]{2}", word)]
    return [word for word in found if word.strip(",") not in PARTS_OF_DATES]


class Said(NamedTuple):
    """`language` is the nearest element's that names one, below the page's own; `place` the element, and attribute."""

    text: str
    language: str
    place: str


class Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.open, self.said = [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append((tag, attributes.get("lang", "") if tag != "html" else ""))
        for name in ATTRIBUTES & attributes.keys():
            self.say(attributes[name], f"{tag} {name}")
        if tag == "meta" and attributes.get("name") == "description":
            self.say(attributes["content"], "meta content")
        if tag == "input" and attributes.get("type") in {"submit", "button", "reset"}:
            self.say(attributes.get("value", ""), "input value")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not UNREAD & {tag for tag, _language in self.open}:
            self.say(data, self.open[-1][0] if self.open else "")

    def say(self, text, place):
        told = " ".join(text.split())
        if any(letter.isalpha() for letter in told):
            named = [language for _tag, language in self.open if language]
            self.said.append(Said(told, named[-1] if named else "", place))


def pages(client, start="/", most=2):
    """Each kind of public page with each set of parameters, up to so many, by following links from the start."""
    waiting, seen, by_kind = [start], {start}, {}
    while waiting:
        path = waiting.pop(0)
        response = client.get(path, follow=True)
        yield path, response.text
        for link in links(path, response.text):
            bare, _mark, query = link.partition("?")
            kind = (
                resolve(path_in(settings.LANGUAGE_CODE, bare)).url_name,
                frozenset(part.split("=")[0] for part in query.split("&") if part),
            )
            if link not in seen and by_kind.get(kind, 0) < most:
                seen.add(link)
                by_kind[kind] = by_kind.get(kind, 0) + 1
                waiting.append(link)


def links(path, page):
    """To pages in the language of the one at the path."""
    for found in re.findall(r'<a [^>]*?href="([^"#]+)', page):
        link = path.split("?")[0] + found if found.startswith("?") else found
        bare = link.partition("?")[0]
        is_page = link.startswith("/") and "." not in bare and not link.startswith("/admin")
        if is_page and language_of(bare) == language_of(path):
            yield link.replace("&amp;", "&")
