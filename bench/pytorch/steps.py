#!/usr/bin/env python3
"""Times training steps in PyTorch and prints one JSON line; the other side of the comparison runs the same steps.

A step is: forward, mean squared error, backward, clip the global norm to 1, Adam, keep the loss as a number. The
frequency workloads carry the detached state from step to step, the wide ones start each step from zero.

    steps.py lstm-300-512 --steps 40 --threads 1
    steps.py frequency-online --steps 200 --save start.safetensors
    steps.py frequency-online --steps 200 --start start.safetensors --emit-loss

The start file holds the parameters (`rnn.weight_ih_l0` ... `head.bias`) and the data: `input` and `target`, both
(windows, batch, time, features). Step k uses window k modulo their number.
"""

import argparse
import ctypes
import json
import os
import statistics
import time

import torch
from torch import nn

import startfile
from workloads import Model, fresh_start, workloads


class Training:
    def __init__(self, work, start, foreach):
        start = {name: torch.from_numpy(values) for name, values in start.items()}
        self.input, self.target = start.pop("input"), start.pop("target")
        self.work = work
        self.model = Model(work)
        self.model.load_state_dict(start)
        self.parameters = list(self.model.parameters())
        self.optimizer = torch.optim.Adam(self.parameters, lr=work.rate, foreach=foreach)
        self.loss = nn.MSELoss()
        self.state = None
        self.steps = 0

    def step(self):
        window = self.steps % len(self.input)
        prediction, state = self.model(self.input[window], self.state)
        loss = self.loss(prediction, self.target[window])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        if self.work.stateful:
            self.state = tuple(part.detach() for part in state) if self.work.kind == "lstm" else state.detach()
        self.steps += 1
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


def main():
    named = workloads()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workload", choices=named)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--blas-threads", type=int, help="threads of OpenBLAS; as many as --threads")
    parser.add_argument("--steps", type=int, default=100, help="steps timed, or taken before the loss is printed")
    parser.add_argument("--warm-up", type=int, help="steps before timing starts; a tenth of the steps, at least 3")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", help="read parameters and data from this safetensors file")
    parser.add_argument("--save", help="write the start to this file and train nothing")
    parser.add_argument("--emit-loss", action="store_true", help="print the losses of the steps instead of their times")
    parser.add_argument("--foreach", action="store_true", help="Adam over all tensors at once")
    options = parser.parse_args()

    blas_threads = options.threads if options.blas_threads is None else options.blas_threads
    set_threads(options.threads, blas_threads)
    work = named[options.workload]
    start = startfile.read(options.start) if options.start else fresh_start(work, options.seed)
    if options.save:
        startfile.write(options.save, start)
        return
    training = Training(work, start, options.foreach)
    result = {
        "workload": options.workload, "framework": f"pytorch {torch.__version__}", "blas": ["/".join(path.split("/")[-2:]) for path in blas()],
        "threads": options.threads, "blas_threads": blas_threads, "steps": options.steps, "seed": options.seed,
    }
    if options.emit_loss:
        losses = [training.step() for _ in range(options.steps)]
        result |= {"first_loss": losses[0], "last_loss": losses[-1], "mean_loss": statistics.fmean(losses)}
    else:
        for _ in range(max(3, options.steps // 10) if options.warm_up is None else options.warm_up):
            training.step()
        times = []
        for _ in range(options.steps):
            begin = time.perf_counter_ns()
            training.step()
            times.append((time.perf_counter_ns() - begin) / 1e6)
        result |= {"median_ms": statistics.median(times), "best_ms": min(times), "mean_ms": statistics.fmean(times)}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
