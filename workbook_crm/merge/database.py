"""The database behind the store: opened, brought to this version's schema, and used one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import ArgumentError, ProgrammingError

from workbook_crm.merge.encode import plain
from workbook_crm.merge.fit import UNFIT
from workbook_crm.merge.json_text import json_writer, read_json
from workbook_crm.merge.schema import SCHEMA_VERSION, Schema

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a confirmed row survives a power cut
    "PRAGMA busy_timeout=30000",
    "PRAGMA cache_size=-65536",
)


class StoreTooNewError(Exception):
    """The store was written by a newer version of this program."""


_OUR_LOCK = 0x574243524D  # "WBCRM": no other program's lock in the same database
_POSTGRES_WRITES = f"SELECT pg_advisory_xact_lock({_OUR_LOCK})"
_POSTGRES_READS = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_POSTGRES_LOOKS_BACK = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"


class UnusableAddressError(Exception):
    """An address of a database that no driver understands. It carries a password: nobody is told more."""


def open_engine(url: str) -> Engine:
    """An engine whose transactions take the write lock at once, so that none fails halfway for want of it.

    Raises UnusableAddressError, ModuleNotFoundError.
    """
    try:
        engine = create_engine(url, json_serializer=json_writer(plain), json_deserializer=_kept_json)
    except (ArgumentError, ValueError):  # an unknown driver, a port that is no number
        raise UnusableAddressError from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    else:
        event.listen(engine, "begin", _on_begin_of_postgres)
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us, not by the driver
    connection.text_factory = _lenient
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _kept_json(text: str) -> Any:
    """What a column of JSON holds; UNFIT where that is none."""
    try:
        return read_json(text)
    except ValueError:
        return UNFIT


def _lenient(text: bytes) -> str:
    """Text as it stands; what another program wrote that is no UTF-8 stops no list."""
    return text.decode("utf-8", "replace")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if _only_reads(connection) else "BEGIN IMMEDIATE")


def _on_begin_of_postgres(connection: Connection) -> None:
    if connection.get_execution_options().get("looks_back"):
        connection.exec_driver_sql(_POSTGRES_LOOKS_BACK)
        return
    connection.exec_driver_sql(_POSTGRES_READS if _only_reads(connection) else _POSTGRES_WRITES)


def _only_reads(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("reads_only"))


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the store that holds up no writer."""
    with engine.connect().execution_options(reads_only=True) as connection, connection.begin():
        yield connection


@contextmanager
def looking_back(engine: Engine) -> Iterator[Connection]:
    """A view of the store that may stand tables of its own in front of the store's; they are gone with it."""
    connection = engine.connect().execution_options(reads_only=True, looks_back=True)
    try:
        connection.begin()
        yield connection
    finally:
        connection.invalidate()  # no pool gives it to anybody else
        connection.close()


def prepare(engine: Engine, schema: Schema) -> None:
    """Makes an empty store's tables, or migrates an older store.

    Raises StoreTooNewError where the store is of a newer version.
    """
    try:
        with reading(engine) as connection:
            version = _version(connection, schema)
    except ProgrammingError as error:
        if "psycopg.ProgrammingError" in str(error):  # the driver's own: no server was asked anything
            raise UnusableAddressError from None
        raise
    if version == SCHEMA_VERSION:
        return
    if version is None:
        with engine.begin() as connection:
            schema.metadata.create_all(connection)
            connection.execute(schema.version.insert().values(version_num=SCHEMA_VERSION))
    elif version > SCHEMA_VERSION:
        raise StoreTooNewError(version)
    else:
        from workbook_crm.merge.migrate import migrate  # slow to import, and needed once an upgrade

        migrate(engine)


def _version(connection: Connection, schema: Schema) -> str | None:
    if not inspect(connection).has_table(schema.version.name):
        return None
    return connection.execute(select(schema.version.c.version_num)).scalar()
