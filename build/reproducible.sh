#!/bin/sh
# Builds the present commit twice, in folders of different names and with no build cache between the two, and compares
# the bundles byte for byte.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for clone in "$work/first" "$work/a/second/folder"; do
    git clone --quiet . "$clone"
    GOCACHE=$clone/../cache make -C "$clone" dist
    rm -rf "$clone/../cache"
done
cmp "$work"/first/dist/*.tar.gz "$work"/a/second/folder/dist/*.tar.gz
sha256sum "$work"/first/dist/*.tar.gz | sed 's|[^ ]*/||'
