"""Matrix products, and the operations that normalise or weigh rows."""

import itertools
import math

import torch
import torch.nn.functional as F

from recorder import Family

NEGATIVE_INFINITY = float("-inf")


def matmul(family):
    sizes = {"small": (3, 4, 5), "odd": (17, 33, 13), "wide": (37, 65, 70), "row": (1, 23, 9), "column": (9, 23, 1)}
    batches = {"batched": ((2, 3), (2, 3)), "batched_shared": ((4,), ()), "batched_spread": ((2, 1), (3,))}
    plain = {label: ((), (), size) for label, size in sizes.items()}
    batched = {label: (left, right, (3, 4, 5)) for label, (left, right) in batches.items()}
    for label, (left, right, (m, k, n)) in {**plain, **batched}.items():
        for transpose_a, transpose_b in itertools.product((False, True), repeat=2):
            name = f"matmul_{label}_{'t' if transpose_a else 'n'}{'t' if transpose_b else 'n'}"
            case = family.case(name, "matmul", transpose_a=transpose_a, transpose_b=transpose_b)
            a = case.normal(*left, *((k, m) if transpose_a else (m, k)))
            b = case.normal(*right, *((n, k) if transpose_b else (k, n)))
            case.run(lambda a, b: (a.mT if transpose_a else a) @ (b.mT if transpose_b else b), {"a": a, "b": b})


def rows(family):
    for op, function in (("softmax", torch.softmax), ("log_softmax", torch.log_softmax)):
        for label, shape, axis in (("last", (3, 5, 7), -1), ("long", (2, 101), -1), ("middle", (3, 5, 7), 1)):
            case = family.case(f"{op}_{label}", op, axis=axis)
            case.run(lambda x: function(x, axis), {"x": case.normal(*shape, scale=3)})
        case = family.case(f"{op}_large", op, axis=-1)
        case.run(lambda x: function(x, -1), {"x": case.normal(4, 9, scale=30, offset=1000)})
    for label, shape, eps in (("plain", (3, 5, 7), 1e-5), ("long", (2, 101), 1e-5), ("epsilon", (4, 9), 0.1)):
        case = family.case(f"layer_norm_{label}", "layer_norm", eps=eps)
        width = shape[-1]
        inputs = {"x": case.normal(*shape, offset=2), "weight": case.normal(width), "bias": case.normal(width)}
        case.run(lambda x, weight, bias: F.layer_norm(x, [width], weight, bias, eps), inputs)
    for label, padding in (("plain", None), ("padding", 3)):
        case = family.case(f"embedding_{label}", "embedding", padding_index=padding)
        inputs = {"indices": case.integers(4, 6, high=7), "weight": case.normal(7, 5)}
        case.run(lambda indices, weight: F.embedding(indices, weight, padding_idx=padding), inputs)


def padding_mask(lengths, extent):
    """True where a key is padding, (batch, extent)."""
    return torch.arange(extent)[None, :] >= torch.tensor(lengths)[:, None]


def attention(family):
    """softmax(q k' / sqrt(head width) with masked keys at minus infinity) v, heads side by side in the last axis."""
    variants = {
        "single_head": (1, 5, 5, None, False),
        "heads": (3, 5, 5, None, False),
        "cross": (3, 4, 7, None, False),
        "padding": (3, 5, 5, [5, 2, 1], False),
        "causal": (3, 6, 6, None, True),
        "padding_causal": (2, 6, 6, [6, 3, 1], True),
    }
    for label, (heads, queries, keys, lengths, causal) in variants.items():
        case = family.case(f"attention_{label}", "attention", heads=heads, causal=causal)
        width = 4 * heads

        def split(x):
            return x.unflatten(-1, (heads, width // heads)).transpose(1, 2)

        def attend(query, key, value, key_padding=None):
            scores = split(query) @ split(key).mT / math.sqrt(width // heads)
            if causal:
                scores = scores.masked_fill(torch.ones(queries, keys).triu(1).bool(), NEGATIVE_INFINITY)
            if key_padding is not None:
                scores = scores.masked_fill(key_padding[:, None, None, :], NEGATIVE_INFINITY)
            return (scores.softmax(-1) @ split(value)).transpose(1, 2).flatten(-2)

        inputs = {"query": case.normal(3, queries, width), "key": case.normal(3, keys, width)}
        inputs["value"] = case.normal(3, keys, width)
        if lengths:
            inputs["key_padding"] = padding_mask(lengths, keys)
        case.run(attend, inputs)


def families():
    products, weighed = Family("matmul"), Family("rows")
    matmul(products)
    rows(weighed)
    attention(weighed)
    return [products, weighed]
