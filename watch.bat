@echo off
rem Double-click: takes in whatever comes, until this window is closed. 双击：一直运行，来一个文件处理一个。
call "%~dp0run.bat" watch
