#!/bin/sh
# Runs every fuzz target of the plugin for the time given, such as 1m.
set -eu
cd "$(dirname "$0")/.."
grep -rhoE --include='*_test.go' 'func Fuzz[A-Za-z0-9]+' server --with-filename | while IFS=: read -r file func; do
    go test "./$(dirname "$file")" -run '^$' -fuzz "^${func#func }\$" -fuzztime "$1"
done
