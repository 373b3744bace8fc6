"""A record that changes is seen at the next load, however answers are kept."""

import shutil

import pytest

from meetings.models import Meeting
from meetings.record.files import DATA
from meetings.record.loader import load

pytestmark = pytest.mark.django_db


def test_a_changed_row_of_the_files_raises_the_public_version_and_an_unchanged_one_does_not(record, tmp_path):
    before = set(Meeting.objects.values_list("public_version", flat=True))
    load()
    assert set(Meeting.objects.values_list("public_version", flat=True)) == before
    shutil.copytree(DATA, tmp_path / "data")
    file = tmp_path / "data" / "meetings.csv"
    file.write_text(file.read_text().replace("Palais des Nations", "The Palace"))
    load(tmp_path / "data")
    assert set(Meeting.objects.values_list("public_version", flat=True)) == {version + 1 for version in before}
