#!/usr/bin/env bash
# Compares our TPE with Optuna's and with random search on functions known in closed form; prints Markdown tables and times.
#   bench/sweeps.sh                 with Optuna's best values as they lie in bench/sweeps/optuna.csv
#   bench/sweeps.sh --afresh        runs Optuna again first, half an hour, and replaces that file
#   bench/sweeps.sh --curves DIR    also ASHA against random search on the learning curves of a sweep
set -euo pipefail
cd "$(dirname "$0")/.."

afresh=no
curves=
while [ $# -gt 0 ]; do
  case $1 in
    --afresh) afresh=yes ;;
    --curves) curves=${2:?--curves needs the folder of a sweep} && shift ;;
    *) echo "bench/sweeps.sh: unknown option $1; known: --afresh, --curves DIR" >&2 && exit 2 ;;
  esac
  shift
done

python=
for candidate in python3 /usr/bin/python3; do
  if "$candidate" -c 'import optuna' 2> /dev/null; then python=$candidate && break; fi
done
if [ -z "$python" ]; then
  echo "bench/sweeps.sh: no Python with Optuna; on Debian, as root: apt-get install python3-optuna" >&2
  [ $afresh = no ] || exit 1
fi
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

dotnet build -c Release bench/Assay.Bench -v quiet --nologo >&2
assay=artifacts/bin/Assay.Bench/release/Assay.Bench
if [ -n "$python" ]; then "$assay" sweeps values | "$python" -B bench/sweeps/optuna_runs.py check; fi
if [ $afresh = yes ]; then
  "$python" -B bench/sweeps/optuna_runs.py best > bench/sweeps/optuna.csv.new
  mv bench/sweeps/optuna.csv.new bench/sweeps/optuna.csv
fi
"$assay" sweeps compare
"$assay" sweeps time
if [ -n "$python" ]; then
  for function in hartmann6 mixed; do "$python" -B bench/sweeps/optuna_runs.py time --function $function; done
fi
if [ -n "$curves" ]; then "$assay" sweeps curves "$curves"; fi
