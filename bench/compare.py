"""Runs the same training steps in PyTorch and in Assay, alternately, and writes times, ratios and limits.

For each workload: both sides begin from one start file; first their losses must agree; then PyTorch's best settings on
this machine are looked for; then the two take turns. Started by bench/compare.sh, which sees to what this needs.
"""

import argparse
import os
import pathlib
import statistics
import sys
import tempfile
from dataclasses import dataclass

import measures
import results
from processes import HERE, Programs, Setting


@dataclass(frozen=True)
class Plan:
    """How a workload is compared: its target, how many losses, Assay's name for it where that is another, and the least steps timed."""

    target: float | None
    loss_steps: int
    assay: str | None = None
    steps: int = 2


WORKLOADS = {
    "frequency-online": Plan(25, 200),
    "frequency-tbptt": Plan(6, 40),
    "rnn-300-512": Plan(5, 20),
    "lstm-300-512": Plan(9, 20),
    "gru-300-512": Plan(9, 20),
    "next-lstm-32": Plan(6, 10),
    "next-lstm-64": Plan(6, 10),
    "next-gru-32": Plan(6, 10),
    "next-gru-64": Plan(6, 10),
    "next-transformer-32": Plan(4, 10),
    "next-transformer-64": Plan(4, 10),
    "poetry-attention": Plan(12, 4),
    "poetry-attention-common": Plan(30, 4, assay="poetry-attention"),
    "ternary-vae": Plan(5, 40),
    "next-lstm-inference": Plan(10, 20, steps=2000),
}
# Measured where they are asked for by name.
MORE = {f"frequency-{kind}-{size}": Plan(None, 40) for kind in ("gru", "rnn") for size in ("online", "tbptt")}

# Seconds of steps in a process. Assay's code is compiled anew while it warms up.
TIMING, SEARCH, TORCH_WARM_UP, ASSAY_WARM_UP = 0.8, 0.3, 0.3, 0.8


def disagreement(ours, theirs):
    """The largest difference of the first, last and mean loss, relative to the mean loss."""
    return max(abs(ours[key] - theirs[key]) for key in ("first_loss", "last_loss", "mean_loss")) / abs(theirs["mean_loss"])


def best_setting(programs, workload, start, cores, seconds, peer):
    """Looks for PyTorch's fastest setting: threads first, then its kernels, then how Adam walks the parameters."""
    options = ["--start", start, "--steps", 1, "--seconds", seconds, "--warm-up-seconds", seconds / 4]
    tried = {}

    def best_of(settings):
        for setting in settings:
            if setting not in tried:
                tried[setting] = programs.torch(workload, setting, *options)["median_ms"]
        return min(tried, key=tried.get)

    openblas = any("openblas" in path for path in peer["blas"])
    # OpenBLAS takes processors younger than itself for old ones; with AVX-512 this names the right kernels.
    core = "SkylakeX" if openblas and results.has_avx512() else None
    # MKL's threads are PyTorch's own.
    counts = [(cores, 1), (cores, cores)] if openblas and cores > 1 else [(cores, cores)]
    best = best_of([Setting(1, 1, core), *(Setting(count, blas, core) for count, blas in counts)])
    if core:
        best = best_of([Setting(best.threads, best.blas_threads)])
    return best_of([Setting(best.threads, best.blas_threads, best.core, adam) for adam in peer["adams"]]), tried


