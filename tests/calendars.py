"""Reads calendars back by a program that had no part in writing them."""

import re

from ical.calendar_stream import IcsCalendarStream

LINE = re.compile(rb"[^\r\n]*\r\n")


def read(octets):
    """The calendar, once its lines keep to the rules: ended by CRLF, of at most 75 octets, each of whole characters."""
    lines = LINE.findall(octets)
    assert b"".join(lines) == octets
    assert max(len(line.decode()[:-2].encode()) for line in lines) <= 75
    return IcsCalendarStream.calendar_from_ics(octets.decode())
