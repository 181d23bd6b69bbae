"""A password in the address of the store is told nobody, whatever the spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook_crm import cli, commands, failures
from workbook_crm.model.concealed import conceal, secrets_in, shown_address

SECRET = "Gehe1mes"
URLS = (
    f"postgres://user:{SECRET}@server/crm",
    f"POSTGRESQL://user:{SECRET}@server/crm",
    f"postgresql://user:{SECRET}@server:notaport/crm",
    f"postgresql://user:{SECRET}@server:99999999/crm",
    f"postgresql://user:{SECRET}",
    f"postgresql:/user:{SECRET}@server/crm",
    f"postgresql//user:{SECRET}@server/crm",
    f"user:{SECRET}@server/crm",
    f"postgresql+nodriver://user:{SECRET}@server/crm",
    f"postgresql://user:a/{SECRET}@server/crm",
    f"postgresql://user:a@{SECRET}@server/crm",
    f"postgresql://user:a {SECRET}@server/crm",
    f"postgresql://user:a#{SECRET}@server/crm",
    f"postgresql://user:%zz{SECRET}@server/crm",
    f"postgresql://user:{SECRET}%40x@127.0.0.1:1/crm",
    f"postgresql://:{SECRET}@127.0.0.1:1/crm",
    f"postgresql+psycopg://user:{SECRET}@127.0.0.1:1/crm",
    f"postgresql://127.0.0.1:1/crm?user=u&password={SECRET}",
    f"postgresql://127.0.0.1:1/crm?user=u&pasword={SECRET}",
    f"postgresql://127.0.0.1:1/crm?user=u&PASSWORD={SECRET}",
    f"postgres://server/crm?password={SECRET}",
    f"mysql://user:{SECRET}@server/crm",
    f"sqlite://user:{SECRET}@server/crm",
    f"{SECRET}",
)


def told(folder: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """Everything that commands print, and leave in files."""
    capfd.readouterr()
    for words in ("run", "status", "doctor", "receipts", "check x.xlsx", "backup x.db"):
        for options in ((), ("--json",), ("--language", "zh")):
            code = cli.main(["--workspace", str(folder), *options, *words.split()])
            assert code in (2, 3, 4, 70), code
    files = (
        each.read_text(encoding="utf-8", errors="replace") for each in folder.rglob("*") if each.is_file()
    )
    own = (folder / "workbook_crm.toml").read_text() if (folder / "workbook_crm.toml").exists() else ""
    return "".join(capfd.readouterr()) + "".join(files).replace(own, "")


@pytest.mark.parametrize("url", URLS, ids=range(len(URLS)))
def test_in_the_settings(tmp_path: Path, url: str, capfd: pytest.CaptureFixture[str]) -> None:
    log = '[log]\nfile = "work/log.txt"\n'
    (tmp_path / "workbook_crm.toml").write_text(f'[store]\nurl = "{url}"\n{log}')
    assert SECRET not in told(tmp_path, capfd)


@pytest.mark.parametrize("url", URLS, ids=range(len(URLS)))
@pytest.mark.parametrize(
    "line",
    ["store.url = {url}", 'store = "{url}"', "[store]\nurl = '{url}", '[store]\nurl = ["{url}"]', '[store]\nuri = "{url}"',
     'store.url = "x"\nstore.url = "{url}"'],
)  # fmt: skip
def test_in_settings_that_are_misspelt(
    tmp_path: Path, line: str, url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    if url == SECRET:
        pytest.skip("nothing shows that a word by itself is a secret")
    (tmp_path / "workbook_crm.toml").write_text(line.format(url=url))
    cli.main(["--workspace", str(tmp_path), "run"])
    assert SECRET not in "".join(capfd.readouterr())


@pytest.mark.parametrize("url", URLS, ids=range(len(URLS)))
@pytest.mark.parametrize("form", ["{url}", '{{"url": "{url}"}}', "{{url: {url}"])
def test_in_the_environment(
    tmp_path: Path, url: str, form: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "WORKBOOK_CRM_STORE__URL" if form == "{url}" else "WORKBOOK_CRM_STORE", form.format(url=url)
    )
    assert SECRET not in told(tmp_path, capfd)


def test_in_what_is_told_of_our_own_mistakes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A driver, or we, may quote the address or a part of it: in an error, or in the one behind it."""
    url = f"postgresql://user:{SECRET}%21@server/crm"
    (tmp_path / "workbook_crm.toml").write_text(f'[store]\nurl = "{url}"\n')

    def failing(*_: object) -> None:
        try:
            raise KeyError(f"cannot use {url}")
        except KeyError as error:
            raise RuntimeError(f"authentication of 'user' by '{SECRET}!' failed") from error

    monkeypatch.setitem(commands._COMMANDS, "status", failing)
    assert cli.main(["--workspace", str(tmp_path), "status"]) == 70
    (report,) = tmp_path.glob("bug-*.txt")
    assert "authentication of 'user' by" in report.read_text()
    assert SECRET not in report.read_text() + "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgres://u:s@h/d and more", "postgres://***@h/d and more"),
        ("connect to http://h:80/x", "connect to http://h:80/x"),
        ("postgres://u:s", "postgres://u:***"),
        ("{'password': 'a b', 'host': 'h'}", "{'password': ***, 'host': 'h'}"),
        ("host=h password=s port=1", "host=h password=*** port=1"),
        ("12:30 张三", "12:30 张三"),
        ("C:\\crm\\x.db", "C:\\crm\\x.db"),
    ],
)
def test_what_is_left_out_and_what_is_not(text: str, shown: str) -> None:
    assert conceal(text) == shown


def test_a_secret_that_is_known_is_left_out_as_a_word_and_not_as_a_part_of_one() -> None:
    secrets = secrets_in("postgresql://crm:crm@h/d?sslpassword=p%40q")
    assert conceal("crm.db workbook_crm crmx p@q", secrets) == "***.db workbook_crm crmx ***"


def test_an_address_without_a_secret_is_shown() -> None:
    assert shown_address("mysql://x/y") == "mysql://x/y"
    assert shown_address("postgres://u:s@x/y") == "postgres://***"
    assert failures.without_secrets("a 1") == "a 1"


def test_options_of_a_file_store_are_no_part_of_its_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}?key={SECRET}"
    (tmp_path / "workbook_crm.toml").write_text(f'[store]\nurl = "{url}"\n')
    for words in ("run", "run", "status", "doctor", "receipts", f"backup {tmp_path / 'x.db'}"):
        assert cli.main(["--workspace", str(tmp_path), *words.split()]) == 0, words
    assert SECRET not in "".join(capfd.readouterr())
    assert not [each.name for each in tmp_path.rglob("*") if SECRET in each.name]