def compare(programs, workload, plan, options, folder):
    start, assay = folder / f"{workload}.safetensors", plan.assay or workload
    programs.torch(workload, Setting(1, 1), "--save", start)
    losses = ["--start", start, "--steps", plan.loss_steps, "--emit-loss"]
    theirs = programs.torch(workload, Setting(1, 1), *losses)
    threads = sorted({1, options.cores})
    difference = max(disagreement(programs.steps(assay, count, *losses), theirs) for count in threads)
    print(f"{workload}: losses after {plan.loss_steps} steps agree to {difference:.1e}", file=sys.stderr, flush=True)
    if not difference <= options.tolerance:
        sys.exit(f"{workload}: the losses differ by {difference:.1e} of their mean, more than {options.tolerance:g}; times would mean nothing")

    scale = 0.2 if options.quick else 1
    setting, tried = best_setting(programs, workload, start, options.cores, SEARCH * scale, theirs)
    timing = ["--start", start, "--steps", plan.steps, "--seconds", TIMING * scale]
    sides = {"torch": lambda: programs.torch(workload, setting, *timing, "--warm-up-seconds", TORCH_WARM_UP * scale)}
    for count in threads:
        sides[count] = lambda count=count: programs.steps(assay, count, *timing, "--warm-up-seconds", ASSAY_WARM_UP * scale)
    rounds = []
    for number in range(options.pairs):
        # Another side begins each time, so that none always follows the same one.
        order = [list(sides)[(number + place) % len(sides)] for place in range(len(sides))]
        measured = {side: sides[side]() for side in order}
        rounds.append(measured)
        print(f"  {number + 1}/{options.pairs}: " + ", ".join(f"{side} {measured[side]['median_ms']:.4g} ms" for side in sides), file=sys.stderr, flush=True)
    start.unlink()

    def over_rounds(take, side, key):
        return take(measured[side][key] for measured in rounds)

    ours = rounds[0][threads[-1]]
    return {
        "workload": workload, "plan": plan, "setting": setting, "tried": tried, "difference": difference, "rounds": len(rounds),
        "framework": theirs["framework"], "blas": theirs["blas"], "operations": ours["operations"], "parameters": ours["parameters"],
        "trains": ours["trains"],
        "ms": {side: over_rounds(statistics.median, side, "median_ms") for side in sides},
        "p99_ms": {side: over_rounds(statistics.median, side, "p99_ms") for side in sides},
        "steps": {side: over_rounds(min, side, "steps") for side in sides},
        "ratios": {side: [measured["torch"]["median_ms"] / measured[side]["median_ms"] for measured in rounds] for side in threads},
        "scaling": [measured[1]["median_ms"] / measured[options.cores]["median_ms"] for measured in rounds],
        "bytes_per_step": max(over_rounds(statistics.median, count, "bytes_per_step") for count in threads),
        "peak_mib": {side: over_rounds(max, side, "peak_mib") for side in sides},
    }


def main():
    named = WORKLOADS | MORE
    parser = argparse.ArgumentParser(prog="bench/compare.sh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workload", action="append", choices=named, help="only this one; may be repeated")
    parser.add_argument("--pairs", type=int, help="turns that each side takes; 7, or 2 with --quick")
    parser.add_argument("--cores", type=int, help="threads of both sides beside one; all that there are")
    parser.add_argument("--assay", type=pathlib.Path, help="a published Assay.Bench, for a machine without the .NET SDK")
    parser.add_argument("--quick", action="store_true", help="short runs, to see that all works; the figures mean little")
    parser.add_argument("--tolerance", type=float, default=1e-4, help="how far the losses may differ, relative to their mean")
    parser.add_argument("--output", type=pathlib.Path, help="bench/RESULTS.md, or artifacts/RESULTS-quick.md with --quick")
    options = parser.parse_args()
    options.pairs = options.pairs or (2 if options.quick else 7)
    options.cores = options.cores or len(os.sched_getaffinity(0))
    if min(options.pairs, options.cores) < 1:
        parser.error("--pairs and --cores must be at least 1")
    output = options.output or (HERE.parent / "artifacts" / "RESULTS-quick.md" if options.quick else HERE / "RESULTS.md")

    programs = Programs(options.assay)
    load, threads = os.getloadavg()[0], sorted({1, options.cores})
    machine = programs.assay("machine")
    limits = measures.limits_and_products(programs, threads, options.quick)
    with tempfile.TemporaryDirectory() as folder:
        compared = [compare(programs, workload, named[workload], options, pathlib.Path(folder)) for workload in options.workload or WORKLOADS]
    tries = 2 if options.quick else 7
    others = None if options.workload else {
        "first_steps": measures.first_steps(programs, tries), "training_start": measures.training_starts(programs, tries),
        "probes": measures.probes(programs, options.cores, options.quick), "logging": measures.logging(programs, options.quick),
    }
    results.write(output, results.section(machine, load, limits, compared, others, options))
    print(f"Written: {os.path.relpath(output)}", file=sys.stderr)


if __name__ == "__main__":
    main()
