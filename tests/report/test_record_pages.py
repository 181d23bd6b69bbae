"""The pages of records: what they tell, which of them are written again, and how one is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium, needs_browser
from tests.desk import Desk, desk
from tests.merge.test_undo import undo
from workbook_crm import rounds
from workbook_crm.cli import main
from workbook_crm.model.history import Mention
from workbook_crm.model.language import Language
from workbook_crm.record_pages import write_record_pages
from workbook_crm.report.record_pages import MOST_TOLD, RecordPages
from workbook_crm.terminal import Screen

FOLLOW_UPS = """
# 跟进记录
| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 跟进人 |
| O-000001 | 2026-11-20 09:00 | 电话 | 先谈价格 | 张三 |
| C-000001 | 2026-11-21 | 到店 | 再看样车 | 张三 |
"""


def pages(desk: Desk) -> Path:
    return desk.workspace.folder / "reports" / "records"


def text_of(desk: Desk, number: str) -> str:
    """The words of a page, without its elements."""
    page = (pages(desk) / f"{number}.html").read_text(encoding="utf-8")
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.partition("<body>")[2])).split())


def written_again(desk: Desk) -> set[str]:
    """The pages of records that the next round writes; the list of all is not among them."""
    before = {each: each.stat().st_ino for each in pages(desk).glob("*-*.html")}
    write_record_pages(desk.workspace)
    now = {each: each.stat().st_ino for each in pages(desk).glob("*-*.html")}
    return {each.stem for each, inode in now.items() if before.get(each) != inode}


def test_a_customers_page_tells_what_is_known_and_which_row_said_so(shop: Desk) -> None:
    shop.take(FOLLOW_UPS, name="跟进.xlsx")
    shop.take("# 客户\n| 客户编号 | 级别 | 颜色 |\n| C-000001 | B | 红 |", sender="主管", name="改级别.xlsx")
    write_record_pages(shop.workspace)
    told = text_of(shop, "C-000001")
    assert told.startswith("上海远航物流有限公司 客户 C-000001 · 洽谈中商机 1 个")
    assert "颜色 红" in told
    assert told.index("再看样车") < told.index("先谈价格")  # the latest first, those of its deals among them
    assert "级别: A → B B2 颜色: （空） → 红 C2 改级别.xlsx 客户 第 2 行 R-000003 主管 发来" in told
    assert told.rstrip().endswith("R-000001")
    assert "新建" in told


def test_an_opportunitys_page_names_its_customer_and_lists_its_lines(shop: Desk) -> None:
    write_record_pages(shop.workspace)
    page = (pages(shop) / "O-000001.html").read_text(encoding="utf-8")
    assert '<a href="C-000001.html">上海远航物流有限公司</a>' in page
    assert "CPCD30" in page or "叉车" in page


def test_show_in_the_terminal_tells_what_the_page_tells(
    shop: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shop.take(FOLLOW_UPS)
    write_record_pages(shop.workspace)
    with shop.workspace.store.reading() as queries:
        found = queries.dossier("C-000001")
    assert found is not None
    Screen(Language.ZH).dossier(found)
    said = {each for each in re.split(r"[\s─:→]+", capsys.readouterr().out) if each}
    page = text_of(shop, "C-000001")
    assert {each for each in said if each not in page} == set()


def test_only_pages_whose_record_has_changed_are_written_again(shop: Desk) -> None:
    assert len(written_again(shop)) == 4
    assert written_again(shop) == set()
    shop.take("# 客户\n| 客户编号 | 客户名称 |\n| C-000001 | 远航集团 |")
    assert written_again(shop) == {"C-000001", "O-000001"}
    assert "远航集团" in text_of(shop, "O-000001")
    shop.take("# 商机\n| 商机编号 | 备注 |\n| O-000002 | 急 |", name="二.xlsx")
    assert written_again(shop) == {"C-000002", "O-000002"}
    shop.take(FOLLOW_UPS, name="三.xlsx")
    assert written_again(shop) == {"C-000001", "O-000001"}
    shop.take("# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n| 韩梅 | 13712345678 | 展厅 | 李四 |", name="四.xlsx")
    assert written_again(shop) == {"L-000001"}


def test_the_former_customer_of_an_opportunity_is_told_too(shop: Desk) -> None:
    write_record_pages(shop.workspace)
    shop.take("# 商机\n| 商机编号 | 客户 |\n| O-000001 | C-000002 |")
    assert written_again(shop) == {"C-000001", "C-000002", "O-000001"}
    assert "O-000001" not in text_of(shop, "C-000001").rpartition("来历")[0]


def test_what_an_undo_strikes_is_struck_on_pages_whose_record_it_leaves_alone(shop: Desk) -> None:
    shop.take("# 客户\n| 客户编号 | 级别 |\n| C-000001 | B |", sender="主管", name="一.xlsx")
    shop.take("# 客户\n| 客户编号 | 级别 |\n| C-000001 | H |", sender="主管", name="二.xlsx")
    write_record_pages(shop.workspace)
    done = undo(shop, "R-000002")
    assert done.plan.reverted == ()
    assert written_again(shop) == {"C-000001"}
    assert "已撤销（R-000004）" in text_of(shop, "C-000001")
    undo(shop, "R-000004")
    assert written_again(shop) == {"C-000001"}
    assert "已撤销" not in text_of(shop, "C-000001")


def test_a_page_that_was_deleted_is_made_again(shop: Desk) -> None:
    write_record_pages(shop.workspace)
    (pages(shop) / "C-000002.html").unlink()
    (pages(shop) / "index.html").unlink()
    assert written_again(shop) == {"C-000002"}
    assert (pages(shop) / "index.html").exists()


@pytest.mark.parametrize("content", [None, "", "{}", '{"revision": 1, "token": "other", "looks": "x"}'])
def test_all_is_made_again_where_it_is_not_known_what_the_pages_tell(shop: Desk, content: str | None) -> None:
    write_record_pages(shop.workspace)
    state = shop.workspace.folder / "work" / "record-pages.json"
    if content is None:
        state.unlink()
    else:
        state.write_text(content, encoding="utf-8")
    assert len(written_again(shop)) == 4


def test_all_is_made_again_where_a_template_of_the_dealerships_own_changed(shop: Desk) -> None:
    write_record_pages(shop.workspace)
    (shop.workspace.folder / "templates").mkdir()
    (shop.workspace.folder / "templates" / "record.css").write_text(".ours { color: red }", encoding="utf-8")
    assert len(written_again(shop)) == 4
    assert ".ours" in (pages(shop) / "C-000001.html").read_text(encoding="utf-8")


def test_more_records_than_the_limit_have_no_pages_and_none_is_left(tmp_path: Path) -> None:
    take = "# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n| 韩梅 | 13712345678 | 展厅 | 李四 |"
    with desk(tmp_path, "[reports]\nmost_pages = 1\n") as small:
        small.take(take)
        write_record_pages(small.workspace)
        assert {each.name for each in pages(small).iterdir()} == {"L-000001.html", "index.html"}
        (pages(small) / "note.txt").write_text("ours to keep", encoding="utf-8")
        small.take(take.replace("韩梅", "李雷").replace("5678", "5679"), name="二.xlsx")
        write_record_pages(small.workspace)
        assert {each.name for each in pages(small).iterdir()} == {"note.txt"}


def test_a_round_leaves_more_pages_than_it_may_make_to_the_report(
    shop: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "AT_ONCE", 3)
    folder = shop.workspace.folder
    (index,) = [
        each
        for each in rounds.one_round(shop.workspace, lambda *_: None).reports
        if each.endswith("/index.html") and "2026" in each
    ]
    assert not pages(shop).exists()
    assert "运行 workbook-crm report 即可更新" in (folder / index).read_text(encoding="utf-8")
    main(["--workspace", str(folder), "report", "--date", index.split("/")[1]])
    assert len(list(pages(shop).glob("*-*.html"))) == 4
    assert 'role="search"' in (folder / index).read_text(encoding="utf-8")


NASTY = "</script><script>document.title='owned'</script>\"'`\u2028=HYPERLINK(1)😀"
FOUND = (
    Mention("C-000001", "customers", "上海远航物流有限公司", None, "13812340001", "张三", "valid"),
    Mention("C-000012", "customers", "重慶長遠倉儲", None, "+1 212 555 7788", "李四", "valid"),
    Mention("O-000001", "opportunities", "三吨叉车", "上海远航物流有限公司", None, "张三", "won"),
    Mention("L-000001", "leads", NASTY, NASTY, NASTY, NASTY, "new"),
    Mention("L-000002", "leads", "Ann O'Neill", "ＡＢＣ Ltd", "13812349999", None, "new"),
)


@pytest.fixture(scope="module")
def list_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The list in a browser, from a folder as a share may call it."""
    page = tmp_path_factory.mktemp("共享 #1 50%") / "index.html"
    page.write_text(RecordPages(Language.ZH).records(FOUND), encoding="utf-8")
    with chromium() as browser:
        tab = browser.new_page()
        tab.goto(page.as_uri())
        yield tab


