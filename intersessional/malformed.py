"""Values that no field could hold: Django's admin trusts the parameters of an address and fails on them."""

import logging

from django.core.exceptions import FieldError, ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from intersessional.errors import bad_request
from intersessional.middleware import GetResponse

logger = logging.getLogger(__name__)

MALFORMED = (ValueError, OverflowError, TypeError, FieldError, ValidationError, DataError)
"""What null characters, words for numbers and numbers beyond a column's end lead to."""


class MalformedRequests:
    """In the admin these are the visitor's fault: 400, with the stack in the log in case they are ours."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        found = request.resolver_match
        if found is None or found.app_name != "admin" or not isinstance(exception, MALFORMED):
            return None
        logger.error("Malformed request to the admin", exc_info=exception)
        return bad_request(request, exception)
