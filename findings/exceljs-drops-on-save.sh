#!/usr/bin/env bash
# exceljs 4.4.0 opens and saves a workbook, and these are gone: the note on a cell without a value, the authors of
# notes, custom document properties, defined names that hold a constant. What stays: the note on a filled cell and the
# name that points to a cell.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env && env/bin/pip install -q openpyxl==3.1.5 XlsxWriter==3.3.1 2>/dev/null
npm install --silent --no-save exceljs@4.4.0 >/dev/null 2>&1
cat > make.py <<'PY'
import xlsxwriter
with xlsxwriter.Workbook("it.xlsx") as book:
    sheet = book.add_worksheet("S")
    sheet.write("A1", "name")
    sheet.write_comment("A1", "on a word", {"author": "Clerk"})
    sheet.write_comment("B1", "on a blank", {"author": "Clerk"})
    book.define_name("rate", "=0.13")
    book.define_name("first", "=S!$A$1")
    book.set_custom_property("stamp", "abc")
PY
cat > save.js <<'JS'
const book = new (require("exceljs").Workbook)();
book.xlsx.readFile("it.xlsx").then(() => book.xlsx.writeFile("saved.xlsx"));
JS
cat > it.py <<'PY'
import openpyxl
for name in ("it.xlsx", "saved.xlsx"):
    book = openpyxl.load_workbook(name)
    notes = [cell.comment and (cell.comment.text, cell.comment.author) for cell in book.active[1]]
    print(name, notes, sorted(book.defined_names), [each.name for each in book.custom_doc_props.props])
PY
env/bin/python make.py && node save.js
seen=$(env/bin/python it.py)
expected="it.xlsx [('on a word', 'Clerk'), ('on a blank', 'Clerk')] ['first', 'rate'] ['stamp']
saved.xlsx [('on a word', 'Author')] ['first'] []"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
