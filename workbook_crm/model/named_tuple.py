"""`typing.NamedTuple`, quick to define; to a type checker it is that very thing.

`typing` takes 3 ms to import and each of its named tuples another tenth, for it compiles code: a tenth of a
process that writes one small answer and ends. So the modules of the package writer import neither it nor
`datetime`, unless there is a date to write; tests/write_back/test_imports.py names all that they may import.
"""

from __future__ import annotations

__all__ = ["TYPE_CHECKING", "NamedTuple"]

TYPE_CHECKING = False
"""Type checkers take a variable of this name for true."""

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from operator import itemgetter

    class _Defined(type):
        """Makes the annotated names of a class the items of its tuples."""

        def __new__(cls, name, bases, namespace):
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace[field] for field in fields if field in namespace}
            getters = {field: property(itemgetter(at)) for at, field in enumerate(fields)}
            facts = {"__slots__": (), "_fields": fields, "_field_defaults": defaults}
            return super().__new__(cls, name, bases, {**namespace, **getters, **facts})

    class NamedTuple(tuple, metaclass=_Defined):
        """Its items by name, made by place or by name, with defaults."""

        def __new__(cls, *given, **named):
            if named or len(given) != len(cls._fields):
                given = _completed(cls, given, named)
            return tuple.__new__(cls, given)

        def __repr__(self):
            items = ", ".join(f"{field}={item!r}" for field, item in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({items})"

        def __getnewargs__(self):
            """What a copy of it is made with, in this process or another one."""
            return tuple(self)

        def _replace(self, **changes):
            """The same with some of its items changed."""
            return type(self)(**{**dict(zip(self._fields, self, strict=True)), **changes})

    def _completed(cls, given, named):
        """All items in their order; raises TypeError where one is missing, unknown or given twice."""
        by_place = dict(zip(cls._fields, given, strict=False))
        items = {**cls._field_defaults, **by_place, **named}
        if len(given) > len(cls._fields) or by_place.keys() & named or items.keys() != set(cls._fields):
            raise TypeError(f"{cls.__name__} is made of {', '.join(cls._fields)}")
        return [items[field] for field in cls._fields]
