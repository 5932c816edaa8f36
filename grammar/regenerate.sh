#!/usr/bin/env bash
# Regenerates the checked-in parser from the grammar files. Needs Java 11 or newer and npm.
#   grammar/regenerate.sh           writes src/ModelLang.Compiler/Syntax/Generated
#   grammar/regenerate.sh --check   fails when the checked-in files differ from what the grammar gives
set -euo pipefail

grammar="$(cd "$(dirname "$0")" && pwd)"
target="$grammar/../src/ModelLang.Compiler/Syntax/Generated"
jar="$grammar/tool/node_modules/antlr4ng-cli/antlr4-4.13.2-SNAPSHOT-complete.jar"
[ -f "$jar" ] || npm ci --prefix "$grammar/tool" --no-audit --no-fund

out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT

# Relative names keep machine paths out of the generated headers.
cd "$grammar"
for file in ModelLangLexer.g4 ModelLangParser.g4; do
  java -jar "$jar" -Werror -Dlanguage=CSharp -encoding UTF-8 -no-listener -no-visitor -Xexact-output-dir \
    -package ModelLang.Compiler.Syntax.Generated -lib "$out" -o "$out" "$file"
done
rm -f "$out"/*.interp "$out"/*.tokens
# The parser is no part of the public surface.
sed -i -e 's/\r$//' -e 's/^public partial class/internal partial class/' -e 's/[[:space:]]*$//' "$out"/*.cs

if [ "${1:-}" = "--check" ]; then
  diff -r "$out" "$target" && echo "The generated parser is up to date."
else
  mkdir -p "$target"
  cp "$out"/*.cs "$target"/
fi
