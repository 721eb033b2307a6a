#!/usr/bin/env bash
# Checks the format, builds with warnings as errors and runs all tests, the kernels' again for each narrower instruction set.
# The last line says how many passed, failed and were skipped.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

results=artifacts/test-results
failed_steps=()
rm -rf "$results"

step() { # step NAME COMMAND...
  local name=$1 began=$SECONDS
  shift
  echo "== $name"
  "$@" || failed_steps+=("$name")
  echo "== $name took $((SECONDS - began)) s"
}

suite() { # suite NAME PROJECT [dotnet test arguments]
  local name=$1 project=$2
  shift 2
  step "$name" dotnet test "tests/$project" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
    --verbosity quiet --logger 'console;verbosity=minimal' "$@"
}

finish() {
  local passed=0 failed=0 skipped=0 file total did_pass did_fail
  for file in "$results"/*.trx; do
    [[ -f $file ]] || continue
    total=$(counter total "$file") did_pass=$(counter passed "$file") did_fail=$(counter failed "$file")
    passed=$((passed + did_pass)) failed=$((failed + did_fail)) skipped=$((skipped + total - did_pass - did_fail))
  done
  for name in ${failed_steps[@]+"${failed_steps[@]}"}; do echo "failed: $name"; done
  # A step that broke before it could count tests is a failure too.
  ((${#failed_steps[@]} > 0 && failed == 0)) && failed=${#failed_steps[@]}
  echo "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0 && passed > 0))
  exit
}

counter() { grep -o '<Counters [^>]*' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc 0-9; }

step restore dotnet restore Assay.slnx --verbosity quiet
step format dotnet format Assay.slnx --verify-no-changes --no-restore
step build dotnet build Assay.slnx -c Release --no-restore --nologo --verbosity quiet -warnaserror
[[ " ${failed_steps[*]-} " == *" build "* ]] && finish

suite unit Assay.Tests
kernels=(--filter 'FullyQualifiedName~Tests.Tensors')
DOTNET_EnableAVX512=0 suite kernels-256 Assay.Tests "${kernels[@]}"
DOTNET_EnableAVX512=0 DOTNET_EnableAVX2=0 suite kernels-128 Assay.Tests "${kernels[@]}"
DOTNET_EnableHWIntrinsic=0 suite kernels-scalar Assay.Tests "${kernels[@]}"
suite end-to-end Assay.EndToEnd
finish
