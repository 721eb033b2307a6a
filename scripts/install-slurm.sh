#!/usr/bin/env bash
# Installs what the Slurm test needs and nothing else does: Debian's slurm-wlm and munge. Their services are not needed; the test starts its own.
set -eu

missing=()
for tool in munged slurmctld slurmd sbatch; do
  PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null || missing+=("$tool")
done
((${#missing[@]} == 0)) && exit 0

if ! command -v apt-get >/dev/null; then
  echo "install-slurm: there is no ${missing[*]}, and no apt-get to install it with" >&2
  exit 1
fi
root=()
if ((EUID != 0)); then
  sudo -n true 2>/dev/null || { echo "install-slurm: needs to be root to install slurm-wlm and munge" >&2; exit 1; }
  root=(sudo -n)
fi
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get -qq update
"${root[@]}" apt-get -qq install --yes --no-install-recommends slurm-wlm munge >/dev/null
