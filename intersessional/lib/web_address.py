"""An address on the web, http or https."""

from typing import Any

from django.core.validators import URLValidator
from django.db import models


class WebAddressField(models.URLField):
    """A URL of at most 1,000 characters that a page may link to; a form takes a bare name as https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 1000)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
