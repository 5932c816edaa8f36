#!/usr/bin/env bash
# Builds the C reference with gcc and the benchmarks in Release, runs both in turn, and prints median times and ratios
# (C time / our time: above 1 is faster than C). Usage: compare.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-9}
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
gcc -O3 -march=native -ffast-math -o "$bin/c" reference/one_trajectory.c -lm
dotnet build -c Release -v q --nologo >&2
ours=bin/Release/net10.0/ModelLang.Benchmarks

median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
range() { sort -g | awk 'NR == 1 { a = $1 } { b = $1 } END { printf "%.2f..%.2f", a, b }'; }

printf '%-28s %10s %10s %8s %14s   %s\n' 'one trajectory, RK4' 'C ns/step' 'ns/step' 'ratio' 'spread' 'final states'
for work in qif wilson_cowan; do
  : >"$bin/pairs"
  for ((i = 0; i < rounds; i++)); do
    c=$("$bin/c" "$work"); m=$("$ours" "$work")
    echo "$c $m" >>"$bin/pairs"
  done
  ratios=$(awk '{ print $1 / $3 }' "$bin/pairs")
  printf '%-28s %10.2f %10.2f %8.2f %14s   %s\n' "$work" \
    "$(awk '{ print $1 }' "$bin/pairs" | median)" "$(awk '{ print $3 }' "$bin/pairs" | median)" \
    "$(median <<<"$ratios")" "$(range <<<"$ratios")" "$(awk 'NR == 1 { print "C " $2 ", ours " $4 }' "$bin/pairs")"
done

"$ours" latency warm >/dev/null
for kind in cold warm; do
  for ((i = 0; i < rounds; i++)); do "$ours" latency "$kind"; done >"$bin/latency"
  printf 'text to first sample, %s: %s ms from process start, %s ms in the process (medians of %s)\n' "$kind" \
    "$(awk '{ print $1 }' "$bin/latency" | median)" "$(awk '{ print $2 }' "$bin/latency" | median)" "$rounds"
done
