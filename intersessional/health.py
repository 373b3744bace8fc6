"""What a load balancer asks: is the process up, can it serve."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from intersessional.lib.public import public

PLAIN = "text/plain; charset=utf-8"


@public
@cache_control(no_store=True)
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("up\n", content_type=PLAIN)


@public
@cache_control(no_store=True)
def readyz(request: HttpRequest) -> HttpResponse:
    """200 or 503; the reason is a word, since anybody may ask."""
    obstacle = obstacle_to_serving()
    return HttpResponse(f"{obstacle or 'ready'}\n", content_type=PLAIN, status=503 if obstacle else 200)


def obstacle_to_serving() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "database unreachable"
    return "migrations pending" if pending else ""
