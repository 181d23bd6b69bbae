#!/usr/bin/env bash
# SheetJS (npm xlsx 0.18.5) writes .xlsb cells that do not say their column; python-calamine 0.9.1 leaves them out
# without an error: of a row of three cells the first one stays. pyxlsb 1.0.10 gives the cells and no value.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env && env/bin/pip install -q python-calamine==0.9.1 pyxlsb==1.0.10 2>/dev/null
npm install --silent --no-save xlsx@0.18.5 >/dev/null
node -e '
const X = require("xlsx"), book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([["name", "phone", "note"], ["Keller", 5550101, "calls back"]]), "S");
X.writeFile(book, "it.xlsb");'
cat > it.py <<'PY'
import pyxlsb
from python_calamine import CalamineWorkbook
print("calamine", CalamineWorkbook.from_path("it.xlsb").get_sheet_by_index(0).to_python())
with pyxlsb.open_workbook("it.xlsb") as book:
    print("pyxlsb", [[cell.v for cell in row] for row in book.get_sheet(1).rows()])
PY
seen=$(env/bin/python it.py)
expected="calamine [['name'], ['Keller']]
pyxlsb [[None, None, None], [None, None, None]]"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
