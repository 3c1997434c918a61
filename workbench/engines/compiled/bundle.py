"""Records of arrays that compiled code gets as one pointer.

Numba passes a named tuple of a hundred arrays as seven hundred arguments, in each of a hundred functions, and
compiles for minutes. Here the arrays of a record stand in one table, a data pointer and a length each, and
compiled code gets the table's address. Its type depends on the class alone, never on the plan, so what was
compiled once serves every portfolio. Fields read as they do in Python: `figures.benefit[i]`.

A field is an array with one axis (`Floats`, `Ints`, `Bools`, or a tuple of floats), a number (`float`, `int`,
`bool`), or another record. Lists of records of one class, as the luck of many futures, are tables one after
another.
"""

from __future__ import annotations

import typing
from typing import Any

import numpy as np
from numba.core import types
from numba.core.imputils import impl_ret_borrowed
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import intrinsic, lower_getattr_generic, models, register_model
from numba.np import arrayobj

WORDS = 2
"""Words of a field: data pointer and length of an array; the value of a number; the address of a record."""

_ARRAYS = {"Floats": np.float64, "Ints": np.int64, "Room": np.float64, "Bools": np.bool_, "IntRoom": np.int64}
_NUMBERS = {"float": np.float64, "int": np.int64, "bool": np.int64}
_NUMBA = {np.float64: types.float64, np.int64: types.int64, np.bool_: types.boolean}


class Bundle:
    """A record (or several of one class) as a table of addresses; it keeps its arrays alive.

    Parameters
    ----------
    records
        Named tuples of one class, one for each table.
    """

    def __init__(self, *records: Any) -> None:
        self._kept: list[Any] = []
        self._table = np.zeros((len(records), WORDS * len(records[0]._fields)), dtype=np.int64)
        stated = _stated(type(records[0]))
        for table, record in zip(self._table, records, strict=True):
            for place, (name, value) in enumerate(zip(record._fields, record, strict=True)):
                self._write(table, WORDS * place, stated[name], value)

    @classmethod
    def rows(cls, columns: Any) -> Bundle:
        """One table for each row of a record of arrays with two axes.

        Parameters
        ----------
        columns
            A named tuple of arrays of numbers, each with one row for each table.
        """
        made = cls(type(columns)(*(column[0] for column in columns)))
        arrays = [np.ascontiguousarray(column, dtype=np.float64) for column in columns]
        made._kept = [arrays]
        made._table = np.zeros((len(arrays[0]), made._table.shape[1]), dtype=np.int64)
        rows = np.arange(len(arrays[0]))
        for place, array in enumerate(arrays):
            made._table[:, WORDS * place] = array.ctypes.data + rows * array.strides[0]
            made._table[:, WORDS * place + 1] = array.shape[1]
        return made

    @property
    def address(self) -> int:
        """Where the first table stands."""
        return self._table.ctypes.data

    def _write(self, table: np.ndarray, place: int, stated: str, value: Any) -> None:
        if hasattr(value, "_fields") and stated not in _NUMBERS:
            inner = Bundle(value)
            self._kept.append(inner)
            table[place] = inner.address
        elif stated in _NUMBERS:
            table[place : place + 1].view(_NUMBERS[stated])[0] = value
        else:
            array: Any = np.ascontiguousarray(value, dtype=_ARRAYS.get(stated, np.float64))
            self._kept.append(array)
            table[place] = array.ctypes.data
            table[place + 1] = array.size


def _stated(record: type) -> dict[str, str]:
    """Annotations as they are written."""
    return {
        name: getattr(one, "__forward_arg__", one if isinstance(one, str) else getattr(one, "__name__", ""))
        for name, one in record.__annotations__.items()
    }


class BundleType(types.Type):
    """What compiled code knows of a bundle: its class."""

    def __init__(self, record: Any) -> None:
        self.record = record
        super().__init__(name=f"Bundle({record.__module__}.{record.__name__})")

    def place_of(self, name: str) -> int:
        """First word of a field."""
        return WORDS * self.record._fields.index(name)

    def type_of(self, name: str) -> types.Type | None:
        """Type of a field, or None if there is no such field."""
        stated = _stated(self.record)
        if name not in stated:
            return None
        if stated[name] in _NUMBERS:
            return {"float": types.float64, "int": types.int64, "bool": types.boolean}[stated[name]]
        if stated[name] in _ARRAYS:
            return types.Array(_NUMBA[_ARRAYS[stated[name]]], 1, "C")
        field = typing.get_type_hints(self.record)[name]
        if hasattr(field, "_fields"):
            return BundleType(field)
        return types.Array(types.float64, 1, "C")


register_model(BundleType)(models.OpaqueModel)


@infer_getattr
class _Fields(AttributeTemplate):
    key = BundleType

    def generic_resolve(self, bundle: Any, name: str) -> Any:  # type: ignore[override]
        return bundle.type_of(name)


@lower_getattr_generic(BundleType)
def _read_field(context: Any, builder: Any, bundle: BundleType, value: Any, name: str) -> Any:
    kind = bundle.type_of(name)
    word = context.get_value_type(types.int64)
    table = builder.bitcast(value, word.as_pointer())

    def read(place: int) -> Any:
        loaded = builder.load(builder.gep(table, [context.get_constant(types.intp, place)]))
        # No table changes while compiled code runs: what was read once need not be read again.
        loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
        return loaded

    first = read(bundle.place_of(name))
    if isinstance(kind, BundleType):
        return builder.inttoptr(first, context.get_value_type(kind))
    if isinstance(kind, types.Array):
        array = arrayobj.make_array(kind)(context, builder)
        size = context.get_abi_sizeof(context.get_data_type(kind.dtype))
        arrayobj.populate_array(
            array,
            data=builder.inttoptr(first, array.data.type),
            shape=[read(bundle.place_of(name) + 1)],
            strides=[context.get_constant(types.intp, size)],
            itemsize=context.get_constant(types.intp, size),
            meminfo=None,
        )
        return impl_ret_borrowed(context, builder, kind, array._getvalue())
    if kind == types.float64:
        return builder.bitcast(first, context.get_value_type(kind))
    if kind == types.boolean:
        return builder.trunc(first, context.get_value_type(kind))
    return first


def pointing_at(record: Any) -> Any:
    """A function of compiled code: from an address and a place in the list there to the record."""
    bundle = BundleType(record)
    step = 8 * WORDS * len(record._fields)

    @intrinsic
    def at(typing_context: Any, address: Any, place: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            offset = builder.mul(arguments[1], context.get_constant(types.int64, step))
            return builder.inttoptr(builder.add(arguments[0], offset), context.get_value_type(bundle))

        return bundle(types.int64, types.int64), generate

    return at
