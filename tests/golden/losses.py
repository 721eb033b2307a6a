"""Losses. The upstream gradient of each is drawn at random like that of any other operation."""

import torch
import torch.nn.functional as F

from recorder import Family

IGNORED = -100


def masked_mse(prediction, target, mask):
    """Mean squared error over the elements whose row is kept; mask (batch, time) is true where a row counts."""
    error = (prediction - target) ** 2 * mask[..., None]
    return error.sum() / (mask.sum() * prediction.shape[-1])


def squared(family):
    for reduction in ("mean", "sum"):
        case = family.case(f"mse_{reduction}", "mse", reduction=reduction)
        inputs = {"prediction": case.normal(4, 3, 5), "target": case.normal(4, 3, 5)}
        case.run(lambda prediction, target: F.mse_loss(prediction, target, reduction=reduction), inputs)
    case = family.case("masked_mse", "masked_mse")
    lengths = torch.tensor([6, 2, 0, 5])
    mask = torch.arange(6)[None, :] < lengths[:, None]
    case.run(masked_mse, {"prediction": case.normal(4, 6, 3), "target": case.normal(4, 6, 3), "mask": mask})


def cross_entropy(family):
    variants = {
        "plain": ((9, 7), False, 0.0, "mean"),
        "sum": ((9, 7), False, 0.0, "sum"),
        "ignored": ((9, 7), True, 0.0, "mean"),
        "smoothed": ((9, 7), False, 0.1, "mean"),
        "smoothed_ignored": ((9, 7), True, 0.1, "mean"),
        "sequence": ((3, 5, 11), True, 0.0, "mean"),
        "wide": ((2, 131), False, 0.0, "mean"),
    }
    for label, (shape, ignore, smoothing, reduction) in variants.items():
        case = family.case(
            f"cross_entropy_{label}", "cross_entropy",
            ignored=IGNORED if ignore else None, smoothing=smoothing, reduction=reduction,
        )
        target = case.integers(*shape[:-1], high=shape[-1])
        if ignore:
            target.view(-1)[::3] = IGNORED

        def loss(logits, target):
            flat = logits.flatten(0, -2)
            return F.cross_entropy(
                flat, target.flatten(), ignore_index=IGNORED, label_smoothing=smoothing, reduction=reduction
            )

        case.run(loss, {"logits": case.normal(*shape, scale=2), "target": target})


def families():
    family = Family("losses")
    squared(family)
    cross_entropy(family)
    return [family]
