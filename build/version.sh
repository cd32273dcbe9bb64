#!/bin/sh
# Prints the version of this checkout, from its git tags: 1.2.3 at the tag v1.2.3; behind it, the next patch version's
# development versions, such as 1.2.4-dev.5.gabcdef0; before any tag, those of 0.1.0. "-dirty" marks what is not committed.
set -eu
described=$(git describe --tags --long --match 'v[0-9]*' --abbrev=9 2>/dev/null ||
    echo "none-$(git rev-list --count HEAD)-g$(git rev-parse --short=9 HEAD)")
commit=${described##*-}
rest=${described%-*}
ahead=${rest##*-}
tag=${rest%-*}
case $tag in
none) version=0.1.0-dev.$ahead.$commit ;;
*-*) version=${tag#v}.dev.$ahead.$commit ;;
*) version=${tag#v} && version=${version%.*}.$((${version##*.} + 1))-dev.$ahead.$commit ;;
esac
if [ "$tag" != none ] && [ "$ahead" = 0 ]; then
    version=${tag#v}
fi
if [ -n "$(git status --porcelain)" ]; then
    case $version in *-*) version=$version.dirty ;; *) version=$version-dirty ;; esac
fi
echo "$version"
