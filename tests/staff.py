"""Staff at work in the admin: their accounts, and forms posted as their page draws them."""

import html
import re
import time
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from intersessional.roles import set_groups
from intersessional.signing_in.confirmation import CONFIRMED


class Fields(HTMLParser):
    """Name and values of every control of one form, as a browser would post them."""

    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.values = form_id, {}
        self.is_inside, self.textarea, self.select, self.text = False, None, None, ""

    def add(self, name, value):
        if name:
            self.values.setdefault(name, []).append(value)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.is_inside = attributes.get("id") == self.form_id
        elif self.is_inside and tag == "input":
            kind = attributes.get("type", "text")
            if kind not in {"submit", "checkbox", "radio"} or (kind != "submit" and "checked" in attributes):
                self.add(attributes.get("name"), attributes.get("value", "on" if kind == "checkbox" else ""))
        elif self.is_inside and tag == "textarea":
            self.textarea, self.text = attributes.get("name"), ""
        elif self.is_inside and tag == "select":
            self.select, self.has_many = attributes.get("name"), "multiple" in attributes
        elif self.is_inside and tag == "option" and "selected" in attributes:
            self.add(self.select, attributes.get("value", ""))

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        elif self.is_inside and tag == "textarea":
            self.add(self.textarea, self.text.removeprefix("\n"))


class Desk:
    """One person at the admin."""

    def __init__(self, user):
        self.user = user
        self.client = Client()
        self.client.force_login(user)
        # As the sign-in does: who has just come in has said who they are.
        session = self.client.session
        session[CONFIRMED] = int(time.time())
        session.save()

    def open(self, row):
        return self.client.get(address(row))

    def read(self, row):
        """The fields of a row's form as they are drawn now."""
        return fields(self.open(row), f"{row._meta.model_name}_form")

    def save(self, row, drawn=None, **changes):
        """Post a form as drawn, or as it is drawn now, with some fields changed; follow to the page after."""
        return self.client.post(address(row), named({**(drawn or self.read(row)), **changes}), follow=True)

    def add(self, model, at="", **changes):
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add") + at
        drawn = fields(self.client.get(path), f"{model._meta.model_name}_form")
        return self.client.post(path, named({**drawn, **changes}), follow=True)

    def list(self, model, query=""):
        return self.client.get(list_address(model) + query)

    def read_list(self, model, query=""):
        return fields(self.list(model, query), "changelist-form")

    def save_list(self, model, drawn, **changes):
        posted = {**drawn, "_save": "Save", **{f"form-{name}": value for name, value in changes.items()}}
        return self.client.post(list_address(model), posted, follow=True)

    def act(self, action, rows):
        """A bulk action on these rows; the file that it gives is read to its end."""
        posted = {"action": action, "index": "0", "_selected_action": [row.pk for row in rows]}
        return self.client.post(list_address(type(rows[0])), posted, follow=True)


def named(values):
    """Inline fields are given as `speakers__0__person`."""
    return {re.sub(r"__(\d+)__", r"-\1-", name): value for name, value in values.items()}


def address(row, page="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def list_address(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def fields(response, form_id):
    parser = Fields(form_id)
    parser.feed(response.content.decode())
    return parser.values


def words(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def errors(response):
    """Each sentence at its field, by the field's id; those above a form under an empty name."""
    found = re.findall(r'<ul class="errorlist[^"]*"([^>]*)>(.*?)</ul>', response.content.decode(), re.DOTALL)
    told = {}
    for attributes, sentences in found:
        field = re.search(r'id="id_(.*?)_error"', attributes)
        told[field[1] if field else ""] = words(sentences)
    return told


def notices(response):
    """What the page says about the deed, by its kind."""
    return [
        (kind, words(text))
        for kind, text in re.findall(
            r'<li class="(success|warning|error|info)">(.*?)</li>', response.content.decode(), re.DOTALL
        )
    ]


def conflict(response):
    """The rows of the tables that show both versions."""
    tables = re.findall(r'<table class="conflict">.*?<tbody>(.*?)</tbody>', response.content.decode(), re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", "".join(tables), re.DOTALL)
    return [tuple(words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)) for row in rows]


def member_of(username, group):
    set_groups()
    user = User.objects.create_user(username, is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    return Desk(user)


@pytest.fixture
def editor(db):
    return member_of("editor", "Editors")


@pytest.fixture
def second_editor(db):
    return member_of("second", "Editors")


@pytest.fixture
def officer(db):
    return member_of("officer", "Sponsorship officers")


@pytest.fixture
def superuser(db):
    return Desk(User.objects.create_superuser("superuser"))
