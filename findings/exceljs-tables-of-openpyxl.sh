#!/usr/bin/env bash
# exceljs 4.4.0 opens a workbook with a table that openpyxl 3.1.5 wrote: it cannot, and raises a TypeError. The same
# workbook opens once the relationship to the table is written relative to the sheet ("../tables/table1.xml") and not
# from the root of the package ("/xl/tables/table1.xml"); ISO/IEC 29500-2 allows both.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env && env/bin/pip install -q openpyxl==3.1.5 2>/dev/null
npm install --silent --no-save exceljs@4.4.0 >/dev/null 2>&1
cat > make.py <<'PY'
import zipfile
from openpyxl import Workbook
from openpyxl.worksheet.table import Table
book = Workbook()
for row in (("name", "phone"), ("Ann", "5550100")):
    book.active.append(row)
book.active.add_table(Table(displayName="People", ref="A1:B2"))
book.save("rooted.xlsx")
with zipfile.ZipFile("rooted.xlsx") as old, zipfile.ZipFile("relative.xlsx", "w") as new:
    for part in old.namelist():
        new.writestr(part, old.read(part).replace(b'"/xl/tables/', b'"../tables/'))
PY
cat > open.js <<'JS'
const { Workbook } = require("exceljs");
(async () => {
  for (const name of ["rooted.xlsx", "relative.xlsx"]) {
    const book = new Workbook();
    try {
      await book.xlsx.readFile(name);
      console.log(name, "opened,", book.worksheets[0].getTables().length, "table");
    } catch (error) {
      console.log(name, error.constructor.name, error.message);
    }
  }
})();
JS
env/bin/python make.py
seen=$(node open.js)
expected="rooted.xlsx TypeError Cannot read properties of undefined (reading 'name')
relative.xlsx opened, 1 table"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
