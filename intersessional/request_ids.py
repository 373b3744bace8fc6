"""The id of the request that is being answered."""

from contextvars import ContextVar

# Left set after the answer: the body of a streamed file is written, and may fail, later.
current_request_id: ContextVar[str] = ContextVar("current_request_id", default="-")
