"""Structured data for search engines, as a data block of a page."""

import json
from typing import Any

# What would end the block, or open a comment in it, is written so that JSON reads the same.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld(data: dict[str, Any]) -> str:
    """Safe inside `<script type="application/ld+json">`; empty values are left out."""
    filled = {key: value for key, value in data.items() if value}
    return json.dumps({"@context": "https://schema.org", **filled}, ensure_ascii=False).translate(ESCAPES)
