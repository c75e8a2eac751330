# SPDX-License-Identifier: Apache-2.0
"""What all results have in common: words, JSON, and refusals that are values."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, replace
from html import escape
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar

from ._core import MethodRecord
from .errors import CoverageError


class Described:
    """A result as lines of text and as a table of a notebook."""

    def _lines(self) -> list[tuple[str, str]]:
        """Name and value of each line."""
        raise NotImplementedError

    def summary(self) -> str:
        """The result as a few lines of text."""
        lines = self._lines()
        width = max(len(name) for name, _ in lines)
        return "\n".join(f"{name:<{width}}  {value}" for name, value in lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
            for name, value in self._lines()
        )
        return f"<table>{rows}</table>"


class Kept(Protocol):
    """A result of the compiled part that says how it was made and can be kept as JSON."""

    @property
    def record(self) -> MethodRecord: ...

    def to_json(self) -> str: ...


Core = TypeVar("Core", bound=Kept)


@dataclass(frozen=True, eq=False)
class Outcome(Described, Generic[Core]):
    """A result, or the named reason why there is none. True as a boolean when there is one."""

    _what: ClassVar[str] = "a model"

    reason: str | None = None
    detail: str = ""
    _core_result: Core | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        return self._core_result is not None

    @property
    def record(self) -> MethodRecord:
        """Method id with version, all settings, digest of the input, version of the library."""
        return self._core.record

    def to_json(self) -> str:
        """The result as JSON, without loss; a refusal as its reason."""
        if self._core_result is None:
            return json.dumps({"reason": self.reason, "detail": self.detail})
        return self._core_result.to_json()

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote.

        Raises
        ------
        InputError
            If the text is not such a JSON; `field` says where.
        """
        if refusal := _refusal_of(text):
            return cls(*refusal)
        return cls._of(cls._read(text))

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied and sent to other processes as its JSON, with what was given for plots."""
        given = {
            f.name: getattr(self, f.name)
            for f in fields(self)
            if f.name.startswith("_") and f.name != "_core_result"
        }
        return _restored, (type(self), self.to_json(), given)

    @classmethod
    def _read(cls, text: str) -> Core:
        """The compiled part's result of a JSON text."""
        raise NotImplementedError

    @classmethod
    def _of(cls, core: Core, **more: Any) -> Self:
        """A result of the compiled part; the fields are its attributes of the same name."""
        same = {f.name: getattr(core, f.name) for f in fields(cls) if hasattr(core, f.name)}
        return cls(**same, **more, _core_result=core)

    @property
    def _core(self) -> Core:
        if self._core_result is None:
            raise CoverageError(
                f"Expected {self._what}, got a refusal: {self.reason}, {self.detail}"
            )
        return self._core_result

    def _result_lines(self) -> list[tuple[str, str]]:
        """Name and value of each line of a result that is there."""
        raise NotImplementedError

    def _lines(self) -> list[tuple[str, str]]:
        if self._core_result is None:
            return [("refused", f"{self.reason}: {self.detail}")]
        made = f"{self.record.method}, input {self.record.input_digest}"
        return [*self._result_lines(), ("method", made)]


def _restored(cls: type[Outcome[Any]], text: str, given: dict[str, Any]) -> Outcome[Any]:
    return replace(cls.from_json(text), **given)


def _refusal_of(text: str) -> tuple[str, str] | None:
    """Reason and detail, if a JSON text is that of a refusal."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if isinstance(found, dict) and "reason" in found:
        return found["reason"], found["detail"]
    return None
