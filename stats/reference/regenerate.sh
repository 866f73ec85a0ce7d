#!/usr/bin/env bash
# Asks R for every reference value again. Needs Debian's packages (the last figures came from R 4.2, bookworm):
#   apt-get install --no-install-recommends r-base-core r-cran-jsonlite r-cran-digest r-cran-lme4 r-cran-ordinal r-cran-psych \
#     r-cran-vcd r-cran-survival r-cran-erm r-cran-mass r-cran-metafor r-cran-clubsandwich r-cran-coin r-cran-lavaan \
#     r-cran-mvtnorm r-cran-sandwich
# Usage: stats/reference/regenerate.sh [NAME…]
set -euo pipefail
cd "$(dirname "$0")"
names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  for script in *.R; do [ "$script" = write.R ] || names+=("${script%.R}"); done
fi
for name in "${names[@]}"; do
  echo "$name"
  Rscript --vanilla "$name.R" > /dev/null
done
