"""Layers of a transformer."""

import math

import torch
from torch import nn

from products import padding_mask
from recorder import Family

BATCH, TIME, WIDTH, HEADS, FEED_FORWARD = 3, 5, 12, 3, 20


def later(queries, keys):
    """True where a query may not look: at later keys."""
    return torch.ones(queries, keys).triu(1).bool()


def decoder_layers(family):
    """Number of keys, causal to itself, causal to the memory, lengths of sequence and memory."""
    variants = {
        "plain": (5, False, False, None, None),
        "causal": (5, True, True, None, None),
        "cross": (7, True, False, None, None),
        "padding": (7, False, False, [5, 1, 3], [7, 2, 4]),
        "causal_padding": (5, True, True, [5, 4, 5], [5, 3, 2]),
    }
    for label, (keys, causal, memory_causal, lengths, memory_lengths) in variants.items():
        case = family.case(
            f"decoder_layer_{label}", "TransformerDecoderLayer",
            width=WIDTH, heads=HEADS, feed_forward=FEED_FORWARD, causal=causal, memory_causal=memory_causal,
        )
        module = nn.TransformerDecoderLayer(WIDTH, HEADS, FEED_FORWARD, dropout=0, batch_first=True)

        def decode(x, memory, padding=None, memory_padding=None):
            return module(
                x, memory, later(TIME, TIME) if causal else None, later(TIME, keys) if memory_causal else None, padding, memory_padding
            )

        inputs = {"x": case.normal(BATCH, TIME, WIDTH), "memory": case.normal(BATCH, keys, WIDTH)}
        if lengths:
            inputs |= {"padding": padding_mask(lengths, TIME), "memory_padding": padding_mask(memory_lengths, keys)}
        case.run_module(module, decode, inputs)


def positions(family):
    """PyTorch has no such module; this is the formula of its tutorials."""
    for label, time, width in (("plain", 7, 10), ("odd", 5, 7), ("long", 40, 6)):
        case = family.case(f"positions_{label}", "PositionalEncoding", width=width, positions=40)
        table = torch.zeros(40, width + width % 2, dtype=torch.float64)
        angles = torch.arange(40)[:, None] * torch.exp(torch.arange(0, width, 2, dtype=torch.float64) * (-math.log(10000) / width))
        table[:, 0::2], table[:, 1::2] = angles.sin(), angles.cos()
        case.run(lambda x: x + table[:time, :width], {"x": case.normal(2, time, width)})


def families():
    family = Family("transformer")
    decoder_layers(family)
    positions(family)
    return [family]
