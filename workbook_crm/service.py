"""What a machine has to be told to keep `watch` running, as text: a unit of systemd, a task of Windows. Pure.

Sources: systemd.service(5), systemd.syntax(7), Quoting and Specifiers; Microsoft, Task Scheduler Schema.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from xml.sax.saxutils import escape

from workbook_crm.model.file_names import file_name_of_person
from workbook_crm.model.language import Name


class For(StrEnum):
    """What keeps it running."""

    SYSTEMD = "systemd"
    WINDOWS = "windows"


@dataclass(frozen=True, slots=True)
class Service:
    """Which program is kept running, where, and as whom."""

    program: Sequence[str]
    """The Python and what it is told to run, without the workspace."""
    workspace: PurePath
    user: str
    """An account of the machine; empty for the one that Windows has for services."""

    @property
    def arguments(self) -> tuple[str, ...]:
        return (*self.program[1:], "--workspace", str(self.workspace), "watch")

    @property
    def name(self) -> str:
        """What the machine knows it by; a plain word on every system."""
        return "workbook-crm-" + re.sub(r"[\s@%]", "-", file_name_of_person(self.workspace.name or "shop"))


_UNIT = """\
# Keeps workbook-crm watch running for {comment}
[Unit]
Description=workbook_crm watching {description}
RequiresMountsFor={mounts}
After=local-fs.target remote-fs.target
StartLimitIntervalSec=300
StartLimitBurst=20

[Service]
Type=simple
User={user}
UMask=0007
WorkingDirectory={folder}
ExecStart={command}
# The process that decides gets the signal and finishes the file in hand; its reader ends with it.
KillMode=mixed
TimeoutStopSec=180
# Safe at any time: what was under way is finished at the next start.
Restart=always
RestartSec=5
# Settings that cannot be read, and a folder that is no workspace (2), are for a person to mend.
RestartPreventExitStatus=2
MemoryMax=4G
Nice=5
NoNewPrivileges=yes
ProtectSystem=full
PrivateTmp=yes

[Install]
WantedBy=multi-user.target
"""


def systemd_unit(service: Service) -> str:
    """The text of a .service file."""
    folder = str(service.workspace)
    return _UNIT.format(
        comment=_one_line(folder),
        description=_one_line(folder).replace("%", "%%"),
        mounts=_quoted(folder),
        user=service.user,
        folder=_one_line(folder).replace("%", "%%"),
        command=" ".join(
            _quoted(each).replace("$", "$$") for each in (service.program[0], *service.arguments)
        ),
    )


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _quoted(text: str) -> str:
    """One word of a setting, whatever is in it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("%", "%%")
    return f'"{plain}"'


_SYSTEM = "S-1-5-18"
"""The account LocalSystem, in every language of Windows (Microsoft, "Well-known SIDs")."""
_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{description}</Description>
  </RegistrationInfo>
  <Triggers>
    <BootTrigger>
      <Enabled>true</Enabled>
    </BootTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{user}</UserId>{logon}
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def windows_task(service: Service) -> str:
    """The XML of a task that starts with the machine, without a limit of time."""
    return _TASK.format(
        description=escape(f"workbook_crm watching {service.workspace}"),
        user=escape(service.user or _SYSTEM),
        logon="\n      <LogonType>Password</LogonType>" if service.user else "",
        command=escape(service.program[0]),
        arguments=escape(" ".join(_windows_quoted(each) for each in service.arguments)),
        folder=escape(str(service.workspace)),
    )


def _windows_quoted(text: str) -> str:
    """One argument of a command line (Microsoft, "Parsing C command-line arguments")."""
    if text and not re.search(r'[\s"]', text):
        return text
    doubled = re.sub(r'(\\*)("|$)', lambda found: found[1] * 2 + ("\\" + found[2] if found[2] else ""), text)
    return f'"{doubled}"'


def content_of(service: Service, kind: For) -> bytes:
    """The file as each of them reads it."""
    if kind is For.WINDOWS:
        return windows_task(service).replace("\n", "\r\n").encode("utf-16")
    return systemd_unit(service).encode()


def file_of(service: Service, kind: For) -> str:
    """The name of the file."""
    return f"{service.name}.{'xml' if kind is For.WINDOWS else 'service'}"


STEPS = {
    For.SYSTEMD: Name(
        "接着以管理员身份运行：\n"
        '  sudo cp "{path}" /etc/systemd/system/\n'
        '  sudo systemctl daemon-reload\n  sudo systemctl enable --now "{name}.service"\n'
        "看它是否正常：workbook-crm status；停止：sudo systemctl stop {name}",
        "Then, as an administrator:\n"
        '  sudo cp "{path}" /etc/systemd/system/\n'
        '  sudo systemctl daemon-reload\n  sudo systemctl enable --now "{name}.service"\n'
        "How it is: workbook-crm status. To stop it: sudo systemctl stop {name}",
    ),
    For.WINDOWS: Name(
        "接着在“以管理员身份运行”的命令提示符里：\n"
        '  schtasks /create /tn "{name}" /xml "{path}"\n  schtasks /run /tn "{name}"\n'
        "看它是否正常：workbook-crm status；停止：schtasks /end /tn {name}",
        "Then, in a command prompt that was started with “Run as administrator”:\n"
        '  schtasks /create /tn "{name}" /xml "{path}"\n  schtasks /run /tn "{name}"\n'
        "How it is: workbook-crm status. To stop it: schtasks /end /tn {name}",
    ),
}
