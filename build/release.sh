#!/bin/sh
# Puts the files of a release into dist/release: the bundle, bills of materials of its two sides (CycloneDX), and the SHA-256
# sums of these files. If SIGNING_KEY is the ID of an RSA key, gpg also signs the bundle. docs/releasing.md says why the key
# must be RSA.
#
#     build/release.sh BUNDLE VERSION
set -eu
cd "$(dirname "$0")/.."
bundle=$1 version=$2
name=$(basename "$bundle" .tar.gz)
release=dist/release
rm -rf "$release"
mkdir -p "$release"
cp "$bundle" "$release/"

CGO_ENABLED=0 GOOS=linux GOARCH=amd64 dist/tools/cyclonedx-gomod app -json -std -licenses -assert-licenses \
    -main server -output "$release/$name-server.cdx.json" .

# npm describes only a package with a version.
webapp=$(mktemp -d)
trap 'rm -rf "$webapp"' EXIT
mkdir "$webapp/webapp"
cp webapp/package.json webapp/package-lock.json "$webapp/webapp/"
(cd "$webapp/webapp" && npm pkg set version="$version" &&
    npm sbom --package-lock-only --omit dev --sbom-format cyclonedx) >"$release/$name-webapp.cdx.json"

if [ -n "${SIGNING_KEY:-}" ]; then
    gpg --batch --local-user "$SIGNING_KEY" --detach-sign --output "$release/$name.tar.gz.sig" "$release/$name.tar.gz"
fi
(cd "$release" && sha256sum -- * >SHA256SUMS)
ls "$release"
