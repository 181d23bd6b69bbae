#!/usr/bin/env bash
# python-calamine 0.9.1 gives an .ods duration below 24 hours as a time and a longer or a negative one as its ISO 8601
# text, in one and the same column. (An .xlsx duration format gives a timedelta for each.)
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env && env/bin/pip install -q python-calamine==0.9.1 2>/dev/null
cat > it.py <<'PY'
import io, zipfile
from python_calamine import CalamineWorkbook
NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
def read(cells):
    content = (
        f'<office:document-content xmlns:office="{NAMES}office:1.0" xmlns:text="{NAMES}text:1.0" '
        f'xmlns:table="{NAMES}table:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<m:manifest xmlns:m="{NAMES}manifest:1.0" m:version="1.2"><m:file-entry m:full-path="/" '
        'm:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()
time = '<table:table-cell office:value-type="time" office:time-value="{}"><text:p>x</text:p></table:table-cell>'
print(read("".join(map(time.format, ("PT10H03M00S", "PT26H03M00S", "-PT01H00M00S")))))
PY
seen=$(env/bin/python it.py)
expected="[[datetime.time(10, 3), 'PT26H03M00S', '-PT01H00M00S']]"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
