"""What a stranger, a broken program or a slip of the hand may send where a value is wanted."""

from urllib.parse import quote

LONG = 10_000

VALUES = [
    "",
    " \t\u00a0\u2003 ",
    "\0",
    "a\0b",
    "%00",
    "\ud800",
    "a\udfff",
    "-1",
    "0",
    "99999999999999999999",
    "1" + "0" * 400,
    "1e400",
    "NaN",
    "-inf",
    "0x7f",
    "1_000",
    "٢٠٢٤",
    "²",
    "true",
    "None",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2024-02-30",
    "24:61",
    "[",
    "(?P<a>(a+)+$",
    "' OR '1'='1' --",
    "1); DROP TABLE meetings_meeting;--",
    "%' ESCAPE '",
    "../../../../etc/passwd",
    "..\\..\\windows",
    "x\r\nSet-Cookie: taken=1",
    "//elsewhere.example/",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "{{ 7 }}{% load x %}",
    "${7*7}",
    "%(name)s%n",
    "__proto__",
    "a[]",
    '{"en": "x", "constructor": null}',
    "[[[[1]]]]",
    "a" * LONG,
    "👩‍👩‍👧‍👦e\u0301\u0489\u200b",
    "\u202egnp.exe\u2066",
    "ﬁ İı ſ",
    "\ufeff\ufffe\uffff",
    "=cmd|' /C calc'!A1",
]
"""Texts; two of them, with half a surrogate pair, can't be written in UTF-8."""

RAW = ["%", "%zz", "%ff%fe", "%c0%80", "%ed%a0%80", "+", ";", "a&a=b&a=c", "a#", "%2500", "%u0000"]
"""What stands in an address without being encoded as a browser would."""


def encoded(value: str) -> str:
    """As a part of an address."""
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


IN_ADDRESSES = [encoded(value) for value in VALUES] + RAW

HEADERS = {
    "host": ["", "elsewhere.example", "a" * LONG, "[::1", "testserver:99999999", "testserver\x00", "../", "٣"],
    "accept-language": ["\x00", "zz-" * 300, "fr;q=9999,*;q=-1", "e" * LONG, ";;;,,,=", "../../fr", "x-y-z-w"],
    "cookie": ["sessionid=\x00", "sessionid=" + "a" * LONG, "csrftoken=' OR 1=1", "=;=;;", "a\r\nb", "sessionid=[1]"],
    "accept-encoding": ["br;q=x", "gzip;q=" + "9" * 400, "*;q=0", "\x00", ",,,;;;", "identity;q=0"],
    "if-none-match": ["*", '"', 'W/"', "a" * LONG, "\x00", '"\ud7ff"'.encode().decode("latin-1")],
    "if-modified-since": ["never", "Thu, 99 Foo 99999 99:99:99 GMT", "0", "Sat, 29 Oct 0000 19:43:31 GMT", "-1"],
    "range": ["bytes=-1", "bytes=99999999999999999999-", "lines=0-1", "bytes=0-0,-1,5-2", "x"],
    "content-type": ["multipart/form-data", "\x00", "text/html; charset=no-such", "a/b;" * 500, "application/json"],
    "content-length": ["-1", "x", "99999999999999999999"],
    "origin": ["null", "https://elsewhere.example", "http://[", "\x00"],
    "referer": ["http://[", "\x00", "a" * LONG],
    "x-forwarded-host": ["elsewhere.example"],
    "x-forwarded-proto": ["https"],
    "x-http-method-override": ["DELETE"],
    "user-agent": ["", "a" * LONG, "\r\nb: c"],
}
