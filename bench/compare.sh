#!/usr/bin/env bash
# Compares training steps with PyTorch's on this machine and writes bench/RESULTS.md; bench/compare.py has the options.
#   bench/compare.sh                                  everything, about half an hour on an idle machine
#   bench/compare.sh --workload lstm-300-512 --pairs 11
#   bench/compare.sh --quick                          to see that it works; figures go to artifacts/
#   bench/compare.sh --assay DIR/Assay.Bench          with a published program, on a machine without the .NET SDK
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(python3-torch python3-numpy libopenblas0-pthread)

# PyTorch is there, and not on the reference BLAS that Debian falls back to.
ready() {
  (cd bench/pytorch && "$1" -B -c 'import steps, sys, torch
sys.exit(not (torch.backends.mkl.is_available() or any("openblas" in path or "mkl" in path for path in steps.blas())))') 2> /dev/null
}

python_with_torch() {
  local candidate
  for candidate in python3 /usr/bin/python3; do
    if command -v "$candidate" > /dev/null && ready "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

published=no
for argument in "$@"; do
  case $argument in --assay | --assay=*) published=yes ;; esac
done

if [ $published = no ] && ! command -v dotnet > /dev/null; then
  echo "bench/compare.sh: dotnet is missing; needed: the .NET SDK that global.json names, or --assay with a published program." >&2
  exit 1
fi
if ! python=$(python_with_torch) && command -v apt-get > /dev/null && [ "$(id -u)" = 0 ]; then
  echo "Installing ${packages[*]} ..." >&2
  { apt-get update -q && apt-get install -qy --no-install-recommends "${packages[@]}"; } >&2 \
    || echo "bench/compare.sh: apt-get failed." >&2
fi
if ! python=$(python_with_torch); then
  echo "bench/compare.sh: no Python with PyTorch on OpenBLAS or MKL; on Debian, as root: apt-get install ${packages[*]}" >&2
  exit 1
fi

if [ $published = no ]; then
  dotnet build -c Release bench/Assay.Bench -v quiet --nologo >&2
  ./assay --version > /dev/null # built, if its sources changed, before it is timed
fi
exec "$python" -B bench/compare.py "$@"
