"""A variational autoencoder of nine ternary digits."""

import torch
from torch import nn
from torch.nn import functional as F

DIGITS, LATENT, BATCH = 9, 16, 512


def perceptron(*widths):
    """Linear layers with a ReLU behind each."""
    return nn.Sequential(*(layer for sizes in zip(widths, widths[1:]) for layer in (nn.Linear(*sizes), nn.ReLU())))


class TernaryVae(nn.Module):
    """Mean cross entropy over the digits and a tenth of the divergence from the normal prior; the noise is data."""

    windows = 8

    def __init__(self, rate):
        super().__init__()
        self.rate = rate
        self.encoder = perceptron(DIGITS, 256, 128, 64)
        self.mean = nn.Linear(64, LATENT)
        self.log_variance = nn.Linear(64, LATENT)
        self.decoder = perceptron(LATENT, 32, 64)
        self.logits = nn.Linear(64, DIGITS * 3)
        self.labels = {}

    def data(self, random):
        return {"input": random.randint(-1, 2, (self.windows, BATCH, DIGITS)), "noise": random.standard_normal((self.windows, BATCH, LATENT))}

    def loss(self, data, window):
        digits = data["input"][window]
        if window not in self.labels:
            self.labels[window] = digits.long().flatten() + 1
        encoded = self.encoder(digits)
        mean, log_variance = self.mean(encoded), self.log_variance(encoded)
        latent = mean + data["noise"][window] * (log_variance / 2).exp()
        logits = self.logits(self.decoder(latent)).view(-1, 3)
        divergence = (mean.square() + log_variance.exp() - log_variance - 1).sum() * (0.5 / BATCH)
        return F.cross_entropy(logits, self.labels[window]) + 0.1 * divergence
