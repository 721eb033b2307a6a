"""What is measured beside training steps: products and limits, start-up, probes, logging."""

import json
import statistics
import subprocess
import tempfile
import time
import pathlib

import processes
from processes import Setting

TINY = "frequency-online"
PROBED = ("frequency-tbptt", "lstm-300-512")


def limits_and_products(programs, threads, quick):
    """By number of threads: the machine's limits, and the products measured in turns with the peak."""
    turns = ["--turns", 3] if quick else []
    return {count: programs.assay("products", "--threads", count, *turns) for count in threads}


def first_steps(programs, pairs):
    """Median seconds from the start of a process to its first training step done, both sides in turn."""
    times = {"torch": [], "assay": []}
    for _ in range(pairs):
        times["torch"].append(processes.seconds_to_first_line(programs.torch_command(TINY, Setting(1, 1), "--steps", 1, "--emit-loss")))
        times["assay"].append(processes.seconds_to_first_line([*programs.bench, "steps", TINY, "--steps", 1, "--emit-loss"]))
    return {side: statistics.median(seconds) for side, seconds in times.items()}


def training_starts(programs, tries):
    """Median seconds from the start of `assay train frequency` to the start of its training; None without the program.

    That is when its first event arrives, less the seconds of training that the event states.
    """
    return statistics.median(training_start(programs.cli) for _ in range(tries)) if programs.cli else None


def training_start(cli):
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in [*cli, "train", "frequency", "--runs", folder]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            while True:
                for events in pathlib.Path(folder).glob("*/events.jsonl"):
                    line, complete, _ = events.read_text().partition("\n")
                    if complete:
                        return time.perf_counter() - begin - json.loads(line)["seconds"]
                if process.poll() is not None:
                    raise SystemExit("assay train frequency ended without an event")
                time.sleep(0.001)
        finally:
            process.kill()
            process.wait()


def probes(programs, threads, quick):
    """Cost of the probes, by workload."""
    pairs = ["--pairs", 5] if quick else []
    return {workload: programs.assay("probes", workload, "--threads", threads, *pairs) for workload in PROBED}


def logging(programs, quick):
    return programs.assay("logging", *(["--calls", 1000] if quick else []))
