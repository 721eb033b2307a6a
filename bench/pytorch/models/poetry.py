"""A line from the line before: encoder, bottleneck, and a decoder that attends to the encoder at each of its steps."""

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, HIDDEN, LATENT, HEADS, BATCH, TIME = 300, 512, 128, 8, 16, 50


class PoetryAttention(nn.Module):
    """Keys and values are projected once per sequence, unless `common`: then nn.MultiheadAttention does it at every step."""

    windows = 2

    def __init__(self, rate, common):
        super().__init__()
        self.rate, self.common = rate, common
        self.encoder = nn.LSTM(WIDTH, HIDDEN, batch_first=True)
        self.squeeze = nn.Linear(HIDDEN, LATENT)
        self.widen = nn.Linear(LATENT, HIDDEN)
        self.decoder = nn.LSTM(WIDTH, HIDDEN)
        self.attention = nn.MultiheadAttention(HIDDEN, HEADS, batch_first=True)
        self.combine = nn.Linear(2 * HIDDEN, HIDDEN)
        self.output = nn.Linear(HIDDEN, WIDTH)

    def data(self, random):
        return {
            "input": random.standard_normal((self.windows, BATCH, TIME, WIDTH)) * 0.3,
            "target": random.standard_normal((self.windows, TIME, BATCH, WIDTH)) * 0.3,
            "teacher": random.randint(0, 2, (self.windows, TIME)),
        }

    def loss(self, data, window):
        line, target, teacher = data["input"][window], data["target"][window], data["teacher"][window].tolist()
        encoded, (last, _) = self.encoder(line)
        attend = self.attend_commonly(encoded) if self.common else self.attend_once(encoded)
        hidden = self.widen(self.squeeze(last[0]))
        cell = torch.zeros(BATCH, HIDDEN)
        x, outputs, weights = line[:, -1], [], self.decoder.all_weights[0]
        for step in range(TIME):
            hidden, cell = torch.lstm_cell(x, (hidden, cell), *weights)
            outputs.append(self.output(self.combine(torch.cat([attend(hidden), hidden], -1)).relu()))
            x = target[step] if teacher[step] else outputs[-1].detach()
        return F.mse_loss(torch.stack(outputs), target)

    def attend_commonly(self, encoded):
        """Attention as it is usually written."""
        return lambda query: self.attention(query[:, None], encoded, encoded, need_weights=False)[0][:, 0]

    def attend_once(self, encoded):
        """The same arithmetic with keys and values projected here, in heads: (batch * heads, time, width of a head)."""
        weights, biases = self.attention.in_proj_weight.chunk(3), self.attention.in_proj_bias.chunk(3)
        keys, values = (self.in_heads(F.linear(encoded, weights[part], biases[part])) for part in (1, 2))
        keys = keys.transpose(1, 2).contiguous()
        scale = (HIDDEN // HEADS) ** -0.5

        def attend(query):
            query = self.in_heads(F.linear(query[:, None], weights[0], biases[0]) * scale)
            context = torch.bmm(torch.bmm(query, keys).softmax(-1), values)
            return self.attention.out_proj(context.reshape(BATCH, HIDDEN))

        return attend

    @staticmethod
    def in_heads(x):
        return x.view(BATCH, -1, HEADS, HIDDEN // HEADS).transpose(1, 2).reshape(BATCH * HEADS, -1, HIDDEN // HEADS)
