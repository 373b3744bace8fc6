"""The packaged record in six languages."""

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from committees.models import Committee, State
from meetings.models import Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

ALL = frozenset(dict(settings.CONTENT_LANGUAGES))


@pytest.mark.parametrize("model", [State, Committee])
def test_every_state_and_committee_has_a_name_in_each_language(model):
    assert {frozenset(row.name) for row in model.objects.all()} == {ALL}


def test_im_2022_is_in_six_languages_and_its_schedule_says_who_translated_its_titles(client):
    meeting = Meeting.objects.get(slug="im-2022")
    texts = [meeting.title, meeting.city, meeting.venue, *(item.title for item in meeting.items.all())]
    assert {frozenset(text) for text in texts} == {ALL}
    assert "translated for this site" not in client.get("/meetings/im-2022/schedule/").text
    page = client.get("/es/meetings/im-2022/schedule/").text
    assert "Asuntos relacionados con el Comité sobre Asistencia a las Víctimas" in page
    with override("es"):
        assert page.count(gettext("Its titles were translated for this site.")) == 1


def test_a_recorded_schedule_without_titles_in_the_language_says_nothing_of_translations(client):
    with override("es"):
        told = gettext("Its titles were translated for this site.")
    assert told not in client.get("/es/meetings/4msp/schedule/").text
