"""JSON as the store keeps it: the only file that knows the library which writes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import orjson


def json_writer(plain: Callable[[Any], Any]) -> Callable[[Any], str]:
    """A function from a value to its JSON text; what JSON has no word for is asked of `plain`."""
    return partial(_written, plain)


def _written(plain: Callable[[Any], Any], value: Any) -> str:
    try:
        return orjson.dumps(value, default=plain).decode()
    except TypeError:  # half a surrogate pair
        return json.dumps(value, default=plain)


def read_json(text: str) -> Any:
    """The value of a JSON text. Raises ValueError where it is none."""
    try:
        return orjson.loads(text)
    except ValueError:  # the same half pair, read
        return json.loads(text)
