"""The workloads: their sizes, their model, their data."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

KINDS = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}


@dataclass(frozen=True)
class Workload:
    kind: str
    inputs: int
    hidden: int
    outputs: int
    batch: int
    time: int
    rate: float
    stateful: bool
    windows: int


def workloads():
    named = {}
    for kind in KINDS:
        prefix = "frequency" if kind == "lstm" else f"frequency-{kind}"
        named[f"{prefix}-online"] = Workload(kind, 5, 64, 1, 1, 1, 1e-4, True, 1000)
        named[f"{prefix}-tbptt"] = Workload(kind, 5, 64, 1, 40, 50, 3e-3, True, 20)
        named[f"{kind}-300-512"] = Workload(kind, 300, 512, 300, 16, 50, 1e-3, False, 4)
    return named


class Model(nn.Module):
    """A recurrent layer and a linear head on each of its outputs."""

    def __init__(self, work):
        super().__init__()
        self.rnn = KINDS[work.kind](work.inputs, work.hidden, batch_first=True)
        self.head = nn.Linear(work.hidden, work.outputs)

    def forward(self, x, state):
        output, state = self.rnn(x, state)
        return self.head(output), state


def signals(work, random):
    """Mixed sines of 1, 3, 5 and 7 Hz with light noise and a one-hot selector; the target is the selected sine."""
    frequencies = np.array([1.0, 3.0, 5.0, 7.0])
    rows = work.windows * work.time
    selected = np.arange(work.batch) % 4
    start = random.uniform(0, 10, (work.batch, 1))
    angles = 2 * math.pi * (start + np.arange(rows) / 1000)[..., None] * frequencies
    noisy = random.uniform(0.8, 1.2, angles.shape) * np.sin(angles + random.uniform(0, 0.02 * math.pi, angles.shape))
    selector = np.broadcast_to(np.eye(4)[selected][:, None, :], angles.shape)
    x = np.concatenate([noisy.mean(-1, keepdims=True), selector], -1)
    target = np.sin(angles)[np.arange(work.batch), :, selected][..., None]

    def windowed(values):
        return values.reshape(work.batch, work.windows, work.time, -1).swapaxes(0, 1)

    return windowed(x), windowed(target)


def vectors(work, random):
    """Random vectors; the target at each time is the next one."""
    sequence = random.standard_normal((work.windows, work.batch, work.time + 1, work.inputs)) * 0.3
    return sequence[:, :, :-1], sequence[:, :, 1:]


def fresh_start(work, seed):
    torch.manual_seed(seed)
    data = (signals if work.stateful else vectors)(work, np.random.RandomState(seed))
    start = {name: tensor.detach().numpy() for name, tensor in Model(work).named_parameters()}
    return {**start, **{name: np.ascontiguousarray(values, np.float32) for name, values in zip(("input", "target"), data)}}
