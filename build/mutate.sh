#!/bin/sh
# Changes the code that knows what a meeting and an invitation are, one operator at a time, and tells which changes the
# tests beside it don't notice. It works in a copy, as the tool would copy all that npm has installed too.
set -eu
cd "$(dirname "$0")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z go.mod go.sum server | tar --null --files-from - --create | tar --extract --directory "$copy"
cd "$copy"
for package in meeting invitation; do
    go run github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0 unleash "./server/$package" \
        --invert-logical --invert-loopctrl --timeout-coefficient 10 --output-statuses lt
done
