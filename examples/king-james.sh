#!/usr/bin/env bash
# Trains next-vector on the King James Bible, chapters as documents: fetches Debian's packages bible-kjv (the program) and
# bible-kjv-text (its text) without installing them, and word vectors through npm.
#   examples/king-james.sh [FOLDER] [flags of 'assay train next-vector']
#   examples/king-james.sh --fetch [FOLDER]    only the chapters and the vectors
set -eu

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
only=
[[ ${1-} == --fetch ]] && { only=1; shift; }
folder=${1-king-james}
[[ $# -gt 0 ]] && shift

if [[ ! -d $folder ]]; then
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { echo "king-james.sh: needs apt-get and dpkg-deb, as Debian and Ubuntu have them" >&2; exit 1; }
  work=$(mktemp -d)
  chmod 755 "$work" # apt fetches as a user of its own
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && apt-get -qq download bible-kjv bible-kjv-text && for package in *.deb; do dpkg-deb -x "$package" .; done) || {
    echo "king-james.sh: cannot fetch bible-kjv and bible-kjv-text; is apt-get update needed?" >&2
    exit 1
  }
  # One verse a line, each begun by its place, such as "Ge1:1"; -f turns the layout for reading off.
  mkdir "$work/chapters"
  "$work/usr/bin/bible" -p "$work/usr/lib" -f ge1:1-re22:21 | awk -v folder="$work/chapters" '
    match($1, /[0-9]+:[0-9]+$/) {
      book = substr($1, 1, RSTART - 1)
      split(substr($1, RSTART), place, ":")
      if (book != last) { last = book; number++ }
      file = sprintf("%s/%02d-%s-%03d.txt", folder, number, book, place[1])
      if (file != open) { if (open) close(open); open = file }
      sub(/^[^ ]+ /, "")
      print > file
    }'
  chapters=$(find "$work/chapters" -name '*.txt' | wc -l)
  [[ $chapters -eq 1189 ]] || { echo "king-james.sh: found $chapters chapters; there should be 1189" >&2; exit 1; }
  mv "$work/chapters" "$folder"
  echo "$chapters chapters in $folder"
fi

[[ -f vectors/wink.assayvec ]] || "$root/assay" vectors fetch wink
[[ -n $only ]] && exit 0
"$root/assay" data inspect "$folder" --vectors wink
"$root/assay" train next-vector --set data="$folder" --set vectors=wink "$@"
