"""Every address of the project, as the resolver knows it, with a row behind each of its parts."""

import re
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.template import engines
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from meetings.models import DraftLink, Meeting
from tests import factories

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|\(\[\^/\]\+\)")
OF_MODEL = re.compile(r"admin/([a-z]+)/([a-z]+)/")


def patterns(resolver=None, before=""):
    """`admin/meetings/meeting/<path:object_id>/change/`: English alone: the other languages give the same view."""
    for found in (resolver or get_resolver()).url_patterns:
        pattern = before + str(found.pattern).removeprefix("^").removesuffix("$")
        if isinstance(found, URLResolver):
            yield from patterns(found, pattern)
        else:
            yield pattern


class NotDrawn:
    """Leaves a page of the admin empty: its status is known before it is drawn, and drawing takes most of the time."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        response.template_name = engines["django"].from_string("")
        return response


@dataclass
class Ground:
    """One row of each model, the programme of the meeting released."""

    rows: dict = field(default_factory=dict)

    def row(self, model):
        if model not in self.rows:
            self.rows[model] = self.made(model)
        return self.rows[model]

    def made(self, model):
        """A row, whose objects of other models needn't be those of the ground."""
        if model is User:
            return User.objects.create_user("somebody")
        if model is Group:
            return Group.objects.create(name="Some")
        if model.__name__ == "DocumentVersion":
            return factories.stored()
        return getattr(factories, f"{model.__name__}Factory").create()

    def __post_init__(self):
        self.meeting = self.row(Meeting)
        item = factories.AgendaItemFactory.create(meeting=self.meeting)
        paper = factories.PresidentsPaperFactory.create()
        self.maker = User.objects.create_superuser("maker")
        link = DraftLink.objects.create(meeting=self.meeting, for_whom="The chair", made_by=self.maker)
        factories.released(self.meeting)
        of_slug = {
            "meetings": self.meeting.slug,
            "committees": factories.CommitteeFactory.create().slug,
            "decisions": factories.DecisionFactory.create().slug,
            "papers": paper.slug,
        }
        version = factories.stored()
        self.by_name = {
            "slug": of_slug.get,
            "identifier": lambda _: item.public_id,
            "number": lambda _: 1,
            "token": lambda _: link.token,
            "link": lambda _: link.pk,
            "iso2": lambda _: factories.StateFactory.create().iso2.lower(),
            "key": lambda _: version.document_id,
            "language": lambda _: version.language,
            "content_type_id": lambda _: ContentType.objects.get_for_model(Meeting).pk,
            "object_id": lambda _: self.meeting.pk,
            "app_label": lambda _: "meetings",
            "url": lambda _: "no-such-page/",
        }

    def address(self, pattern):
        """With a value for each of its parameters: those of a model's pages are its row's."""
        return "/" + PARAMETER.sub(lambda found: str(self.value(pattern, found)), pattern).replace("^", "").replace(
            "$", ""
        )

    def value(self, pattern, found):
        name = found[1] or found[2]
        of_model = OF_MODEL.match(pattern)
        if of_model is None or name in {"number", "link"}:
            return self.by_name[name](pattern.partition("/")[0])
        if pattern.startswith("admin/meetings/attendance/spreadsheet/"):
            return self.meeting.pk
        row = self.row(apps.get_model(*of_model.groups()))
        is_history = name is None and pattern[: found.start()].endswith("/history/")
        return row.history.first().pk if is_history else row.pk
