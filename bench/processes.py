"""Starts the programs that measure, each in a process of its own, and reads the JSON line that it prints."""

import json
import os
import pathlib
import subprocess
import sys
import time
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
STEPS = HERE / "pytorch" / "steps.py"
BINARIES = HERE.parent / "artifacts" / "bin"


@dataclass(frozen=True)
class Setting:
    """How PyTorch runs."""

    threads: int
    blas_threads: int
    core: str | None = None
    adam: str = "loop"

    def __str__(self):
        more = [f"OPENBLAS_CORETYPE={self.core}"] if self.core else []
        return ", ".join([f"{self.threads}/{self.blas_threads} threads", *more, *([] if self.adam == "loop" else [self.adam])])

    @property
    def environment(self):
        return {"OPENBLAS_CORETYPE": self.core} if self.core else {}

    @property
    def options(self):
        return ["--threads", self.threads, "--blas-threads", self.blas_threads, "--adam", self.adam]


class Programs:
    """Both sides. `published` is a self-contained Assay.Bench, for machines without the SDK."""

    def __init__(self, published=None):
        self.bench = [published] if published else ["dotnet", BINARIES / "Assay.Bench" / "release" / "Assay.Bench.dll"]
        self.cli = None if published else [HERE.parent / "assay"]

    def torch_command(self, workload, setting, *options):
        return [sys.executable, "-B", STEPS, workload, *setting.options, *options]

    def torch(self, workload, setting, *options):
        return run(self.torch_command(workload, setting, *options), setting.environment)

    def assay(self, *arguments):
        return run([*self.bench, *arguments])

    def steps(self, workload, threads, *options):
        return self.assay("steps", workload, "--threads", threads, *options)


def run(command, environment=None):
    """The JSON line that a command prints, with the peak of its resident memory in MiB."""
    process = start(command, environment)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed with exit code {process.returncode}: {' '.join(str(part) for part in command)}")
    return {**(json.loads(output) if output.strip() else {}), "peak_mib": usage.ru_maxrss / 1024}


def seconds_to_first_line(command, environment=None):
    """From the start of a process to the first line it prints."""
    begin = time.perf_counter()
    process = start(command, environment)
    process.stdout.readline()
    seconds = time.perf_counter() - begin
    process.stdout.read()
    if process.wait() != 0:
        sys.exit(f"failed with exit code {process.returncode}: {' '.join(str(part) for part in command)}")
    return seconds


def start(command, environment=None):
    return subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, env={**os.environ, **(environment or {})})
