#!/usr/bin/env bash
# Builds the C reference with gcc and the benchmarks in Release, runs both in turn, and prints median times and ratios
# (C time / our time: above 1 is faster than C). Usage: compare.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-9}
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
gcc -O3 -march=native -ffast-math -o "$bin/c" reference/one_trajectory.c -lm
gcc -O3 -march=native -ffast-math -o "$bin/network" reference/network.c -lm
dotnet build -c Release -v q --nologo >&2
ours=bin/Release/net10.0/ModelLang.Benchmarks

median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
range() { sort -g | awk 'NR == 1 { a = $1 } { b = $1 } END { printf "%.2f..%.2f", a, b }'; }

# row NAME C-PROGRAM ARGUMENTS...: runs both in turn and prints one line of a table.
row() {
  local name=$1 reference=$2 i ratios
  shift 2
  : >"$bin/pairs"
  for ((i = 0; i < rounds; i++)); do
    echo "$("$reference" "$@") $("$ours" "$@")" >>"$bin/pairs"
  done
  ratios=$(awk '{ print $1 / $3 }' "$bin/pairs")
  printf '%-34s %10.2f %10.2f %8.2f %14s   %s\n' "$name" \
    "$(awk '{ print $1 }' "$bin/pairs" | median)" "$(awk '{ print $3 }' "$bin/pairs" | median)" \
    "$(median <<<"$ratios")" "$(range <<<"$ratios")" "$(awk 'NR == 1 { print "C " $2 ", ours " $4 }' "$bin/pairs")"
}

heading() { printf '%-34s %10s %10s %8s %14s   %s\n' "$1" "C $2" "$2" 'ratio' 'spread' "$3"; }

heading 'one trajectory, RK4' 'ns/step' 'final states'
row 'qif' "$bin/c" qif
row 'wilson_cowan' "$bin/c" wilson_cowan
MODELLANG_THREADS=1 row 'qif, 100 units, dense, Heun' "$bin/c" qif_network

export MODELLANG_THREADS=1
heading 'weights times sources, 1 thread' 'us' 'sums of the result'
row 'dense, 100 units' "$bin/network" dense 100 100000
row 'dense, 998 units' "$bin/network" dense 998 1000
row 'sparse, 10,000 units of 100 sources' "$bin/network" sparse 10000 500
row 'a delay each, 998 units' "$bin/network" delayed 998 50
unset MODELLANG_THREADS

echo 'uncoupled QIF mean fields, rk4'
for threads in 1 2; do for units in 1000 100000 1000000; do echo "  $threads thread(s) $(MODELLANG_THREADS=$threads "$ours" population $units)"; done; done
echo 'from text to C#'
"$ours" population

"$ours" latency warm >/dev/null
for kind in cold warm; do
  for ((i = 0; i < rounds; i++)); do "$ours" latency "$kind"; done >"$bin/latency"
  printf 'text to first sample, %s: %s ms from process start, %s ms in the process (medians of %s)\n' "$kind" \
    "$(awk '{ print $1 }' "$bin/latency" | median)" "$(awk '{ print $2 }' "$bin/latency" | median)" "$rounds"
done
