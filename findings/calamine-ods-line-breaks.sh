#!/usr/bin/env bash
# python-calamine 0.9.1 joins the lines of an .ods cell: <text:line-break/> and <text:tab/> give nothing at all,
# though <text:s text:c="3"/> gives its blanks. OpenDocument 1.2 part 1, 6.1.4 and 6.1.5: a tab and a line break are text.
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
text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
print(read("".join(map(text.format, ("one<text:line-break/>two", "a<text:tab/>b", 'a<text:s text:c="3"/>b')))))
PY
seen=$(env/bin/python it.py)
expected="[['onetwo', 'ab', 'a   b']]"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
