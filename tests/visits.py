"""Visits to a real server over HTTP, as they come through a proxy that speaks TLS with the reader."""

import http.client
import ssl
from dataclasses import dataclass

from tests.servers import SITE

THROUGH_A_PROXY = {"Host": SITE, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    content: bytes

    @property
    def text(self):
        return self.content.decode()


# The proxy's certificate is of a test's own making.
TLS = ssl.create_default_context()
TLS.check_hostname, TLS.verify_mode = False, ssl.CERT_NONE


def visit(port, path, headers=None, *, method="GET", body=None, is_tls=False):
    if is_tls:
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=TLS)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, THROUGH_A_PROXY | (headers or {}))
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders() if name.lower() != "set-cookie"}
        cookies = answer.headers.get_all("Set-Cookie") or []
        return Answer(answer.status, headers | {"set-cookie": cookies}, answer.read())
    finally:
        connection.close()
