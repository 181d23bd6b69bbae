"""The store's schema by migrations, and by the declarations: one and the same."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from workbook_crm.merge.database import StoreTooNewError, open_engine, prepare
from workbook_crm.merge.migrate import upgrade
from workbook_crm.merge.schema import SCHEMA_VERSION, Schema
from workbook_crm.merge.store import Store
from workbook_crm.model.outgoing import MailKind, NewMail
from workbook_crm.model.snapshot import Lookup, Wanted


def test_migrations_make_what_the_declarations_say(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Schema(2).metadata) == []
        assert connection.execute(text("select version_num from alembic_version")).scalar() == SCHEMA_VERSION


def test_an_empty_store_is_of_the_newest_version(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    Store(url, 2).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Schema(2).metadata) == []
    assert "alembic_version" in inspect(engine).get_table_names()


def test_an_older_store_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    engine = open_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("create table alembic_version (version_num varchar(32) primary key)"))
        connection.execute(text("insert into alembic_version values ('0000')"))
    with pytest.raises(Exception, match="0000"):  # no such revision: but the copy was made first
        prepare(engine, Schema(2))
    (backup,) = tmp_path.glob("store.db.*.backup")
    assert backup.stat().st_size > 0


def test_a_store_of_the_first_version_keeps_its_records(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    url = f"sqlite:///{path}"
    engine = open_engine(url)
    upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.execute(
            text("insert into customers (id, number, name) values (1, 'C-000001', '上海远航物流有限公司')")
        )
    store = Store(url, 2)
    with store.reading() as queries:
        (record,) = queries.every("customers")
    with engine.connect() as connection:
        key = connection.execute(text("select company_key from customers")).scalar()
    store.close()
    assert (record.record.name, record.record.next_written) == ("上海远航物流有限公司", None)
    assert key == "上海远航物流"
    assert len(list(tmp_path.glob("store.db.*.backup"))) == 1


def test_a_store_from_before_mails_went_out_is_carried_along(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    upgrade(open_engine(url), "0013")
    with open_engine(url).begin() as connection:
        connection.execute(text("insert into leads (id, number, name) values (1, 'L-000001', '赵敏')"))
    store = Store(url, 2)
    mail = NewMail(
        "<wbcrm.answer.1@x>", MailKind.ANSWER, "张三", "z@x", datetime(2026, 11, 23, 8, tzinfo=UTC)
    )
    with store.writing() as transaction:
        assert (transaction.mails.open(), transaction.letters.of("a")) == ((), None)
        assert transaction.mails.add(mail)
    with store.reading() as queries:
        assert [each.record.name for each in queries.every("leads")] == ["赵敏"]
        assert [each.message_id for each in queries.mails.open()] == [mail.message_id]
    store.close()


def test_no_record_of_an_earlier_version_is_provisional(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    upgrade(open_engine(url), "0010")
    with open_engine(url).begin() as connection:
        connection.execute(text("insert into leads (id, number, name) values (1, 'L-000001', '赵敏')"))
    store = Store(url, 2)
    with store.reading() as queries:
        (record,) = queries.every("leads")
    store.close()
    assert (record.record.name, record.record.provisional) == ("赵敏", None)


def test_a_store_of_the_third_version_finds_its_records_by_all_their_numbers(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = open_engine(url)
    upgrade(engine, "0003")
    extra = '{"电话": "13911112222/13655667788", "备注": "13700001111"}'
    with engine.begin() as connection:
        insert = "insert into leads (id, number, name, phone, extra) values (7, 'L-000007', '王伟', '13911112222', :extra)"
        connection.execute(text(insert), {"extra": extra})
    store = Store(url, 2)
    wanted = Wanted((Lookup("leads", "phone", frozenset({"13655667788"})),))
    with store.reading() as queries:
        (found,) = queries.snapshot(wanted).of("leads")
    with engine.connect() as connection:
        rows = connection.execute(text("select kind, record_id, phone from phones")).all()
    store.close()
    assert found.record.name == "王伟"
    assert [tuple(each) for each in rows] == [("leads", 7, "13655667788")]


def test_discounts_of_an_older_store_are_the_same_afterwards(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = open_engine(url)
    upgrade(engine, "0003")
    with engine.begin() as connection:
        for record_id, discount in ((1, 5_000_000), (2, None), (3, 100_000_000), (4, 1)):
            values = {"id": record_id, "discount": discount}
            connection.execute(
                text("insert into opportunity_lines (id, discount) values (:id, :discount)"), values
            )
    store = Store(url, 2)
    with store.reading() as queries:
        discounts = [each.record.discount for each in queries.every("opportunity_lines")]
    store.close()
    assert discounts == [Decimal("0.05"), None, Decimal(1), Decimal("0.00000001")]


def test_a_store_of_the_fifth_version_has_no_row_that_waits_and_keeps_its_log(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = open_engine(url)
    upgrade(engine, "0005")
    with engine.begin() as connection:
        connection.execute(
            text(
                "insert into receipts (id, token, file, sha256, received, outcome, body) values "
                "(3, 't', '客户.xlsx', 'x', '2026-11-23T08:00:00+08:00', 'taken', '{}')"
            )
        )
        connection.execute(
            text(
                "insert into changes (id, revision, kind, record_id, sheet, row, after) values "
                "(1, 3, 'customers', 7, '客户', 2, '{\"name\": \"王伟\"}')"
            )
        )
    store = Store(url, 2)
    with store.reading() as queries:
        ((record_id, entry),) = queries.log("customers", [7])
    with store.writing() as transaction:
        assert transaction.keys_waited_for() == frozenset()
    store.close()
    assert (record_id, entry.receipt, entry.file, entry.row) == (7, "R-000003", "客户.xlsx", 2)


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    Store(url, 2).close()
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreTooNewError):
        Store(url, 2)


def test_a_store_of_the_seventh_version_keeps_rejected_rows_from_then_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = open_engine(url)
    upgrade(engine, "0007")
    assert "rejected_rows" not in inspect(engine).get_table_names()
    store = Store(url, 2)
    with store.writing() as transaction:
        assert transaction.rejected_before(None) == ()
    store.close()
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Schema(2).metadata) == []


def test_a_store_of_the_ninth_version_learns_to_know_lists_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = open_engine(url)
    upgrade(engine, "0009")
    with engine.begin() as connection:
        connection.execute(text("insert into leads (id, number, name) values (3, 'L-000003', '王伟')"))
    store = Store(url, 2)
    with store.reading() as queries:
        assert [each.record.name for each in queries.every("leads")] == ["王伟"]
        assert queries.line_heads({"leads"}, "张三") == ()
    store.close()


def test_a_store_of_the_twelfth_version_has_no_undo_and_keeps_its_receipts(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = open_engine(url)
    upgrade(engine, "0012")
    with engine.begin() as connection:
        connection.execute(
            text(
                "insert into receipts (id, token, file, sha256, received, outcome, body) values "
                "(1, 'a', '客户.xlsx', 'b', '2026-11-23T08:00:00+08:00', 'taken', '{\"sheets\": [], \"findings\": []}')"
            )
        )
    store = Store(url, 2)
    with store.reading() as queries:
        (receipt,) = queries.receipts()
        undoes = queries.undos.undoes
    store.close()
    assert (receipt.arrival.file, receipt.undoes, receipt.undone_by, undoes) == ("客户.xlsx", None, None, {})
