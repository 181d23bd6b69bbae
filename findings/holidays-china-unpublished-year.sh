#!/usr/bin/env bash
# holidays 0.109 gives mainland China's days off for a year whose arrangement has not been published: for 2027 its guess
# by the general rule, with not one working weekend, and no sign that it is a guess. For 2026 it knows the arrangement.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env && env/bin/pip install -q holidays==0.109 2>/dev/null
cat > it.py <<'PY'
import holidays
for year in (2026, 2027):
    china = holidays.CN(years=year)
    worked = sum(day.year == year for day in china.weekend_workdays)
    print(year, f"worked weekends: {worked};", *(day.isoformat() for day in sorted(china) if day.month == 2))
PY
seen=$(env/bin/python it.py)
expected="2026 worked weekends: 6; 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23
2027 worked weekends: 0; 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-02-09 2027-02-10"
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed; it was:\n%s\n' "$expected"; exit 1; }
