"""Models to JSON and back, by their type hints. Knows no model but Moment, whose ISO form is shorter than its parts.

Handled: str, int, float, bool, None, bytes (base64), enums, literals, dataclasses (fields at their default are left
out), unions, tuples, lists, frozensets and dicts with str keys. Hints must not contain themselves.
"""

from __future__ import annotations

import base64
import binascii
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from tui_reader.models import Moment


class CodecError(ValueError):
    """Data that does not have the shape its type hint says."""


class _Codec(NamedTuple):
    """How one type is written and read."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def encode(value: Any, hint: Any) -> Any:
    """What JSON can hold of a value of the type `hint`."""
    return _codec(hint).encode(value)


def decode(data: Any, hint: Any) -> Any:
    """The value of the type `hint` that `encode` made `data` of; raises CodecError for anything else."""
    return _codec(hint).decode(data)


@cache
def _codec(hint: Any) -> _Codec:
    origin = get_origin(hint)
    if hint in {str, int, bool}:
        return _Codec(_same, _checked(hint))
    if hint is float:
        return _Codec(_same, _float)
    if hint is None or hint is type(None):
        return _Codec(_same, _checked(type(None)))
    if hint is bytes:
        return _Codec(lambda value: base64.b64encode(value).decode("ascii"), _bytes)
    if hint is Moment:
        return _Codec(_write_moment, _moment)
    if origin is Literal:
        return _Codec(_same, _one_of(get_args(hint)))
    if origin in {Union, types.UnionType}:
        return _union(get_args(hint))
    if origin is dict:
        return _dict(_codec(get_args(hint)[1]))
    if origin in {tuple, list, frozenset}:
        return _sequence(origin, get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _Codec(lambda value: value.value, _enum(hint))
    if is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(hint)
    raise TypeError(f"no way to write {hint!r} as JSON")


def _same(value: Any) -> Any:
    return value


def _checked(kind: type) -> Callable[[Any], Any]:
    def decode_plain(data: Any) -> Any:
        # True is an int to Python, but not to a model
        if type(data) is not kind:
            raise CodecError(f"{type(data).__name__} where {kind.__name__} belongs")
        return data

    return decode_plain


def _float(data: Any) -> float:
    if type(data) not in {int, float}:
        raise CodecError(f"{type(data).__name__} where float belongs")
    return float(data)


def _bytes(data: Any) -> bytes:
    try:
        return base64.b64decode(_checked(str)(data), validate=True)
    except binascii.Error as error:
        raise CodecError("not base64") from error


def _write_moment(moment: Moment) -> str:
    # Moment.iso is for people and stops at seconds
    return moment.iso() if moment.is_day else moment.value.isoformat()


def _moment(data: Any) -> Moment:
    try:
        return Moment.from_iso(_checked(str)(data))
    except ValueError as error:
        raise CodecError("not a moment") from error


def _one_of(values: tuple[Any, ...]) -> Callable[[Any], Any]:
    def decode_literal(data: Any) -> Any:
        if data not in values:
            raise CodecError(f"not one of {values!r}")
        return data

    return decode_literal


def _enum(kind: type[Enum]) -> Callable[[Any], Any]:
    def decode_enum(data: Any) -> Enum:
        try:
            return kind(data)
        except ValueError as error:
            raise CodecError(f"not a {kind.__name__}") from error

    return decode_enum


def _union(alternatives: tuple[Any, ...]) -> _Codec:
    """`X | None` is null or X itself; of several the one that fits is named by its place."""
    kinds = tuple(kind for kind in alternatives if kind is not type(None))
    codecs = tuple(_codec(kind) for kind in kinds)
    classes = tuple(get_origin(kind) or kind for kind in kinds)
    is_optional = len(kinds) < len(alternatives)
    is_single = len(kinds) == 1

    def encode_union(value: Any) -> Any:
        if value is None and is_optional:
            return None
        if is_single:
            return codecs[0].encode(value)
        place = next(place for place, kind in enumerate(classes) if isinstance(value, kind))
        return [place, codecs[place].encode(value)]

    def decode_union(data: Any) -> Any:
        if data is None and is_optional:
            return None
        if is_single:
            return codecs[0].decode(data)
        if not isinstance(data, list) or len(data) != 2 or data[0] not in range(len(codecs)):
            raise CodecError("not one of the alternatives")
        return codecs[data[0]].decode(data[1])

    return _Codec(encode_union, decode_union)


def _dict(inner: _Codec) -> _Codec:
    def decode_dict(data: Any) -> dict[str, Any]:
        return {name: inner.decode(value) for name, value in _checked(dict)(data).items()}

    return _Codec(lambda values: {name: inner.encode(value) for name, value in values.items()}, decode_dict)


def _sequence(kind: type, hints: tuple[Any, ...]) -> _Codec:
    if kind is tuple and not (len(hints) == 2 and hints[1] is Ellipsis):
        return _row(tuple(_codec(hint) for hint in hints))
    inner = _codec(hints[0])

    def encode_sequence(values: Any) -> list[Any]:
        items = [inner.encode(value) for value in values]
        return sorted(items) if kind is frozenset else items

    def decode_sequence(data: Any) -> Any:
        return kind(inner.decode(item) for item in _checked(list)(data))

    return _Codec(encode_sequence, decode_sequence)


def _row(codecs: tuple[_Codec, ...]) -> _Codec:
    """A tuple of a fixed length, each place of its own type."""

    def decode_row(data: Any) -> tuple[Any, ...]:
        if len(_checked(list)(data)) != len(codecs):
            raise CodecError(f"not {len(codecs)} items")
        return tuple(codec.decode(item) for codec, item in zip(codecs, data, strict=True))

    return _Codec(lambda row: [codec.encode(item) for codec, item in zip(codecs, row, strict=True)], decode_row)


def _dataclass(kind: type) -> _Codec:
    hints = get_type_hints(kind)
    parts = tuple((field.name, _codec(hints[field.name]), _default(field)) for field in fields(kind))
    decoders = {name: codec.decode for name, codec, _ in parts}

    def encode_dataclass(value: Any) -> dict[str, Any]:
        data = {}
        for name, codec, default in parts:
            item = getattr(value, name)
            if item is not default and item != default:
                data[name] = codec.encode(item)
        return data

    def decode_dataclass(data: Any) -> Any:
        try:
            return kind(**{name: decoders[name](item) for name, item in _checked(dict)(data).items()})
        except (KeyError, TypeError) as error:
            raise CodecError(f"not the fields of {kind.__name__}") from error

    return _Codec(encode_dataclass, decode_dataclass)


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default
