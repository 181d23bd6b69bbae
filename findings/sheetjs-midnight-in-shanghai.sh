#!/usr/bin/env bash
# SheetJS (npm xlsx 0.18.5) writes a local midnight 43 seconds late where the time zone is Asia/Shanghai, so that a
# day becomes a day with a time in whatever reads it. In UTC it does not. (43 s is the odd part of Shanghai's mean
# time, 8:05:43, by which JavaScript counts days before 1901.)
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env && env/bin/pip install -q python-calamine==0.9.1 2>/dev/null
npm install --silent --no-save xlsx@0.18.5 >/dev/null
cat > it.js <<'JS'
const X = require("xlsx"), book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([[new Date(2026, 11, 3)]]), "S");
X.writeFile(book, "it.xlsx");
JS
cat > it.py <<'PY'
from python_calamine import CalamineWorkbook
print(CalamineWorkbook.from_path("it.xlsx").get_sheet_by_index(0).to_python())
PY
seen=$(for zone in UTC Asia/Shanghai; do TZ=$zone node it.js && env/bin/python it.py; done)
expected="[[datetime.date(2026, 12, 3)]]
[[datetime.datetime(2026, 12, 3, 0, 0, 43)]]"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
