"""A disk that is full while a file is uploaded: a sentence, and nothing half-written."""

import os
import re
import shutil
import subprocess
from contextlib import closing

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.benchmarks.server import served
from tests.faults.clients import Visitor
from tests.faults.site import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.own_postgresql, pytest.mark.small_disk]

TOLD = "The file could not be stored: the server&#x27;s disk may be full. Nothing was changed."


@pytest.fixture
def small_disk(tmp_path):
    """A megabyte and a half of memory as a disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run([shutil.which("mount"), "-t", "tmpfs", "-o", "size=1536k", "tmpfs", folder], check=True)
    yield folder
    subprocess.run([shutil.which("umount"), folder], check=True)


def rows(url):
    counts = "SELECT (SELECT count(*) FROM meetings_document), (SELECT count(*) FROM meetings_documentversion)"
    with closing(psycopg.connect(url)) as connection:
        return connection.execute(counts).fetchone()


def upload(secretary, size):
    path = "/admin/meetings/document/add/"
    form = secretary.form(path, "document_form")
    meeting = re.search(r"/meeting/([0-9]+)/change/", secretary.ask("/admin/meetings/meeting/").body.decode())[1]
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7\n" + os.urandom(size) + b"\n%%EOF\n", "application/pdf")
    chosen = {"meeting": meeting, "title_en": "Report", "versions-0-language": "en", "versions-0-file": file}
    return secretary.post(path, form | chosen)


@pytest.mark.parametrize("arrives_in", ["files", "the temporary folder"])
def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_half_written(environment, small_disk, arrives_in, tmp_path):
    disk = {"MEDIA_ROOT": str(small_disk)} if arrives_in == "files" else {"TMPDIR": str(small_disk)}
    before = rows(environment["DATABASE_URL"])
    with served(environment | disk) as server:
        secretary = Visitor(server.port)
        secretary.sign_in("head", PASSWORD)
        answer = upload(secretary, 2_000_000 if arrives_in == "files" else 3_000_000)
        assert answer.status == 302
        assert TOLD in secretary.ask("/admin/meetings/document/add/").body.decode()
        assert rows(environment["DATABASE_URL"]) == before
        assert [path for folder in (small_disk, tmp_path) for path in folder.rglob("*.p*") if path.is_file()] == []
        assert upload(secretary, 100_000).status == 302
        assert rows(environment["DATABASE_URL"]) == (before[0] + 1, before[1] + 1)
