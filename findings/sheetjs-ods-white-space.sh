#!/usr/bin/env bash
# SheetJS (npm xlsx 0.18.5) writes .ods with blanks between the elements of a row; python-calamine 0.9.1 refuses the
# whole workbook for them ("Expecting 'table-cell', found 'Text(..."). White space there means nothing in XML of this
# kind (OpenDocument 1.2 part 1, 3.17), and odfpy 1.4.1 reads the file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env && env/bin/pip install -q python-calamine==0.9.1 odfpy==1.4.1 2>/dev/null
npm install --silent --no-save xlsx@0.18.5 >/dev/null
node -e '
const X = require("xlsx"), book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([["name", "phone"], ["Keller", "5550101"]]), "S");
X.writeFile(book, "it.ods");'
cat > it.py <<'PY'
from odf import opendocument, table, teletype
from python_calamine import CalamineError, CalamineWorkbook
try:
    print("calamine", CalamineWorkbook.from_path("it.ods").get_sheet_by_index(0).to_python())
except CalamineError as error:
    print("calamine", str(error)[:43])
cells = opendocument.load("it.ods").getElementsByType(table.TableCell)
print("odfpy", [teletype.extractText(cell) for cell in cells])
PY
seen=$(env/bin/python it.py)
expected="calamine Expecting 'table-cell', found 'Text(BytesTe
odfpy ['name', 'phone', 'Keller', '5550101']"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
