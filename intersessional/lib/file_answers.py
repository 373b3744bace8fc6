"""An uploaded file as an answer: shown where a browser can show it safely, else saved."""

import logging

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from intersessional.lib.uploads import FileFacts

logger = logging.getLogger(__name__)

SHOWN = "application/pdf"
"""The one format that is shown in the browser; its viewers fail under a sandbox."""


def file_answer(request: HttpRequest, file: FieldFile, facts: FileFacts) -> HttpResponseBase:
    """304 for who has it, headers alone for HEAD; 404, and an error in the log, where the storage has lost it. Always
    the whole file: a range that is asked for is not looked at."""
    etag = f'"{facts.checksum}"'
    answer = get_conditional_response(request, etag=etag) or whole(request, file)
    is_shown = facts.content_type == SHOWN
    answer["ETag"] = etag
    answer["Content-Security-Policy"] = "frame-ancestors 'none'" if is_shown else "sandbox"
    if answer.status_code == 200:
        answer["Content-Type"] = facts.content_type
        answer["Content-Length"] = str(facts.size)
        answer["Content-Disposition"] = content_disposition_header(not is_shown, facts.name) or "inline"
    return answer


def whole(request: HttpRequest, file: FieldFile) -> HttpResponseBase:
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        logger.exception("A stored file is missing: %s", file.name)
        raise Http404 from error
    if request.method == "HEAD":
        opened.close()
        return HttpResponse()
    return FileResponse(opened)
