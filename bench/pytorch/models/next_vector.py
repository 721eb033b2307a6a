"""The next vector from the last five, three ways. Mean squared error against the target, nothing normalised."""

import math

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, HIDDEN, TIME = 768, 512, 5


class NextVector(nn.Module):
    """What the three share: data, loss, and that `predict` maps (batch, time, 768) to (batch, 768)."""

    windows = 8

    def __init__(self, batch, rate):
        super().__init__()
        self.batch, self.rate = batch, rate

    def data(self, random):
        sequence = random.standard_normal((self.windows, self.batch, TIME + 1, WIDTH)) * 0.3
        return {"input": sequence[:, :, :-1], "target": sequence[:, :, -1]}

    def loss(self, data, window):
        output = self.predict(data["input"][window])
        return F.mse_loss(output, data["target"][window]) if self.rate else output.square().sum()


class NextLstm(NextVector):
    """Two LSTM layers and a head on the last step."""

    def __init__(self, batch, rate):
        super().__init__(batch, rate)
        self.lstm = nn.LSTM(WIDTH, HIDDEN, num_layers=2, batch_first=True)
        self.head = nn.Linear(HIDDEN, WIDTH)

    def predict(self, x):
        output, _ = self.lstm(x)
        return self.head(output[:, -1])


class NextGru(NextVector):
    """A projection, four blocks LayerNorm(x + gru(x)), and a head on the last step."""

    def __init__(self, batch, rate):
        super().__init__(batch, rate)
        self.project = nn.Linear(WIDTH, HIDDEN)
        self.grus = nn.ModuleList(nn.GRU(HIDDEN, HIDDEN, batch_first=True) for _ in range(4))
        self.norms = nn.ModuleList(nn.LayerNorm(HIDDEN) for _ in range(4))
        self.head = nn.Linear(HIDDEN, WIDTH)

    def predict(self, x):
        x = self.project(x)
        for gru, norm in zip(self.grus, self.norms):
            x = norm(x + gru(x)[0])
        return self.head(x[:, -1])


class NextTransformer(NextVector):
    """A projection with positions added, four decoder layers causal to themselves and to it, and a head on the last step."""

    def __init__(self, batch, rate):
        super().__init__(batch, rate)
        self.project = nn.Linear(WIDTH, HIDDEN)
        self.layers = nn.ModuleList(nn.TransformerDecoderLayer(HIDDEN, 8, 2048, dropout=0, batch_first=True) for _ in range(4))
        self.head = nn.Sequential(nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.LayerNorm(HIDDEN), nn.Linear(HIDDEN, WIDTH))
        angles = torch.arange(TIME)[:, None] * torch.exp(torch.arange(0, HIDDEN, 2) * (-math.log(10000) / HIDDEN))
        self.positions = torch.stack([angles.sin(), angles.cos()], -1).flatten(1)
        self.mask = torch.ones(TIME, TIME, dtype=torch.bool).triu(1)

    def predict(self, x):
        memory = x = self.project(x) + self.positions
        for layer in self.layers:
            x = layer(x, memory, tgt_mask=self.mask, memory_mask=self.mask)
        return self.head(x[:, -1])
