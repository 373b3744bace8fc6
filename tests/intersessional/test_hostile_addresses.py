"""Whatever stands in an address or a header, nothing fails: it is understood, or refused with a reason."""

import pytest
from django.test import Client

from intersessional.lib.list_filter import FILE_PARAMETERS
from meetings.filters import DecisionFilter, DocumentFilter, MeetingFilter, PaperFilter
from meetings.filters.schedule import SCHEDULE_PARAMETERS
from tests.intersessional.addresses import Ground
from tests.intersessional.asking import STAFF, clients
from tests.intersessional.hostile_asking import (
    Asking,
    admin_patterns,
    in_turn,
    names_at,
    public_patterns,
    some,
    with_hostile_parts,
)
from tests.intersessional.hostile_values import HEADERS, IN_ADDRESSES, VALUES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]

GUARD = "intersessional.malformed.MalformedRequests"
OF_FILES = {name for one in (MeetingFilter, DocumentFilter, DecisionFilter, PaperFilter) for name in one.base_filters}
OF_FILES |= SCHEDULE_PARAMETERS | FILE_PARAMETERS
OF_LISTS = {"q", "o", "p", "all", "e", "_popup", "_to_field", "_changelist_filters", "next", "term", "id", "pk__in"}
WITH_HEADERS = ["/", "/meetings/", "/meetings.csv", "/sitemap.xml", "/no-such-page", "/healthz", "/readyz", "/fr/"]
WITH_HEADERS += ["/static/css/base.css", "/admin/", "/admin/login/", "/admin/meetings/meeting/"]


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, GUARD]
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000


@pytest.fixture
def ground():
    return Ground()


def known_by(client, address):
    """The parameters of a public address; a file names itself those that it doesn't know."""
    names = set(names_at(client, address)) | {"page", "view", "lang"}
    if "." not in address.rpartition("/")[2]:
        return sorted(names)
    answer = client.get(f"{address}?{'&'.join(f'{name}=' for name in sorted(OF_FILES))}")
    told = (b"".join(answer) if answer.streaming else answer.content).decode()
    is_filtered = "unknown parameter" in told
    return sorted(names | {name for name in OF_FILES if is_filtered and f"{name}: unknown" not in told})


def test_hostile_values_at_lists_and_schedules_are_answered(ground):
    asking, client = Asking(), Client(raise_request_exception=False)
    for address in ("/meetings/", "/documents.csv", ground.address("meetings/<slug:slug>/schedule.json")):
        for name in ("q", "year", "from", "page", "state", "items"):
            for value in ("%00", "9999-12-31", "%ff", "1" + "0" * 400):
                asking.ask(client, "GET", f"{address}?{name}={value}")
    assert asking.failures == {}
    assert asking.answers.keys() == {200, 400, 404}


@pytest.mark.slow
def test_no_value_of_any_parameter_of_the_public_site_fails(ground):
    asking, roles = Asking(), clients()
    turns = in_turn(roles)
    for pattern in public_patterns():
        address = ground.address(pattern)
        for name in known_by(roles["anonymous"], address):
            for value in IN_ADDRESSES:
                asking.ask(next(turns), "GET", f"{address}?{name}={value}")
        for value in IN_ADDRESSES:
            asking.ask(next(turns), "GET", f"{address}?{value}")
        for hostile in with_hostile_parts(ground, pattern):
            asking.ask(next(turns), "GET", hostile)
    assert asking.told("Public addresses") == {}
    assert asking.answers.total() > 6000


@pytest.mark.slow
def test_no_value_of_any_parameter_of_the_admin_fails(ground):
    asking, roles = Asking(), clients()
    for turn, pattern in enumerate(admin_patterns()):
        address = ground.address(pattern)
        names = {*names_at(roles["superuser"], address), *OF_LISTS}
        for place, name in enumerate(sorted(names)):
            for value in some(IN_ADDRESSES, turn + place):
                asking.ask(roles["superuser"], "GET", f"{address}?{name}={value}")
            for role in STAFF[:2]:
                asking.ask(roles[role], "GET", f"{address}?{name}={IN_ADDRESSES[(turn + place) % len(IN_ADDRESSES)]}")
        for hostile in some(list(with_hostile_parts(ground, pattern)), turn):
            asking.ask(roles["superuser"], "GET", hostile)
    assert asking.told("Addresses of the admin") == {}
    assert asking.answers.total() > 6000


def test_a_cookie_that_hides_a_null_character_is_no_session(ground):
    asking, client = Asking(), Client(raise_request_exception=False)
    for path in ("/admin/", "/admin/login/", "/meetings/"):
        asking.ask(client, "GET", path, HTTP_COOKIE='sessionid="abcdefgh\\000ijklmnopqrstuvwxyz012345"')
    assert asking.failures == {}
    assert asking.answers == {200: 2, 302: 1}


@pytest.mark.slow
def test_no_nonsense_in_a_header_fails(ground):
    asking, roles = Asking(), clients()
    addresses = [
        *WITH_HEADERS,
        ground.address("meetings/<slug:slug>/schedule.csv"),
        ground.address(admin_patterns()[5]),
    ]
    for name, values in HEADERS.items():
        for turn, value in enumerate(values):
            for role in ("anonymous", "superuser"):
                for address in some(addresses, turn, 3):
                    key = name.upper().replace("-", "_")
                    header = key if key.startswith("CONTENT_") else f"HTTP_{key}"
                    asking.ask(roles[role], "GET", address, **{header: value})
    assert asking.told("Headers") == {}
    assert asking.answers.total() > 300


METHODS = ["PROPFIND", "TRACE", "CONNECT", "PATCH", "get", "X" * 200, "G\tT"]
BODIES = [
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
    ("multipart/form-data; boundary=" + "b" * 300, b"--"),
    ("multipart/form-data", b"x"),
    (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data; name=a; filename*=utf-9'' %00\r\n\r\nx\r\n--x--",
    ),
    (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name=a\r\n\r\n%%%\r\n--x--",
    ),
    ("application/x-www-form-urlencoded; charset=no-such", b"a=1"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % place for place in range(1500))),
    ("application/x-www-form-urlencoded", b"a=" + b"x" * 3_000_000),
    ("application/x-www-form-urlencoded", b"\xff\xfe=%00&%"),
    ("application/json", b"[" * 100_000),
    ("application/json", b"\xff"),
    ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("", b"\0" * 100),
]


@pytest.mark.slow
@pytest.mark.parametrize("role", ["anonymous", "superuser"])
def test_no_unknown_method_or_broken_body_fails(ground, role):
    asking, client = Asking(), clients()[role]
    forms = [
        "admin/login/",
        "admin/confirm/",
        "admin/meetings/meeting/add/",
        "admin/password_change/",
        "admin/meetings/attendance/spreadsheet/",
    ]
    forms += [
        pattern
        for pattern in admin_patterns()
        if pattern.endswith(("desk/save/", "programme/spreadsheet/", "admin/meetings/meeting/"))
    ]
    addresses = ["/", "/meetings/", "/meetings.csv", "/healthz", *map(ground.address, forms)]
    for address in addresses:
        for method in METHODS:
            asking.ask(client, method, address)
        for kind, body in BODIES:
            asking.ask(client, "POST", address, body, kind)
    assert asking.told("Methods and bodies") == {}
    assert asking.answers.total() == len(addresses) * (len(METHODS) + len(BODIES))


def test_every_value_is_another():
    assert len(set(VALUES)) == len(VALUES) >= 40
