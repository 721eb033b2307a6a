"""Runs the same training steps in PyTorch and in Assay, alternately, and writes the ratios.

For each workload: both sides begin from one start file; first their losses must agree; then PyTorch's best settings on
this machine are looked for; then the two take turns. Started by bench/compare.sh, which sees to what this needs.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import results

HERE = pathlib.Path(__file__).resolve().parent
STEPS = HERE / "pytorch" / "steps.py"
ASSAY = HERE.parent / "artifacts" / "bin" / "Assay.Bench" / "release" / "Assay.Bench.dll"


@dataclass(frozen=True)
class Plan:
    """Step counts. Assay needs more warm-up, until its code has been compiled for good."""

    loss_steps: int
    steps: int
    torch_warm_up: int
    assay_warm_up: int

    def quick(self):
        return Plan(self.loss_steps, max(3, self.steps // 10), self.torch_warm_up, self.assay_warm_up)


PLANS = {"online": Plan(200, 3000, 300, 30000), "tbptt": Plan(40, 200, 20, 400), "300-512": Plan(20, 30, 5, 60)}
WORKLOADS = {
    f"{prefix}-{size}": PLANS[size]
    for size in ("online", "tbptt", "300-512")
    for prefix in (("lstm", "gru", "rnn") if size == "300-512" else ("frequency", "frequency-gru", "frequency-rnn"))
}


@dataclass(frozen=True)
class Setting:
    """How PyTorch runs."""

    threads: int
    blas_threads: int
    core: str | None = None
    foreach: bool = False

    def __str__(self):
        more = [f"OPENBLAS_CORETYPE={self.core}"] if self.core else []
        return ", ".join([f"{self.threads}/{self.blas_threads} threads", *more, *(["foreach"] if self.foreach else [])])


def run(command, environment=None):
    """The JSON line that a command prints, with the peak of its resident memory in MiB."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, env={**os.environ, **(environment or {})})
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed with exit code {process.returncode}: {' '.join(str(part) for part in command)}")
    return {**(json.loads(output) if output.strip() else {}), "peak_mib": usage.ru_maxrss / 1024}


def torch(workload, setting, *options):
    environment = {"OPENBLAS_CORETYPE": setting.core} if setting.core else {}
    foreach = ["--foreach"] if setting.foreach else []
    threads = ["--threads", setting.threads, "--blas-threads", setting.blas_threads]
    return run([sys.executable, "-B", STEPS, workload, *threads, *foreach, *options], environment)


def assay(workload, threads, *options):
    return run(["dotnet", ASSAY, "steps", workload, "--threads", threads, *options])


def disagreement(ours, theirs):
    """The largest difference of the first, last and mean loss, relative to the mean loss."""
    return max(abs(ours[key] - theirs[key]) for key in ("first_loss", "last_loss", "mean_loss")) / abs(theirs["mean_loss"])


def best_setting(workload, start, plan, cores, tries):
    """Looks for PyTorch's fastest setting: threads first, then its kernels, then how Adam walks the parameters."""
    options = ["--start", start, "--steps", max(3, plan.steps // 4), "--warm-up", plan.torch_warm_up]
    tried = {}

    def best_of(settings):
        for setting in settings:
            if setting not in tried:
                tried[setting] = min(torch(workload, setting, *options)["median_ms"] for _ in range(tries))
        return min(tried, key=tried.get)

    # OpenBLAS takes processors younger than itself for old ones; with AVX-512 this names the right kernels.
    core = "SkylakeX" if results.has_avx512() else None
    counts = sorted({cores, *(2**power for power in range(1, cores.bit_length()) if 2**power <= cores)} - {1})
    best = best_of([Setting(1, 1, core), *(Setting(count, blas, core) for count in counts for blas in (1, count))])
    if core:
        best = best_of([Setting(best.threads, best.blas_threads)])
    best = best_of([Setting(best.threads, best.blas_threads, best.core, True)])
    return best, tried


def compare(workload, plan, options, cores, folder):
    start = folder / f"{workload}.safetensors"
    torch(workload, Setting(1, 1), "--save", start)
    losses = ["--start", start, "--steps", plan.loss_steps, "--emit-loss"]
    theirs = torch(workload, Setting(1, 1), *losses)
    difference = max(disagreement(assay(workload, threads, *losses), theirs) for threads in {1, cores})
    print(f"{workload}: losses after {plan.loss_steps} steps agree to {difference:.1e}", file=sys.stderr, flush=True)
    if not difference <= options.tolerance:
        sys.exit(f"{workload}: the losses differ by {difference:.1e} of their mean, more than {options.tolerance:g}; times would mean nothing")

    setting, tried = best_setting(workload, start, plan, cores, tries=1 if options.quick else 2)
    timing = ["--start", start, "--steps", plan.steps, "--warm-up"]
    sides = {"torch": lambda: torch(workload, setting, *timing, plan.torch_warm_up)}
    for threads in sorted({1, cores}):
        sides[threads] = lambda threads=threads: assay(workload, threads, *timing, plan.assay_warm_up)
    rounds = []
    for number in range(options.pairs):
        # Another side begins each time, so that none always follows the same one.
        order = [list(sides)[(number + place) % len(sides)] for place in range(len(sides))]
        measured = {side: sides[side]() for side in order}
        rounds.append(measured)
        print(f"  {number + 1}/{options.pairs}: " + ", ".join(f"{side} {measured[side]['median_ms']:.4g} ms" for side in sides), file=sys.stderr, flush=True)
    start.unlink()
    return {
        "workload": workload, "setting": setting, "tried": tried, "rounds": rounds, "difference": difference, "plan": plan,
        "framework": theirs["framework"], "blas": theirs["blas"],
        "ms": {side: statistics.median(measured[side]["median_ms"] for measured in rounds) for side in sides},
        "ratios": {side: [measured["torch"]["median_ms"] / measured[side]["median_ms"] for measured in rounds] for side in sides if side != "torch"},
        "peak_mib": {side: max(measured[side]["peak_mib"] for measured in rounds) for side in sides},
    }


def main():
    parser = argparse.ArgumentParser(prog="bench/compare.sh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workload", action="append", choices=WORKLOADS, help="only this one; may be repeated")
    parser.add_argument("--pairs", type=int, help="turns that each side takes; 7, or 2 with --quick")
    parser.add_argument("--quick", action="store_true", help="few steps, to see that all works; the figures mean little")
    parser.add_argument("--tolerance", type=float, default=1e-4, help="how far the losses may differ, relative to their mean")
    parser.add_argument("--output", type=pathlib.Path, help="bench/RESULTS.md, or artifacts/RESULTS-quick.md with --quick")
    options = parser.parse_args()
    options.pairs = options.pairs or (2 if options.quick else 7)
    if options.pairs < 1:
        parser.error("--pairs must be at least 1")
    output = options.output or (HERE.parent / "artifacts" / "RESULTS-quick.md" if options.quick else HERE / "RESULTS.md")

    machine = run(["dotnet", ASSAY, "machine"])
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        compared = [
            compare(workload, WORKLOADS[workload].quick() if options.quick else WORKLOADS[workload], options, machine["cores"], pathlib.Path(folder))
            for workload in options.workload or WORKLOADS
        ]
    results.write(output, results.section(machine, load, compared, options))
    print(f"Written: {os.path.relpath(output)}", file=sys.stderr)


if __name__ == "__main__":
    main()
