"""A date as a field of a record: how pydantic reads it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_plain_validator_function

from .dates import UncertainDate, parse_date


def _read_date(value: object) -> UncertainDate:
    """Accept an EDTF string or one of TOML's own dates."""
    if isinstance(value, UncertainDate):
        return value
    if isinstance(value, (date, datetime)):
        value = value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
    if not isinstance(value, str):
        raise ValueError(f'a date is text such as "1994-05-12", not {value!r}')
    return parse_date(value)


class _DateSchema:
    """How pydantic reads a date: by our parser alone. Its own schema of `UncertainDate` would cost 13 ms at start."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_plain_validator_function(_read_date)


Date = Annotated[UncertainDate, _DateSchema]
