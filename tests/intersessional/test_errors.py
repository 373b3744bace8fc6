"""Error pages tell a person what happened and give nothing away."""

import logging
import time

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.intersessional.faults")]

PAGES = [
    ("/suspicious", 400, "The request can’t be understood"),
    ("/refused", 403, "Not allowed"),
    ("/no-such-page", 404, "No such page"),
    ("/broken", 500, "The page failed"),
    ("/outage", 503, "The site is not available just now"),
    ("/lost", 503, "The site is not available just now"),
]


@pytest.mark.parametrize(("address", "status", "heading"), PAGES)
def test_a_page_says_what_went_wrong_and_nothing_of_the_inside(visitor, address, status, heading):
    response = visitor.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in page
    assert '<html lang="en" dir="ltr"' in page
    assert "looked inside" not in page


@pytest.mark.parametrize(("address", "status", "heading"), PAGES)
def test_an_error_page_has_neither_inline_style_nor_inline_script(visitor, address, status, heading):
    page = visitor.get(address).content.decode()
    assert "style=" not in page
    assert "<style" not in page
    assert "<script>" not in page


def test_a_wrong_host_is_a_page_too(visitor):
    response = visitor.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "<h1>The request can’t be understood</h1>" in response.content.decode()


def test_a_form_without_its_token_says_to_reload():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "reload the page and send it again" in response.content.decode()


@pytest.mark.parametrize("address", ["/outage", "/lost"])
def test_an_outage_says_when_to_come_back(visitor, address):
    assert visitor.get(address).headers["Retry-After"] == "10"


def test_a_fault_of_ours_promises_no_return(visitor):
    assert "Retry-After" not in visitor.get("/broken").headers


def test_a_fault_is_logged_with_its_stack(visitor, caplog):
    with caplog.at_level(logging.ERROR, logger="django.request"):
        visitor.get("/broken")
    assert "RuntimeError: looked inside" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_page_is_503_in_under_a_second_while_the_database_is_away_and_static_files_go_on(
    visitor, unreachable_database
):
    visitor.cookies["sessionid"] = "a" * 32
    began = time.monotonic()
    response = visitor.get("/admin/")
    assert time.monotonic() - began < 1
    assert response.status_code == 503
    assert visitor.get("/static/admin/css/base.css").status_code == 200
