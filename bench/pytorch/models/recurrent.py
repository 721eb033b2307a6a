"""A recurrent layer and a linear head on each of its outputs."""

import math

import numpy as np
from torch import nn
from torch.nn import functional as F

KINDS = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}


class Recurrent(nn.Module):
    """Mean squared error over all outputs. A stateful one carries its detached state from step to step."""

    def __init__(self, kind, inputs, hidden, outputs, batch, time, stateful, windows, rate):
        super().__init__()
        self.inputs, self.outputs, self.batch, self.time = inputs, outputs, batch, time
        self.stateful, self.windows, self.rate = stateful, windows, rate
        self.rnn = KINDS[kind](inputs, hidden, batch_first=True)
        self.head = nn.Linear(hidden, outputs)
        self.state = None

    def data(self, random):
        values = (self.signals if self.stateful else self.vectors)(random)
        return dict(zip(("input", "target"), values))

    def signals(self, random):
        """Mixed sines of 1, 3, 5 and 7 Hz with light noise and a one-hot selector; the target is the selected sine."""
        frequencies = np.array([1.0, 3.0, 5.0, 7.0])
        rows = self.windows * self.time
        selected = np.arange(self.batch) % 4
        start = random.uniform(0, 10, (self.batch, 1))
        angles = 2 * math.pi * (start + np.arange(rows) / 1000)[..., None] * frequencies
        noisy = random.uniform(0.8, 1.2, angles.shape) * np.sin(angles + random.uniform(0, 0.02 * math.pi, angles.shape))
        selector = np.broadcast_to(np.eye(4)[selected][:, None, :], angles.shape)
        x = np.concatenate([noisy.mean(-1, keepdims=True), selector], -1)
        target = np.sin(angles)[np.arange(self.batch), :, selected][..., None]
        return self.windowed(x), self.windowed(target)

    def windowed(self, values):
        return values.reshape(self.batch, self.windows, self.time, -1).swapaxes(0, 1)

    def vectors(self, random):
        """Random vectors; the target at each time is the next one."""
        sequence = random.standard_normal((self.windows, self.batch, self.time + 1, self.inputs)) * 0.3
        return sequence[:, :, :-1], sequence[:, :, 1:]

    def loss(self, data, window):
        output, state = self.rnn(data["input"][window], self.state)
        if self.stateful:
            self.state = tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()
        return F.mse_loss(self.head(output), data["target"][window])
