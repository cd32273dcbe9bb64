#!/bin/sh
# Builds the plugin and deploys it after each change of a source file, until it is interrupted. If a build fails, the
# server keeps the former plugin.
set -u
cd "$(dirname "$0")/.."
deployed=$(mktemp)
trap 'rm -f "$deployed"' EXIT
trap 'exit 0' INT TERM
touch -t 200001010000 "$deployed"
while :; do
    if [ -n "$(find server webapp/src assets plugin.json go.mod -newer "$deployed" -type f -not -path 'server/dist/*' | head -n 1)" ]; then
        touch "$deployed"
        make --no-print-directory local && build/deploy.sh "$(make -s bundle-name)"
        echo "watching server, webapp and assets"
    fi
    sleep 1
done
