"""Losses. The upstream gradient of each is drawn at random like that of any other operation."""

import torch
import torch.nn.functional as F
from torch.distributions import Normal, kl_divergence

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


def kept_mean(values, mask):
    return (values * mask).sum() / mask.sum()


def masked_cosine(prediction, target, mask, temperature=1.0):
    """Mean over the kept vectors of 1 - cosine, bent by a temperature: (exp(k e) - 1) / k with k = 1 / temperature - 1."""
    errors = 1 - F.cosine_similarity(prediction, target, dim=-1)
    bend = 1 / temperature - 1
    return kept_mean(errors if bend == 0 else torch.expm1(bend * errors) / bend, mask)


def masked_hybrid(prediction, target, mask, share=0.1, temperature=1.0):
    """Cosine and squared distance, the latter in proportion to the mean squared length of the kept targets, a constant."""
    length = kept_mean((target.detach() ** 2).sum(-1), mask)
    distance = kept_mean(((prediction - target) ** 2).sum(-1), mask)
    return (1 - share) * masked_cosine(prediction, target, mask, temperature) + share * distance / length


def masked_means(values, mask):
    """Mean of each sequence's kept vectors, (batch, width)."""
    return (values * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


def vectors(family):
    variants = {
        "cosine": dict(op="masked_cosine"),
        "cosine_cold": dict(op="masked_cosine", temperature=0.5),
        "cosine_warm": dict(op="masked_cosine", temperature=3.0),
        "hybrid": dict(op="masked_hybrid", share=0.1),
        "hybrid_cold": dict(op="masked_hybrid", share=0.4, temperature=0.5),
        "mse_sequence": dict(op="masked_mse", sequence=True),
        "cosine_sequence": dict(op="masked_cosine", sequence=True),
        "hybrid_sequence": dict(op="masked_hybrid", share=0.1, sequence=True),
    }
    functions = {"masked_mse": masked_mse, "masked_cosine": masked_cosine, "masked_hybrid": masked_hybrid}
    mask = torch.arange(6)[None, :] < torch.tensor([6, 2, 0, 5])[:, None]
    for label, arguments in variants.items():
        arguments = dict(arguments)
        op, sequence = arguments.pop("op"), arguments.pop("sequence", False)
        case = family.case(f"vectors_{label}", op, sequence=sequence, **arguments)

        def loss(prediction, target, mask):
            if not sequence:
                return functions[op](prediction, target, mask, **arguments)
            # One vector a sequence; the sequence without a token does not count.
            kept = mask.any(1)
            return functions[op](masked_means(prediction, mask), masked_means(target, mask), kept, **arguments)

        target = case.normal(4, 6, 7, offset=0.3)
        inputs = {"prediction": case.normal(4, 6, 7, offset=0.2), "target": target, "mask": mask}
        case.run(loss, inputs)


def divergence(family):
    """From the standard normal distribution, summed over the elements of its mean over the batch; not less than `free` each."""
    for label, free in {"plain": 0.0, "free": 0.9}.items():
        case = family.case(f"normal_divergence_{label}", "normal_divergence", free=free)

        def loss(mean, log_variance):
            standard = Normal(torch.zeros_like(mean), torch.ones_like(mean))
            each = kl_divergence(Normal(mean, torch.exp(log_variance / 2)), standard).mean(0)
            return torch.where(each > free, each, torch.full_like(each, free)).sum()

        case.run(loss, {"mean": case.normal(6, 5), "log_variance": case.normal(6, 5)})


def contrast(family):
    """Of each row its own target among those of the batch, by cosine; and how rows are spread over the batch."""
    for label, arguments in {
        "info_nce": dict(op="info_nce", temperature=0.07, symmetric=True),
        "info_nce_one_way": dict(op="info_nce", temperature=0.5, symmetric=False),
        "moments": dict(op="moments"),
        "variance_floor": dict(op="variance_floor", floor=0.9),
    }.items():
        arguments = dict(arguments)
        op = arguments.pop("op")
        case = family.case(f"contrast_{label}", op, **arguments)

        def loss(prediction, target):
            if op == "moments":
                return ((prediction.mean(0) - target.mean(0)) ** 2).mean() + ((prediction.std(0) - target.std(0)) ** 2).mean()
            if op == "variance_floor":
                return F.relu(arguments["floor"] - prediction.std(0)).mean()
            logits = F.normalize(prediction, dim=-1) @ F.normalize(target, dim=-1).T / arguments["temperature"]
            own = torch.arange(len(logits))
            there = F.cross_entropy(logits, own)
            return (there + F.cross_entropy(logits.T, own)) / 2 if arguments["symmetric"] else there

        inputs = {"prediction": case.normal(6, 7, offset=0.2), "target": case.normal(6, 7, offset=0.3)}
        if op == "variance_floor":
            case.run(lambda prediction: loss(prediction, None), {"prediction": inputs["prediction"]})
        else:
            case.run(loss, inputs)


def families():
    family = Family("losses")
    squared(family)
    cross_entropy(family)
    vectors(family)
    divergence(family)
    contrast(family)
    return [family]
