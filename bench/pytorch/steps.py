#!/usr/bin/env python3
"""Times the steps of a workload in PyTorch and prints one JSON line; the other side of the comparison runs the same steps.

A training step is: forward, loss, backward, clip the global norm to 1, Adam, keep the loss as a number. A workload that
trains nothing is a forward pass without gradients.

    steps.py lstm-300-512 --steps 40 --threads 1
    steps.py frequency-online --steps 200 --save start.safetensors
    steps.py frequency-online --steps 200 --start start.safetensors --emit-loss

The start file holds the parameters (`rnn.weight_ih_l0` ... `head.bias`) and the data (`input` and others), windows first.
Step k uses window k modulo their number.
"""

import argparse
import ctypes
import json
import math
import os
import statistics
import time

import torch
from torch import nn

import startfile
from workloads import fresh_start, workloads

ADAMS = {"loop": {"foreach": False}, "foreach": {"foreach": True}, "fused": {"fused": True}}


def other_adams():
    """What this PyTorch has beside the loop; Adam in one kernel came to the CPU with 2.4."""
    version = tuple(int(part) for part in torch.__version__.split(".")[:2])
    return ["foreach", *(["fused"] if version >= (2, 4) else [])]


class Steps:
    """A workload from its start on, a step at a time."""

    def __init__(self, work, start, adam):
        self.work = work
        names = dict(work.named_parameters())
        with torch.no_grad():
            for name, parameter in names.items():
                parameter.copy_(torch.from_numpy(start.pop(name)))
        self.data = {name: torch.from_numpy(values) for name, values in start.items()}
        self.parameters = list(names.values())
        self.optimizer = torch.optim.Adam(self.parameters, lr=work.rate, **ADAMS[adam]) if work.rate else None
        self.count = 0

    def step(self):
        window = self.count % self.work.windows
        self.count += 1
        if self.optimizer is None:
            with torch.inference_mode():
                return self.work.loss(self.data, window).item()
        loss = self.work.loss(self.data, window)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        return loss.item()


def blas():
    """The BLAS libraries this process has loaded; a reference BLAS would make the comparison unfair."""
    with open("/proc/self/maps") as maps:
        return sorted({os.path.realpath(line.split()[-1]) for line in maps if "blas" in line or "mkl" in line})


def set_threads(count, blas_count):
    """PyTorch's own threads, and those of OpenBLAS, which PyTorch does not reach."""
    torch.set_num_threads(count)
    for path in blas():
        if "libopenblas" in path:
            ctypes.CDLL(path).openblas_set_num_threads(blas_count)


def timed(work, least, seconds):
    """Milliseconds of each of so many steps, and of more while the seconds last."""
    times, end = [], time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        begin = time.perf_counter_ns()
        work.step()
        times.append((time.perf_counter_ns() - begin) / 1e6)
    return times


def main():
    named = workloads()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workload", choices=named)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--blas-threads", type=int, help="threads of OpenBLAS; as many as --threads")
    parser.add_argument("--steps", type=int, default=100, help="steps timed at least, or whose losses are printed")
    parser.add_argument("--seconds", type=float, default=0, help="time steps for at least so long")
    parser.add_argument("--warm-up", type=int, default=1, help="steps at least before timing starts")
    parser.add_argument("--warm-up-seconds", type=float, default=0.3, help="seconds at least before timing starts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", help="read parameters and data from this safetensors file")
    parser.add_argument("--save", help="write the start to this file and train nothing")
    parser.add_argument("--emit-loss", action="store_true", help="print the losses of the steps instead of their times")
    parser.add_argument("--adam", choices=ADAMS, default="loop", help="how Adam walks over the parameters")
    options = parser.parse_args()

    blas_threads = options.threads if options.blas_threads is None else options.blas_threads
    set_threads(options.threads, blas_threads)
    make = named[options.workload]
    start = startfile.read(options.start) if options.start else fresh_start(make, options.seed)
    if options.save:
        startfile.write(options.save, start)
        return
    work = Steps(make(), start, options.adam)
    result = {
        "workload": options.workload, "framework": f"pytorch {torch.__version__}", "blas": ["/".join(path.split("/")[-2:]) for path in blas()],
        "threads": options.threads, "blas_threads": blas_threads, "adams": other_adams() if work.optimizer else [],
        "steps": options.steps, "seed": options.seed,
    }
    if options.emit_loss:
        losses = [work.step() for _ in range(options.steps)]
        result |= {"first_loss": losses[0], "last_loss": losses[-1], "mean_loss": statistics.fmean(losses)}
    else:
        timed(work, options.warm_up, options.warm_up_seconds)
        times = timed(work, options.steps, options.seconds)
        result["steps"] = len(times)
        result |= {
            "median_ms": statistics.median(times), "best_ms": min(times), "mean_ms": statistics.fmean(times),
            "p99_ms": sorted(times)[math.ceil(0.99 * len(times)) - 1],
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