def found_in(tab: Any) -> list[str]:
    """The numbers of what was found, as they are shown."""
    return [each.text_content() for each in tab.query_selector_all("#results a")]


@needs_browser
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("C-000012", ["C-000012"]),
        ("c12", ["C-000012"]),
        ("远航", ["C-000001", "O-000001"]),
        ("遠航", ["C-000001", "O-000001"]),
        ("长远仓储", ["C-000012"]),
        ("340001", ["C-000001"]),
        ("138-1234-9999", ["L-000002"]),
        ("yhwl", ["C-000001", "O-000001"]),
        ("cqcy", ["C-000012"]),
        ("yuanhangwl", ["C-000001", "O-000001"]),
        ("abc", ["L-000002"]),
        ("o'neill", ["L-000002"]),
        ("张三 赢单", ["O-000001"]),
        ("=hyperlink(", ["L-000001"]),
        ("不存在", []),
        (".*", []),
    ],
)
def test_records_are_found_by_what_people_remember(list_page: Any, query: str, numbers: list[str]) -> None:
    list_page.fill("#q", query)
    assert sorted(found_in(list_page)) == numbers
    assert list_page.is_hidden("#all")


@needs_browser
def test_the_best_match_stands_first_and_an_empty_box_shows_the_list(list_page: Any) -> None:
    list_page.fill("#q", "远航")
    assert found_in(list_page) == ["C-000001", "O-000001"]
    assert list_page.text_content("#found") == "找到 2 条"
    list_page.fill("#q", " ")
    assert found_in(list_page) == []
    assert list_page.is_visible("#all")


