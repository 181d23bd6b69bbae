@echo off
rem Double-click: takes in all that lies in inbox, once. 双击：处理一遍 inbox 里的文件。
rem The first time it sets itself up. `run.bat doctor`, `run.bat find TEXT` and so on work too.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
if exist ".venv\user" goto ready
echo Setting up, this first time only (about 50 MB to download, a minute or two) ...
echo 第一次运行：正在安装程序需要的组件（下载约 50 MB，要一两分钟）……
py -3 -m venv ".venv" || goto nopython
".venv\Scripts\python" -m pip install --require-hashes -r "requirements.lock" || goto failed
type nul > ".venv\user"
:ready
if not exist "workbook_crm.toml" ".venv\Scripts\python" -m workbook_crm init . || goto failed
if "%~1"=="" (
  ".venv\Scripts\python" -m workbook_crm run
) else (
  ".venv\Scripts\python" -m workbook_crm %*
)
set code=%errorlevel%
if "%~1"=="" pause
exit /b %code%
:nopython
echo Python 3.11 or newer is missing: get it from python.org. 请先从 python.org 安装 Python 3.11 或更新的版本。
pause
exit /b 2
:failed
echo This did not work; see above, and start it again. 没有成功，原因见上面；可以再运行一次。
pause
exit /b 4
