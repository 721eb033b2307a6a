"""Modules under PyTorch's parameter names."""

import torch
from torch import nn

from products import padding_mask
from recorder import Family


def simple(family):
    for label, bias, shape in (("plain", True, (4, 7)), ("no_bias", False, (4, 7)), ("sequence", True, (2, 3, 7))):
        case = family.case(f"linear_{label}", "Linear", inputs=7, outputs=5, bias=bias)
        module = nn.Linear(7, 5, bias)
        case.run_module(module, lambda x: module(x), {"x": case.normal(*shape)})
    for label, affine, eps in (("plain", True, 1e-5), ("no_affine", False, 1e-5), ("epsilon", True, 1e-2)):
        case = family.case(f"layer_norm_{label}", "LayerNorm", width=9, eps=eps, affine=affine)
        module = nn.LayerNorm(9, eps, affine)
        case.run_module(module, lambda x: module(x), {"x": case.normal(2, 3, 9, offset=1)})
    for label, padding in (("plain", None), ("padding", 0)):
        case = family.case(f"embedding_{label}", "Embedding", count=7, width=5, padding_index=padding)
        module = nn.Embedding(7, 5, padding)
        case.run_module(module, lambda indices: module(indices), {"indices": case.integers(3, 8, high=7)})
    case = family.case("sequential", "Sequential", layers=["Linear 6 9", "Tanh", "LayerNorm 9", "Linear 9 4"])
    module = nn.Sequential(nn.Linear(6, 9), nn.Tanh(), nn.LayerNorm(9), nn.Linear(9, 4))
    case.run_module(module, lambda x: module(x), {"x": case.normal(5, 6)})


def batch_norm(family):
    """Training uses the batch's biased variance and moves the running variance by the unbiased one."""
    for mode in ("train", "eval"):
        for label, shape, momentum, eps in (
            ("plain", (8, 6), 0.1, 1e-5), ("sequence", (4, 6, 5), 0.1, 1e-5), ("momentum", (8, 6), 0.35, 1e-3),
        ):
            case = family.case(
                f"batch_norm_{label}_{mode}", "BatchNorm1d", width=6, momentum=momentum, eps=eps, training=mode == "train"
            )
            module = nn.BatchNorm1d(6, eps, momentum).train(mode == "train").double()
            module.running_mean.copy_(case.normal(6))
            module.running_var.copy_(case.uniform(6, low=0.5, high=2))
            case.run_module(module, lambda x: module(x), {"x": case.normal(*shape, scale=1.5, offset=0.5)})


def attention(family):
    variants = {
        "plain": (None, False, 5, True),
        "no_bias": (None, False, 5, False),
        "padding": ([5, 1, 3], False, 5, True),
        "causal": (None, True, 5, True),
        "padding_causal": ([5, 1, 3], True, 5, True),
        "cross": ([7, 2, 4], False, 7, True),
    }
    for label, (lengths, causal, keys, bias) in variants.items():
        case = family.case(
            f"attention_{label}", "MultiheadAttention", width=12, heads=3, bias=bias, causal=causal, cross=keys != 5
        )
        module = nn.MultiheadAttention(12, 3, bias=bias, batch_first=True)
        mask = torch.ones(5, keys).triu(1).bool() if causal else None

        def attend(x, memory=None, key_padding=None):
            memory = x if memory is None else memory
            return module(x, memory, memory, key_padding_mask=key_padding, attn_mask=mask, need_weights=False)[0]

        inputs = {"x": case.normal(3, 5, 12)}
        if keys != 5:
            inputs["memory"] = case.normal(3, keys, 12)
        if lengths:
            inputs["key_padding"] = padding_mask(lengths, keys)
        case.run_module(module, attend, inputs)


def families():
    family = Family("modules")
    simple(family)
    batch_norm(family)
    attention(family)
    return [family]
