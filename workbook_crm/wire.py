"""The only place where real stores, folders and clocks are built."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbook_crm.arrive.clock import ZoneClock
from workbook_crm.arrive.folder import Inbox
from workbook_crm.arrive.lock import Ownership, owned
from workbook_crm.arrive.mail.trust import by_address
from workbook_crm.arrive.names import owner_files
from workbook_crm.arrive.patience import Patience
from workbook_crm.arrive.shares import Shares, network_of
from workbook_crm.beside import beside
from workbook_crm.edges import Edges, Original
from workbook_crm.failures import UnsoundStoreError, UsageError, never_print
from workbook_crm.journal import Journal
from workbook_crm.merge.soundness import Fault, remember, store_fault
from workbook_crm.model.brand import Look
from workbook_crm.model.language import Language, Name
from workbook_crm.model.letter import Letter
from workbook_crm.model.mishaps import in_words
from workbook_crm.model.options import Choice
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.run import Arrival
from workbook_crm.model.settings import Settings
from workbook_crm.model.vocabulary import Vocabulary, vocabulary
from workbook_crm.post import Post
from workbook_crm.report.logo import fault_of
from workbook_crm.send.outbox import Outbox
from workbook_crm.settings_file import SETTINGS_FILE, read_settings

if TYPE_CHECKING:
    from workbook_crm.arrive.sandbox import Sandbox
    from workbook_crm.merge.store import Store
    from workbook_crm.report.own_templates import OwnTemplates, TemplateFault

DATABASE_FILE = "workbook_crm.db"
LOG_FILE = "work/log.txt"
"""Where `watch` logs to, if the settings do not say."""
_MISPLACED = Name(
    "数据库 {file} 在网络文件系统（{kind}）上，多台机器会把它写坏，所以没有打开。\n"
    "把工作区放在本机磁盘上，只把 inbox 和 outbox 放在共享上；或改用 PostgreSQL（设置 store.url）。",
    "The store {file} is on a network file system ({kind}), which would damage it; it was not opened.\n"
    "Keep the workspace on a local disk, only inbox and outbox on the share; or use PostgreSQL (store.url).",
)
_NO_DRIVER = Name(
    "设置 store.url 要用的数据库驱动 {name} 没有安装；请运行：pip install workbook-crm[postgres]",
    "The database driver {name}, which store.url needs, is missing; run: pip install workbook-crm[postgres]",
)
_BAD_ADDRESS = Name(
    "设置 store.url 的地址用不了（{server}）：请核对驱动名、服务器、端口、库名和问号后面的选项。",
    "The address in the setting store.url cannot be used ({server}): check driver, server, port, database "
    "and the options after the question mark.",
)
_UNSOUND = {
    Fault.MISSING: Name(
        "数据库 {file} 不见了，而这个工作区以前收过文件，所以什么都没有写。",
        "The store {file} is gone, but files were taken in here before; nothing was written.",
    ),
    Fault.EMPTY: Name(
        "数据库 {file} 是空的，而这个工作区以前收过文件，所以什么都没有写。",
        "The store {file} is empty, but files were taken in here before; nothing was written.",
    ),
    Fault.FOREIGN: Name(
        "{file} 是别的程序的数据库，不是本程序的，所以什么都没有写。",
        "The store {file} is another program's database; nothing was written.",
    ),
    Fault.DAMAGED: Name(
        "数据库 {file} 损坏了（{found}），所以什么都没有写。",
        "The store {file} is damaged ({found}); nothing was written.",
    ),
}
_BRING_BACK = Name(
    "先把正在运行的程序停下，再恢复备份：\n    workbook-crm restore {backup}\n"
    "如果真要从头开始（以前的记录和编号都不要了）：workbook-crm run --new-store",
    "Stop whatever runs, and bring a backup back:\n    workbook-crm restore {backup}\n"
    "If this is really meant to begin anew, without the records and numbers there were: "
    "workbook-crm run --new-store",
)
_PROBLEM = Name("{problem}\n{advice}", "{problem}\n{advice}")
_NO_WORKSPACE = Name(
    "{folder} 不是工作区：里面没有 workbook_crm.toml，没有数据库，也没有 inbox 文件夹。什么都没有做。\n"
    "请核对路径（--workspace）；要在这里新建工作区：workbook-crm init {folder}",
    "{folder} is no workspace: it has no workbook_crm.toml, no store and no folder inbox. Nothing was done.\n"
    "Check the path (--workspace); to make a workspace there: workbook-crm init {folder}",
)
_NO_FOLDER = Name(
    "没有 {folder} 这个文件夹。什么都没有做。\n"
    "请核对路径（--workspace）；要在那里新建工作区：workbook-crm init {folder}",
    "There is no folder {folder}. Nothing was done.\n"
    "Check the path (--workspace); to make a workspace there: workbook-crm init {folder}",
)
_IS_NOTHING = re.compile(r"\..*|lost\+found|desktop\.ini|Thumbs\.db|bug-.*\.txt", re.IGNORECASE)
"""What systems put into folders by themselves, and our own reports: a folder of these alone is empty."""
_A_BACKUP = Name("备份文件", "FILE")
FOLDERS = ("inbox", "outbox", "reports", "held", "archive", "work")


@dataclass(frozen=True)
class Workspace:
    """A folder that is a workspace, with its settings. What it opens is closed by `open_workspace`."""

    folder: Path
    settings: Settings
    _closing: ExitStack
    is_watching: bool = False
    """Events are logged, be no file named for them, and said on standard error in words."""

    @property
    def store_url(self) -> str:
        return self.settings.store.url or f"sqlite:///{self.folder / DATABASE_FILE}"

    @property
    def store_name(self) -> str:
        """The store as people are told of it: its file, or the server's address without user and password."""
        if self.database_file is not None:
            return self.database_file.name
        address = urlsplit(self.store_url)
        server = address.netloc.rpartition("@")[2]
        return f"PostgreSQL {server}{address.path}"

    @property
    def has_store(self) -> bool:
        """Whether anything was ever taken in (a store elsewhere is taken to exist)."""
        return self.settings.store.url is not None or (self.folder / DATABASE_FILE).exists()

    @property
    def is_there(self) -> bool:
        """Whether the folder is a workspace, or empty, so that it can become one by being used as one.

        It is one by its settings, its store, its inbox, or what was taken in; any other folder that holds
        something is somebody else's.
        """
        if not self.folder.is_dir():
            return False
        traces = (SETTINGS_FILE, DATABASE_FILE, "inbox")
        if self.settings.store.url or any(os.path.lexists(self.folder / each) for each in traces):
            return True
        return self.was_used or all(_IS_NOTHING.match(each.name) for each in self.folder.iterdir())

    def refuse_another_folder(self) -> None:
        """Raises UsageError where the folder is no workspace."""
        if not self.is_there:
            is_folder = self.folder.is_dir()
            raise UsageError(_NO_WORKSPACE if is_folder else _NO_FOLDER, folder=quoted(str(self.folder)))

    @property
    def own_templates(self) -> OwnTemplates | None:
        """The workspace's own templates, which come before ours; None where there are none."""
        folder = self.folder / "templates"
        if not folder.is_dir():
            return None
        from workbook_crm.report.own_templates import OwnTemplates  # Jinja is slow to import
        from workbook_crm.report.templates import is_own

        return OwnTemplates(folder, self._template_faults) if is_own(folder) else None

    @cached_property
    def _template_faults(self) -> dict[str, TemplateFault]:
        return {}

    @property
    def template_faults_file(self) -> Path:
        return self.folder / "work" / "template-faults.json"

    @property
    def calendars_file(self) -> Path:
        return self.folder / "work" / "calendars.json"

    @cached_property
    def look(self) -> Look:
        """The dealership's name, logo and colour; without the logo where that cannot be used."""
        brand, logo = self.settings.brand, self.logo
        return Look(brand.name or "", brand.colour, logo if isinstance(logo, bytes) else None)

    @cached_property
    def logo(self) -> bytes | Name | None:
        """The picture that the settings name, or why it cannot be used; None where they name none."""
        if not self.settings.brand.logo:
            return None
        try:
            logo = (self.folder / self.settings.brand.logo).read_bytes()
        except OSError as error:
            return in_words(error)
        return fault_of(logo) or logo

    @property
    def database_file(self) -> Path | None:
        """The store's file; None for a store on a database server."""
        prefix = "sqlite:///"
        path = self.store_url.partition("?")[0]  # behind it stand options of the driver, perhaps a secret
        return Path(path.removeprefix(prefix)) if path.startswith(prefix) else None

    @cached_property
    def misplaced_on(self) -> str:
        """The kind of network file system that the store's file lies on; empty where it is none."""
        file = self.database_file
        return network_of(file.parent) if file is not None else ""

    def refuse_misplaced_store(self) -> None:
        """Raises UsageError where the store's file lies on a network share."""
        if self.misplaced_on:
            raise UsageError(_MISPLACED, file=str(self.database_file), kind=self.misplaced_on)

    @property
    def was_used(self) -> bool:
        """Whether files of the workspace show that something was taken in, so that there was a store."""
        originals = (self.folder / "archive").glob("??/*")
        pages = (self.folder / "reports" / "records").glob("*.html")
        return next(originals, None) is not None or next(pages, None) is not None

    @cached_property
    def store_fault(self) -> tuple[Fault, str] | None:
        """What is wrong with the store's file, and SQLite's words for it; None where nothing is."""
        file = self.database_file
        if file is None or self.misplaced_on:
            return None
        return store_fault(file, self._soundness_note, lambda: self.was_used)

    @property
    def _soundness_note(self) -> Path:
        return self.folder / "work" / "store-sound.json"

    def store_advice(self) -> Name:
        """How to bring the store back, with the newest backup that lies near it."""
        from workbook_crm.merge.backup import newest_backup  # SQLAlchemy is slow to import

        assert self.database_file is not None
        backup = newest_backup(self.database_file)
        named = {language: str(backup) if backup else _A_BACKUP[language] for language in Language}
        return Name(*(_BRING_BACK[language].format(backup=quoted(named[language])) for language in Language))

    def store_problem(self) -> Name | None:
        """What is wrong with the store's file, in words; None where nothing is."""
        if self.store_fault is None:
            return None
        fault, found = self.store_fault
        facts = {"file": str(self.database_file), "found": found}
        return Name(*(_UNSOUND[fault][language].format(**facts) for language in Language))

    def refuse_unsound_store(self) -> None:
        """Raises UnsoundStoreError where the store is damaged, or gone from where it was."""
        problem = self.store_problem()
        if problem is not None:
            then = self.store_advice()
            raise UnsoundStoreError(_PROBLEM, problem=problem, advice=then)

    def begin_anew(self) -> Path | None:
        """Lets a new store be made where there is none to go on with; what is there is moved aside.

        Returns where that lies now. A sound store stays as it is.
        """
        from workbook_crm.merge.backup import set_aside  # SQLAlchemy is slow to import

        if self.store_fault is None or self.database_file is None:
            return None
        kept = self.database_file.with_name(
            f"{self.database_file.name}.{self.clock.now():%Y%m%d-%H%M%S}.unusable"
        )
        set_aside(self.database_file, kept)
        self.__dict__["store_fault"] = None
        _ = self.store  # made at once: whoever opens the workspace next finds a store
        return kept if kept.exists() else None

    def remember_store(self) -> None:
        """Has the state of the store's file noted when it is closed; asked for by who writes into it."""
        self.__dict__["_is_remembered"] = True

    def _note_store(self) -> None:
        if self.__dict__.get("_is_remembered") and self.database_file and self.database_file.exists():
            remember(self.database_file, self._soundness_note)

    @cached_property
    def clock(self) -> ZoneClock:
        return ZoneClock(self.settings.time_zone)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self.folder, self.clock.now, self.settings.limits.file_bytes)

    @cached_property
    def shares(self) -> Shares:
        return Shares(self.folder, self.settings.inbox.sentinel)

    @cached_property
    def journal(self) -> Journal:
        log, file = self.settings.log, self.settings.log.file
        if self.is_watching:
            file = file or LOG_FILE
        speaks = self.settings.language if self.is_watching else None
        return Journal(self.clock.now, log.format, self.folder / file if file else None, speaks=speaks)

    def patience(self, *, is_watching: bool) -> Patience:
        """What decides how long a file waits; `is_watching`: for quiet as well."""
        return Patience(
            self.folder / "work" / "seen.json",
            self.settings.inbox,
            self.settings.limits.file_bytes,
            is_watching=is_watching,
            time_s=time.time,
            ticks_s=time.monotonic,
        )

    def owned(self, command: str) -> AbstractContextManager[Ownership]:
        """Nobody else takes files in meanwhile. Raises WorkspaceTakenError where somebody does."""
        return owned(self.lock_file, command, self.clock.now())

    @property
    def heartbeat_file(self) -> Path:
        return self.folder / "work" / "heartbeat.json"

    @property
    def lock_file(self) -> Path:
        return self.folder / "work" / "lock"

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.folder, self.shares.is_there, self._is_open)

    def _is_open(self, file: Path) -> bool:
        """Whether a file lies beside it that says so, unless that is a leftover of a crash."""
        for owner in (file.with_name(name) for name in owner_files(file.name)):
            with suppress(OSError):
                if time.time() - owner.lstat().st_mtime < self.settings.inbox.open_s:
                    return True
        return False

    @cached_property
    def store(self) -> Store:
        from workbook_crm.merge.database import UnusableAddressError
        from workbook_crm.merge.store import Store  # SQLAlchemy is slow to import

        self.refuse_misplaced_store()
        self.refuse_unsound_store()
        self._closing.callback(self._note_store)
        try:
            store = Store(self.store_url, self.settings.currency_digits)
        except ModuleNotFoundError as error:
            raise UsageError(_NO_DRIVER, name=str(error.name)) from error
        except UnusableAddressError as error:
            raise UsageError(_BAD_ADDRESS, server=self.store_name) from error
        self._closing.callback(store.close)
        return store

    @cached_property
    def reader(self) -> Sandbox[RawWorkbook]:
        from workbook_crm.arrive.sandbox import Sandbox
        from workbook_crm.untrusted import get_ready, read_untrusted

        limits = self.settings.limits
        return self._closing.enter_context(
            Sandbox(
                partial(read_untrusted, max_bytes=limits.file_bytes),
                get_ready,
                memory_bytes=limits.memory_mb << 20,
                time_s=limits.time_s,
            )
        )

    @cached_property
    def mail_reader(self) -> Sandbox[Letter]:
        """What reads mails, in a process of its own and within the same limits; most workspaces need none."""
        from workbook_crm.arrive.sandbox import Sandbox
        from workbook_crm.untrusted import get_ready_for_mails, read_untrusted_mail

        limits = self.settings.limits
        return self._closing.enter_context(
            Sandbox(
                read_untrusted_mail,
                get_ready_for_mails,
                memory_bytes=limits.memory_mb << 20,
                time_s=limits.time_s,
            )
        )

    def people_by_mail(self) -> dict[str, tuple[str, ...]]:
        """Who works here, by each address that the Staff sheet has of them; who has left does not count."""
        if not self.has_store:
            return {}
        with self.store.reading() as queries:
            return by_address(each.record for each in queries.every("staff"))

    def vocabulary(self) -> Vocabulary:
        """The words of the trade and of this dealership, as settings and Choices sheet have them now."""
        return self.vocabulary_in(self.store) if self.has_store else self._vocabulary_of(())

    def vocabulary_in(self, store: Store) -> Vocabulary:
        """The same, as a store has them."""
        with store.reading() as queries:
            return self._vocabulary_of(queries.header_words())

    @cached_property
    def _vocabulary_of(self) -> Callable[[tuple[Choice, ...]], Vocabulary]:
        return lru_cache(maxsize=1)(lambda words: vocabulary(self.settings, words))

    @cached_property
    def edges(self) -> Edges:
        """Everything that the corridor may touch."""
        store, settings, original = self.store, self.settings, self.original
        return Edges(store, self.outbox, beside, self.clock, settings, self.vocabulary, original, self.post)

    @cached_property
    def post(self) -> Post | None:
        """Makes and keeps mails; None where the settings name no server for them."""
        out = self.settings.mail.out
        if out is None:
            return None
        folder = self.folder / "work" / "outgoing"
        return Post(folder, out, lambda: self.look, lambda: self.own_templates, self.clock.now)

    def original(self, arrival: Arrival) -> Original | None:
        """The bytes of an earlier arrival, read once more; None where they are kept no longer."""
        path = self.inbox.original(arrival)
        if path is None:
            self.journal.tell("original-gone", claim=arrival.token)
            return None
        content = path.read_bytes()
        return Original(content, *self.reader.read(content, arrival.file))

    def make_folders(self) -> None:
        """Makes the folders that are missing, but none in the place of a share that is."""
        for name in FOLDERS:
            if self.shares.is_there(name):
                (self.folder / name).mkdir(parents=True, exist_ok=True)


def quoted(path: str) -> str:
    """A path as one argument of a command line."""
    return f'"{path}"' if " " in path else path


@contextmanager
def open_workspace(
    folder: Path, language: Language | None = None, *, is_watching: bool = False
) -> Iterator[Workspace]:
    """The workspace in a folder; `language` overrides its setting. Raises UnreadableSettingsError."""
    with ExitStack() as closing:
        settings = read_settings(folder, language)
        never_print(settings.store.url)
        yield Workspace(folder, settings, closing, is_watching)
