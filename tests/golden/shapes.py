"""Reductions, and operations that move elements without computing."""

import torch

from recorder import Family

AXES = {"all": [0, 1, 2], "first": [0], "middle": [1], "last": [-1], "outer": [0, 2], "trailing": [1, 2]}


def reductions(family):
    functions = {
        "sum": lambda x, axes, keep: x.sum(axes, keepdim=keep),
        "mean": lambda x, axes, keep: x.mean(axes, keepdim=keep),
        "max": lambda x, axes, keep: x.amax(axes, keepdim=keep),
    }
    for op, function in functions.items():
        for label, axes in AXES.items():
            for keep in (False, True):
                case = family.case(f"{op}_{label}{'_keep' if keep else ''}", op, axes=axes, keepdim=keep)
                case.run(lambda x: function(x, axes, keep), {"x": case.normal(3, 5, 7)})
    for correction in (0, 1):
        for label, axes in AXES.items():
            keep = label in ("middle", "last")
            name = f"var_{label}_{'unbiased' if correction else 'biased'}"
            case = family.case(name, "var", axes=axes, keepdim=keep, correction=correction)
            x = case.normal(3, 5, 7, offset=3)
            case.run(lambda x: torch.var(x, axes, unbiased=correction == 1, keepdim=keep), {"x": x})


def movements(family):
    for label, shape in (("merge", [6, 20]), ("split", [2, 3, 2, 10]), ("flat", [120])):
        case = family.case(f"reshape_{label}", "reshape", shape=shape)
        case.run(lambda x: x.reshape(shape), {"x": case.normal(2, 3, 20)})
    for order in ([1, 0], [0, 2, 1], [1, 0, 2], [2, 1, 0], [0, 2, 1, 3], [3, 0, 2, 1]):
        case = family.case(f"permute_{''.join(map(str, order))}", "permute", order=order)
        case.run(lambda x: x.permute(order), {"x": case.normal(*(3, 5, 4, 2)[: len(order)])})
    for axis in (0, 1, -1):
        case = family.case(f"concat_axis_{axis}", "concat", axis=axis)
        shapes = [[2, 3, 4] for _ in range(3)]
        for extent, shape in zip((1, 5, 3), shapes):
            shape[axis] = extent
        parts = {name: case.normal(*shape) for name, shape in zip("abc", shapes)}
        case.run(lambda a, b, c: torch.cat([a, b, c], axis), parts)
    for axis in (0, 1, 2):
        case = family.case(f"stack_axis_{axis}", "stack", axis=axis)
        case.run(lambda a, b, c: torch.stack([a, b, c], axis), {name: case.normal(3, 5) for name in "abc"})
    for axis, start, length in ((0, 1, 2), (1, 0, 3), (2, 4, 3), (-1, 6, 1)):
        case = family.case(f"slice_axis_{axis}", "slice", axis=axis, start=start, length=length)
        case.run(lambda x: x.narrow(axis, start, length), {"x": case.normal(3, 5, 7)})
    case = family.case("expand", "expand", shape=[4, 3, 5])
    case.run(lambda x: x.expand(4, 3, 5), {"x": case.normal(3, 1)})


def indexing(family):
    for axis, extent in ((0, 6), (1, 5)):
        case = family.case(f"index_select_axis_{axis}", "index_select", axis=axis)
        indices = case.integers(9, high=extent)
        case.run(lambda x, indices: x.index_select(axis, indices), {"x": case.normal(6, 5), "indices": indices})
    case = family.case("gather_last", "gather", axis=-1)
    inputs = {"x": case.normal(6, 5), "indices": case.integers(6, 2, high=5)}
    case.run(lambda x, indices: x.gather(-1, indices), inputs)


def families():
    reduced, moved = Family("reductions"), Family("shapes")
    reductions(reduced)
    movements(moved)
    indexing(moved)
    return [reduced, moved]
