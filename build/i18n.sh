#!/bin/sh
# Collects the server's messages from the code into assets/i18n/active.en.json. "i18n.sh check" only checks whether that
# file is up to date.
set -eu
cd "$(dirname "$0")/.."
collected=$(mktemp -d)
trap 'rm -rf "$collected"' EXIT
dist/tools/goi18n extract -sourceLanguage en -format json -outdir "$collected" server
if [ "${1:-}" = check ]; then
    diff -u assets/i18n/active.en.json "$collected/active.en.json" || {
        echo 'assets/i18n/active.en.json differs from the code: make i18n writes it' >&2
        exit 1
    }
else
    cp "$collected/active.en.json" assets/i18n/active.en.json
fi