@needs_browser
def test_a_search_can_be_linked_to(list_page: Any) -> None:
    list_page.goto(f"{list_page.url.partition('?')[0]}?q=%E9%87%8D%E5%BA%86")
    assert found_in(list_page) == ["C-000012"]


@needs_browser
def test_text_of_senders_never_runs_in_a_browser(list_page: Any) -> None:
    list_page.fill("#q", "script")
    assert found_in(list_page) == ["L-000001"]
    assert list_page.title() == "查找 客户、商机和线索"
    assert len(list_page.query_selector_all("script")) == 1


def test_the_list_is_whole_without_the_script() -> None:
    page = RecordPages(Language.EN).records(FOUND)
    assert page.index(">李四 <") < page.index(">张三 <") < page.index(">Unassigned <")
    assert all(f'href="{each.number}.html"' in page for each in FOUND)
    assert "<form" in page
    assert "hidden>" in page


def test_of_very_many_follow_ups_the_latest_are_told_and_the_others_counted(shop: Desk) -> None:
    rows = "".join(f"| O-000001 | 2026-01-01 | 电话 | 第{nth}次 | 张三 |\n" for nth in range(MOST_TOLD + 3))
    shop.take(f"# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 跟进人 |\n{rows}")
    write_record_pages(shop.workspace)
    told = text_of(shop, "O-000001")
    assert f"跟进记录 {MOST_TOLD + 3}" in told
    assert "还有 3 条没有列出，用 workbook-crm show O-000001 可以看到。" in told
    assert f"第{MOST_TOLD + 2}次" in told
    assert "第2次" not in told
