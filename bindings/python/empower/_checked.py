# SPDX-License-Identifier: Apache-2.0
"""Arguments of a wrong type are refused in one sentence, by the annotations of the function.

The compiled part knows its own types and names, not those of the public function, and lists all its
overloads; so the public functions are looked at before.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from types import FunctionType, NoneType, UnionType
from typing import (
    Any,
    Literal,
    SupportsFloat,
    SupportsIndex,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

import numpy as np
from numpy.typing import ArrayLike

Function = TypeVar("Function", bound=Callable[..., Any])

_WORDS = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    date: "a date",
    datetime: "a datetime",
    Path: "a path",
    PathLike: "a path",
}


def check_arguments(names: Mapping[str, Any], module: str) -> dict[str, Any]:
    """The public functions and methods of a module that check their arguments.

    Functions come back wrapped, by name; the methods of its classes are wrapped in place.
    """
    wrapped: dict[str, Any] = {}
    for name, value in names.items():
        if isinstance(value, FunctionType) and value.__module__.startswith(module):
            wrapped[name] = checked(value)
        elif isinstance(value, type) and value.__module__.startswith(module):
            _check_methods(value)
    return wrapped


def _check_methods(public: type) -> None:
    for base in public.__mro__:
        if not base.__module__.startswith("empower."):
            continue
        for name, member in vars(base).items():
            if isinstance(member, FunctionType) and not name.startswith("_"):
                setattr(base, name, checked(member))


def checked(function: Function) -> Function:
    """The function, whose arguments are compared with its annotations at each call."""
    if hasattr(function, "__wrapped__"):
        return function
    signature = inspect.signature(function)

    @functools.cache
    def types() -> dict[str, Any]:
        return {
            name: _evaluated(parameter.annotation, function)
            for name, parameter in signature.parameters.items()
            if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
        }

    @functools.wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        try:
            given = signature.bind(*arguments, **keywords).arguments
        except TypeError:  # too few, too many or unknown ones, which Python says better
            given = {}
        for name, type_ in types().items():
            if name in given:
                check(given[name], type_, name)
        return function(*arguments, **keywords)

    return call  # type: ignore[return-value]


def check(value: object, type_: Any, name: str) -> None:
    """TypeError if the value is not of the type; a type that is not known here is let through."""
    if _matches(value, type_):
        return
    shown = repr(value)
    if len(shown) > 60 or "\n" in shown:
        shown = f"a {type(value).__name__}"
    raise TypeError(f"Expected {_words(type_)} as {name}, got {shown}.")


def _evaluated(annotation: Any, function: Any) -> Any:
    """The type of an annotation; Any where it is only there for type checkers."""
    if annotation is inspect.Parameter.empty:
        return Any
    if not isinstance(annotation, str):
        return annotation
    try:
        return eval(annotation, vars(sys.modules[function.__module__]))
    except NameError:
        return Any


def _matches(value: object, type_: Any) -> bool:
    origin = get_origin(type_)
    if type_ is ArrayLike or type_ is Any:
        return True
    if origin in (Union, UnionType):
        return any(_matches(value, member) for member in get_args(type_))
    if origin is Literal:
        return any(_matches(value, type(member)) for member in get_args(type_))
    if origin is tuple:
        return isinstance(value, tuple | list) and _match_all(value, get_args(type_))
    if origin in (Sequence, Iterable):
        return hasattr(value, "__iter__")
    if isinstance(origin, type):
        return isinstance(value, origin)
    if not isinstance(type_, type) or getattr(type_, "_is_protocol", False):
        return True
    if type_ is bool:
        return isinstance(value, bool | np.bool_)
    if isinstance(value, bool | np.bool_):
        return type_ is object
    if isinstance(value, np.ndarray):
        return type_ is np.ndarray
    if type_ in (int, float):
        return isinstance(value, SupportsIndex if type_ is int else SupportsFloat)
    return isinstance(value, type_)


def _match_all(values: Iterable[object], types: tuple[Any, ...]) -> bool:
    members = list(values)
    if len(types) == 2 and types[1] is Ellipsis:
        return all(_matches(member, types[0]) for member in members)
    return len(members) == len(types) and all(map(_matches, members, types))


def _words(type_: Any) -> str:
    """`a string`, `HeatingRule or CoolingRule`; None is what was left out, and not said."""
    origin = get_origin(type_)
    if origin in (Union, UnionType):
        members = [_words(member) for member in get_args(type_) if member is not NoneType]
        return " or ".join(dict.fromkeys(members))
    if origin is Literal:
        return " or ".join(repr(member) for member in get_args(type_))
    if origin is tuple:
        return f"({', '.join('…' if t is Ellipsis else _words(t) for t in get_args(type_))})"
    if isinstance(origin, type):
        return _WORDS.get(origin, f"a {origin.__name__.lower()}")
    return _WORDS.get(type_, getattr(type_, "__name__", str(type_)))
