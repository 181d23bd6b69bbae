#!/usr/bin/env bash
# cn2an 0.5.24 reads 一万二 (12,000), 廿五 (25) and 0.5万, but not 一点五万 (15,000, as amounts are said) nor 卅 (30): these
# raise ValueError in every mode.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env && env/bin/pip install -q cn2an==0.5.24 2>/dev/null
cat > it.py <<'PY'
import cn2an
for text in ("一万二", "廿五", "0.5万", "一点五万", "卅"):
    found = []
    for mode in ("smart", "normal", "strict"):
        try:
            found.append(cn2an.cn2an(text, mode))
        except ValueError:
            found.append(None)
    print(text, *found)
PY
seen=$(env/bin/python it.py)
expected="一万二 12000 12000 None
廿五 25 25 25
0.5万 5000 None None
一点五万 None None None
卅 None None None"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
