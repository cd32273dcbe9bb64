#!/bin/sh
# Builds the present commit twice, in different folders and without a build cache, and compares the bundles byte for
# byte.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
first=$work/first second=$work/a/second/folder
git clone --quiet . "$first"
git clone --quiet "$first" "$second"
for clone in "$first" "$second"; do
    GOCACHE=$work/cache make -C "$clone" dist
    rm -rf "$work/cache"
done
cmp "$first"/dist/*.tar.gz "$second"/dist/*.tar.gz
sha256sum "$first"/dist/*.tar.gz | sed "s|$first/||"
