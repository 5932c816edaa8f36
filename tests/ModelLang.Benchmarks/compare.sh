#!/usr/bin/env bash
# Builds the C references with gcc and the benchmarks in Release, runs both in turn, and prints medians, the median of the ratios C time / ours (above 1 is
# faster than C) with its spread, and whether the target is met; then how times grow with cores and states, and the latency of compilation.
# Times are processor time, so that other work on the machine counts little. Usage: compare.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-9}
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
gcc -O3 -march=native -ffast-math -o "$bin/trajectories" reference/trajectories.c -lm
gcc -O3 -march=native -ffast-math -o "$bin/network" reference/network.c -lm
dotnet build -c Release -v q --nologo >&2
ours=bin/Release/net10.0/ModelLang.Benchmarks

median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
range() { sort -g | awk 'NR == 1 { a = $1 } { b = $1 } END { printf "%.2f..%.2f", a, b }'; }

# row NAME TARGET C-PROGRAM ARGUMENTS...: runs both in turn and prints one line of a table.
row() {
  local name=$1 target=$2 reference=$3 i ratios ratio
  shift 3
  : >"$bin/pairs"
  for ((i = 0; i < rounds; i++)); do
    echo "$("$reference" "$@") $("$ours" "$@")" >>"$bin/pairs"
  done
  ratios=$(awk '{ print $1 / $3 }' "$bin/pairs")
  ratio=$(median <<<"$ratios")
  printf '%-36s %6s %10.2f %10.2f %8.2f %14s %5s   %s\n' "$name" "$target" \
    "$(awk '{ print $1 }' "$bin/pairs" | median)" "$(awk '{ print $3 }' "$bin/pairs" | median)" "$ratio" "$(range <<<"$ratios")" \
    "$(awk -v r="$ratio" -v t="$target" 'BEGIN { print (t == "-" ? "-" : (r >= t ? "yes" : "no")) }')" \
    "$(awk 'NR == 1 { print "C " $2 ", ours " $4 }' "$bin/pairs")"
}

heading() { printf '\n%-36s %6s %10s %10s %8s %14s %5s   %s\n' "$1" 'target' "C $2" "$2" 'ratio' 'spread' 'met' "$3"; }

export MODELLANG_THREADS=1
heading 'one trajectory' 'ns/step' 'final states'
row 'polynomial: QIF, rk4' 1.0 "$bin/trajectories" qif
row 'transcendental: Wilson-Cowan, rk4' 1.0 "$bin/trajectories" wilson_cowan
row 'dense network: 100 QIF, Heun' 0.9 "$bin/trajectories" qif_network

heading 'ensemble of 10,000 points' 'ns/step' 'final states'
row 'polynomial: QIF over eta, rk4' 1.2 "$bin/trajectories" qif_sweep
row 'transcendental: Wilson-Cowan over w' 1.5 "$bin/trajectories" wilson_cowan_sweep

heading 'weights times sources' 'us' 'sums of the result'
row 'dense, 100 units' - "$bin/network" dense 100 100000
row 'dense, 998 units' - "$bin/network" dense 998 1000
row 'sparse, 10,000 units of 100 sources' - "$bin/network" sparse 10000 500
row 'a delay each, 998 units' - "$bin/network" delayed 998 50
unset MODELLANG_THREADS

echo; echo 'ensemble of 10,000 Wilson-Cowan points by threads'
"$ours" cores
echo; echo 'one trajectory by number of states: ring of Wilson-Cowan units, rk4'
"$ours" states
echo; echo 'uncoupled QIF mean fields by number of units, rk4'
for threads in 1 2; do for units in 1000 100000 1000000; do echo "  $threads thread(s) $(MODELLANG_THREADS=$threads "$ours" population $units)"; done; done
echo; echo 'emitted code optimised at once, and tiered'
for work in qif wilson_cowan; do echo "$work"; "$ours" tiering $work; done
echo; echo 'from text to C#, once warm'
"$ours" population

echo; echo 'ms of a cold start: process, front end, C# compiler, both again, load and first sample'
for ((i = 0; i < rounds; i++)); do "$ours" latency phases; done >"$bin/latency"
for column in 1 2 3 4 5; do awk -v c=$column '{ print $c }' "$bin/latency" | median; done | paste -sd ' '
"$ours" latency warm >/dev/null
for kind in cold warm; do
  for ((i = 0; i < rounds; i++)); do "$ours" latency "$kind"; done >"$bin/latency"
  printf 'text to first sample, %s: %s ms from process start, %s ms in the process (medians of %s)\n' "$kind" \
    "$(awk '{ print $1 }' "$bin/latency" | median)" "$(awk '{ print $2 }' "$bin/latency" | median)" "$rounds"
done
