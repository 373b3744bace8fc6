"""Texts of Django templates for Babel, which `make messages` reads them with."""

import io
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Any]:
    """Line, function, texts and comments, as Babel wants them: Django makes calls of the tags, Babel reads the calls.

    Line breaks stay, so that lines are numbered as in the template; what stands before a text on its line goes, since
    to a reader of Python it would be indentation.
    """
    calls = templatize(file.read().decode())
    source = "\n".join(line.lstrip() for line in calls.split("\n"))
    return extract_python(io.BytesIO(source.encode()), keywords, comment_tags, {"encoding": "utf-8"})
