"""Looking for a record by what people have at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.desk import Desk, desk
from workbook_crm.cli import main
from workbook_crm.merge import find
from workbook_crm.merge.find import find_records

BOOK = """
# 客户
| 客户编号 | 客户名称 | 电话 | 备用手机 | 来源 | 负责人 | 车牌号 | 备注 |
| | 宏达物流有限公司 | 0755-26912345 | 13911112222 | 转介绍 | 张三 | 粤B·D12345 | 100% 满意 |
| 2026/007 | 王伟 | 13812345678 | | 转介绍 | 李四 | | |
# 线索
| 姓名 | 公司 | 电话 | 来源 | 负责人 |
| 王芳 | 宏达汽修 | 13700001111 | 展会 | 张三 |
# 商机
| 商机名称 | 客户 | 意向产品 | 负责人 |
| 宏达叉车采购 | 宏达物流有限公司 | 整车 | 张三 |
# 产品目录
| 产品编码 | 类别 | 产品名称 | 规格 | 单价 | 车架号 | 车牌 |
| U7 | 二手车 | 宝马X3 | 2.0T | 268000 | LBV5S3106ESJ25655 | 京A·88X88 |
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("find")) as made:
        made.take(BOOK)
        yield made


def numbers(shop: Desk, text: str) -> list[str | None]:
    with shop.workspace.store.reading() as queries:
        return [each.number for each in find_records(queries, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C-000001", ["C-000001"]),
        ("c-000001", ["C-000001"]),
        ("2026/007", ["2026/007"]),
        ("王伟", ["2026/007"]),
        (" 王 ", ["2026/007", "L-000001"]),
        ("宏达", ["C-000001", "O-000001", "L-000001"]),
        ("宏达叉车采购", ["O-000001"]),
        ("13812345678", ["2026/007"]),
        ("138 1234-5678", ["2026/007"]),
        ("+86 13812345678", ["2026/007"]),
        ("5678", ["2026/007"]),
        ("567", []),  # in every third phone
        ("26912345", ["C-000001"]),
        ("13911112222", ["C-000001"]),  # a further number
        ("粤BD12345", ["C-000001"]),  # in a column of the sender's own
        ("粤B·D12345", ["C-000001"]),
        ("京A88X88", ["U7"]),
        ("lbv5s3106esj25655", ["U7"]),
        ("J25655", ["U7"]),
        ("宝马x3", ["U7"]),
        ("U7", ["U7"]),
        ("%", []),
        ("满意", []),  # a remark is no name
        ("没有的", []),
        (" ", []),
    ],
)
def test_what_is_found(shop: Desk, text: str, found: list[str]) -> None:
    assert numbers(shop, text) == found


def test_whoever_is_called_exactly_so_comes_first(shop: Desk) -> None:
    with shop.workspace.store.reading() as queries:
        found = find_records(queries, "宏达汽修")
        assert [(each.number, each.matched, each.is_whole) for each in found] == [
            ("L-000001", ("company",), True)
        ]
        (only,) = find_records(queries, "lbv5s3106esj25655")
        assert (only.kind, only.name, only.plate, only.matched) == (
            "catalog",
            "宝马X3",
            "京A·88X88",
            ("vin",),
        )


def test_the_command_tells_people_and_programs(
    shop: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = ["--workspace", str(shop.workspace.folder)]
    assert main([*workspace, "--json", "find", "宏达叉车采购"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "text": "宏达叉车采购", "is_cut": False,
        "records": [{
            "number": "O-000001", "kind": "opportunities", "name": "宏达叉车采购", "customer": "宏达物流有限公司",
            "phone": "0755-26912345", "owner": "张三", "state": "open", "plate": None, "vin": None, "matched": ["name"],
        }],
    }  # fmt: skip
    assert main([*workspace, "find", "宏达叉车采购"]) == 0
    said = capsys.readouterr().out
    assert all(each in said for each in ("O-000001", "商机", "宏达物流有限公司", "张三", "洽谈中"))
    assert main([*workspace, "find", "没有的"]) == 0
    assert "没有找到“没有的”" in capsys.readouterr().out
    monkeypatch.setattr(find, "MOST_FOUND", 2)
    assert main([*workspace, "find", "宏达"]) == 0
    said = capsys.readouterr().out
    assert "只列出前 2 条" in said
    assert "L-000001" not in said
    assert main([*workspace, "show", "没有的"]) == 2
    assert "workbook-crm find" in capsys.readouterr().err


def test_nothing_is_found_where_nothing_was_taken_in(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    with desk(tmp_path_factory.mktemp("empty")) as empty:
        assert main(["--workspace", str(empty.workspace.folder), "find", "王伟"]) == 0
    assert "没有找到“王伟”" in capsys.readouterr().out
