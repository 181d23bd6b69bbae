#!/usr/bin/env bash
# zhconv 1.4.3 changes people's names that are Simplified Chinese already: the surname-and-name 王乾 becomes 王干, 钱锺书
# becomes 钱钟书, while 乾隆 stays. So a text cannot be "made Simplified" to compare it without merging two people.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env && env/bin/pip install -q zhconv==1.4.3 2>/dev/null
cat > it.py <<'PY'
import zhconv
print([zhconv.convert(name, "zh-cn") for name in ("王乾", "钱锺书", "乾隆", "王伟")])
PY
seen=$(env/bin/python it.py 2>/dev/null)
expected="['王干', '钱钟书', '乾隆', '王伟']"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
