"""Asks the server on this machine whether it can serve: `python -m intersessional.is_ready`, for a health check."""

import http.client
import sys

from environs import FileAwareEnv

env = FileAwareEnv(strip_whitespace=True)
SECONDS = 5


def obstacle(address: str, host: str) -> str:
    """What the server at `host:port` gives as its reason; empty if it is ready."""
    connection = http.client.HTTPConnection(address, timeout=SECONDS)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        answer = connection.getresponse()
        told = answer.read().decode(errors="replace").strip()
    except (OSError, http.client.HTTPException) as error:
        return f"no answer: {error}"
    finally:
        connection.close()
    return "" if answer.status == http.HTTPStatus.OK else told


def main() -> None:
    bound: list[str] = env.list("BIND", ["127.0.0.1:8000"])
    addresses = [address.replace("0.0.0.0", "127.0.0.1") for address in bound if not address.startswith("unix:")]  # noqa: S104 the other way round
    hosts: list[str] = env.list("ALLOWED_HOSTS")
    sys.exit(next(filter(None, (obstacle(address, hosts[0].lstrip(".")) for address in addresses)), 0))


if __name__ == "__main__":
    main()
