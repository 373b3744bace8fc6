"""Texts as files of lines or of XML can hold them."""

import re

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Every way to break a line as a new line, and without the signs that neither iCalendar nor XML allows."""
    if text.isprintable():
        return text
    return UNWRITABLE.sub("", LINE_BREAKS.sub("\n", text))
