#!/bin/sh
# Prints the version of this checkout, from its git tags. At the tag v1.2.3 it is 1.2.3. Behind the tag, it is a
# development version of the next patch, such as 1.2.4-dev.5.gabcdef0. Without a tag, it is one of 0.1.0. "-dirty" marks
# uncommitted changes.
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
