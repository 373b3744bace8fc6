"""Uploaded files: looked into by content, stored whole or not at all, never larger than agreed."""

import os
import re
import resource
import time
from contextlib import contextmanager, suppress
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from intersessional.lib.file_checks import checked
from intersessional.lib.uploads import MAX_BYTES, LimitedUpload, NotStoredError, random_name, taken_away_on_failure
from tests.intersessional.hostile_files import DECLARED, GOOD, HOSTILE, PDF

TYPES = DECLARED | {"txt": "text/plain; charset=utf-8"}


@contextmanager
def disk_that_takes(size):
    """The system itself refuses to write a file beyond that many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_taken_with_what_is_known_of_it(name):
    content = GOOD[name]
    facts = checked(ContentFile(content, name))
    told = "text/plain; charset=windows-1252" if name == "old.txt" else TYPES[name.rpartition(".")[2]]
    assert (facts.name, facts.content_type) == (name, told)
    assert (facts.size, facts.checksum) == (len(content), sha256(content).hexdigest())


@pytest.mark.parametrize(("name", "content", "told"), HOSTILE, ids=[ascii(name)[:30] for name, *_ in HOSTILE])
def test_a_hostile_file_is_refused_with_a_sentence(name, content, told):
    with pytest.raises(ValidationError) as refused:
        checked(ContentFile(content, name))
    assert refused.value.messages == [told.format(name=name)]


@pytest.mark.parametrize("declared", ["application/pdf", "application/octet-stream", ""])
def test_the_declared_type_may_be_the_right_one_or_none(declared):
    assert checked(SimpleUploadedFile("report.pdf", PDF, declared)).content_type == "application/pdf"


@pytest.mark.parametrize("declared", ["text/html", "image/svg+xml", "text/plain"])
def test_a_file_of_another_declared_type_is_refused(declared):
    with pytest.raises(ValidationError, match="it is no PDF file, or a damaged one"):
        checked(SimpleUploadedFile("report.pdf", PDF, declared))


@given(st.binary(max_size=200), st.sampled_from(["pdf", "docx", "pptx", "xlsx", "txt"]))
def test_any_bytes_are_taken_or_refused(content, ending):
    upload = ContentFile(content, f"file.{ending}")
    with suppress(ValidationError):
        assert checked(upload).size == len(content)


def test_of_a_file_beyond_the_limit_little_more_than_the_limit_is_let_through():
    handler = LimitedUpload()
    chunk = bytes(64 * 1024)
    passed = sum(len(handler.receive_data_chunk(chunk, start) or b"") for start in range(0, 2 * MAX_BYTES, len(chunk)))
    assert passed == MAX_BYTES + len(chunk)


def test_a_stored_name_keeps_nothing_but_the_ending():
    names = {random_name(None, "Statement of Ruritania.PDF") for _ in range(20)}
    assert len(names) == 20
    assert all(re.fullmatch(r"([0-9a-f]{2})/\1[0-9a-f]{30}\.pdf", name) for name in names)


def test_a_file_is_stored_whole_and_alone(files):
    name = default_storage.save("3f/3f.pdf", ContentFile(PDF))
    assert [(path.relative_to(files).as_posix(), path.read_bytes()) for path in files.rglob("*.*")] == [(name, PDF)]


def test_a_disk_that_takes_no_more_leaves_nothing_behind(files):
    with disk_that_takes(100_000), pytest.raises(NotStoredError) as refused:
        default_storage.save("3f/3f.pdf", ContentFile(bytes(200_000)))
    assert refused.value.messages == [
        "The file could not be stored: the server's disk may be full. Nothing was changed."
    ]
    assert [path for path in files.rglob("*") if path.is_file()] == []


def test_files_that_were_stored_before_a_deed_failed_are_taken_away(files):
    def deed():
        default_storage.save("3f/one.pdf", ContentFile(PDF))
        default_storage.save("4f/two.pdf", ContentFile(PDF))
        raise NotStoredError("The disk is full")

    default_storage.save("3f/earlier.pdf", ContentFile(PDF))
    with pytest.raises(NotStoredError), taken_away_on_failure():
        deed()
    default_storage.save("5f/later.pdf", ContentFile(PDF))
    assert sorted(path.name for path in files.rglob("*.pdf")) == ["earlier.pdf", "later.pdf"]


def test_what_a_killed_upload_left_goes_with_a_later_one_and_what_still_arrives_stays(files):
    arriving = files / "arriving"
    arriving.mkdir(parents=True)
    left, still_arriving = arriving / ".left.part", arriving / ".new.part"
    for path in (left, still_arriving):
        path.touch()
    os.utime(left, (time.time() - 3700,) * 2)
    default_storage.save("3f/3f.pdf", ContentFile(PDF))
    assert list(arriving.iterdir()) == [still_arriving]


def test_a_folder_that_cant_be_written_is_told_the_same_way(settings):
    settings.MEDIA_ROOT = "/dev/null/files"
    with pytest.raises(NotStoredError):
        default_storage.save("3f/3f.pdf", ContentFile(PDF))
