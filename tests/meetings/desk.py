"""What the page of the programme desk sends, and what it reads."""

import json
import re

from django.urls import reverse

from tests.factories import AgendaItemFactory


def at(meeting, page="desk"):
    return reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk])


def data(response):
    """What the page's script is given."""
    return json.loads(re.search(r'<script id="desk-data" type="application/json">(.*?)</script>', response.text)[1])


def row(item, version=None, **values):
    return {"id": item.public_id, "version": version or item.version, "values": values}


def new(identifier, **values):
    return {"id": identifier, "version": 0, "values": {"title": {"en": "New"}, **values}}


def post(desk, meeting, *rows, orders=None):
    body = json.dumps({"rows": rows, "orders": orders or {}})
    return desk.client.post(at(meeting, "desk_save"), body, content_type="application/json")


def save(desk, meeting, *rows, orders=None):
    """The answer to a save that was understood."""
    response = post(desk, meeting, *rows, orders=orders)
    assert response.status_code == 200, response.text
    return response.json()


def outcomes(answer):
    return {identifier: told["status"] for identifier, told in answer["rows"].items()}


def an_item(meeting, title="Opening", **facts):
    return AgendaItemFactory(meeting=meeting, title={"en": title}, **{"day": "2024-06-18", **facts})


def day_order(meeting, day="2024-06-18"):
    return [item.title["en"] for item in meeting.items.in_order() if str(item.day) == day]
