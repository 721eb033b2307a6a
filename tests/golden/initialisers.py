"""Fans, gains and the distributions of the initialisers.

Random bits can't be compared between two generators, so a case holds what the distribution is: bounds, mean and
standard deviation in double precision. A large sample by PyTorch confirms each of them while the file is made.
"""

import math
from statistics import NormalDist

import torch
from torch import nn
from torch.nn import init

from recorder import Family

SHAPES = ([5, 3], [64, 5], [256, 64], [7, 4, 3])
GAINS = [("linear", None), ("tanh", None), ("sigmoid", None), ("relu", None), ("leaky_relu", 0.2)]


def confirm(fill, mean, std, bound=None):
    """Fails unless a large sample has this mean, standard deviation and bound."""
    sample = torch.cat([fill().flatten() for _ in range(max(1, 200_000 // fill().numel()))]).double()
    assert abs(sample.mean() - mean) < 0.02 * max(std, abs(mean)), (sample.mean(), mean)
    assert abs(sample.std() / std - 1) < 0.02, (sample.std(), std)
    assert bound is None or 0.97 * bound < sample.abs().max() <= bound * (1 + 1e-6), (sample.abs().max(), bound)


def fans_and_gains(family):
    for shape in SHAPES:
        case = family.case(f"fans_{'x'.join(map(str, shape))}", "fans", shape=shape)
        fan_in, fan_out = init._calculate_fan_in_and_fan_out(torch.empty(shape))
        case.store_doubles("output", "fan_in", fan_in)
        case.store_doubles("output", "fan_out", fan_out)
    for name, slope in GAINS:
        case = family.case(f"gain_{name}", "gain", nonlinearity=name, slope=slope)
        case.store_doubles("output", "gain", init.calculate_gain(name, slope))


def distribution(family, name, op, settings, fill, mean, std, bound=None):
    confirm(fill, mean, std, bound)
    case = family.case(name, op, **settings)
    case.store_doubles("output", "mean", mean)
    case.store_doubles("output", "std", std)
    if bound is not None:
        case.store_doubles("output", "bound", bound)


def scaled(family):
    for shape in SHAPES:
        label = "x".join(map(str, shape))
        fan_in, fan_out = init._calculate_fan_in_and_fan_out(torch.empty(shape))
        for gain in (1.0, 5 / 3):
            std = gain * math.sqrt(2 / (fan_in + fan_out))
            settings = {"shape": shape, "gain": gain}
            ending = f"{label}_gain_{gain:.2f}"
            fill = lambda: init.xavier_uniform_(torch.empty(shape), gain)
            distribution(family, f"xavier_uniform_{ending}", "xavier_uniform", settings, fill, 0, std, std * math.sqrt(3))
            fill = lambda: init.xavier_normal_(torch.empty(shape), gain)
            distribution(family, f"xavier_normal_{ending}", "xavier_normal", settings, fill, 0, std)
        for mode, fan in (("fan_in", fan_in), ("fan_out", fan_out)):
            for nonlinearity, slope in (("relu", 0.0), ("leaky_relu", math.sqrt(5)), ("tanh", 0.0)):
                std = init.calculate_gain(nonlinearity, slope) / math.sqrt(fan)
                settings = {"shape": shape, "mode": mode, "nonlinearity": nonlinearity, "slope": slope}
                ending = f"{label}_{mode}_{nonlinearity}"
                fill = lambda: init.kaiming_uniform_(torch.empty(shape), slope, mode, nonlinearity)
                bound = std * math.sqrt(3)
                distribution(family, f"kaiming_uniform_{ending}", "kaiming_uniform", settings, fill, 0, std, bound)
                fill = lambda: init.kaiming_normal_(torch.empty(shape), slope, mode, nonlinearity)
                distribution(family, f"kaiming_normal_{ending}", "kaiming_normal", settings, fill, 0, std)


def truncated(family):
    normal = NormalDist()
    for label, mean, std, low, high in (
        ("default", 0.0, 1.0, -2.0, 2.0), ("narrow", 0.0, 0.02, -0.04, 0.04), ("lopsided", 0.5, 1.0, -0.5, 2.0),
    ):
        a, b = (low - mean) / std, (high - mean) / std
        mass = normal.cdf(b) - normal.cdf(a)
        shift = (normal.pdf(a) - normal.pdf(b)) / mass
        variance = 1 + (a * normal.pdf(a) - b * normal.pdf(b)) / mass - shift**2
        settings = {"mean": mean, "std": std, "low": low, "high": high}
        fill = lambda: init.trunc_normal_(torch.empty(200, 1000), mean, std, low, high)
        sample = fill()
        assert low <= sample.min() and sample.max() <= high
        expected = (mean + std * shift, std * math.sqrt(variance))
        distribution(family, f"truncated_normal_{label}", "truncated_normal", settings, fill, *expected)


def orthogonal(family):
    """The product along the shorter side is the squared gain times the identity."""
    for shape, gain in (([5, 5], 1.0), ([9, 4], 1.0), ([4, 9], 2.0), ([6, 2, 5], 1.0)):
        case = family.case(f"orthogonal_{'x'.join(map(str, shape))}", "orthogonal", shape=shape, gain=gain)
        sample = init.orthogonal_(torch.empty(shape, dtype=torch.double), gain).flatten(1)
        gram = sample @ sample.T if sample.shape[0] <= sample.shape[1] else sample.T @ sample
        expected = gain**2 * torch.eye(len(gram), dtype=torch.double)
        assert torch.allclose(gram, expected, atol=1e-12)
        case.store("output", "gram", expected)


def defaults(family):
    """What modules start with; a parameter that starts as a constant has a bound of zero around its mean."""
    modules = {
        "linear": (lambda: nn.Linear(7, 40), {"inputs": 7, "outputs": 40}),
        "rnn": (lambda: nn.RNN(7, 40), {"inputs": 7, "hidden": 40}),
        "lstm": (lambda: nn.LSTM(7, 40), {"inputs": 7, "hidden": 40}),
        "gru": (lambda: nn.GRU(7, 40), {"inputs": 7, "hidden": 40}),
        "attention": (lambda: nn.MultiheadAttention(40, 4), {"width": 40, "heads": 4}),
        "layer_norm": (lambda: nn.LayerNorm(40), {"width": 40}),
        "batch_norm": (lambda: nn.BatchNorm1d(40), {"width": 40}),
    }
    uniform = {
        "linear": lambda name: 7**-0.5,
        "rnn": lambda name: 40**-0.5, "lstm": lambda name: 40**-0.5, "gru": lambda name: 40**-0.5,
        "attention": lambda name: {"in_proj_weight": (6 / 160) ** 0.5, "out_proj.weight": 40**-0.5}.get(name, 0),
        "layer_norm": lambda name: 0, "batch_norm": lambda name: 0,
    }
    for label, (make, settings) in modules.items():
        case = family.case(f"default_{label}", "default", module=type(make()).__name__, **settings)
        for name, parameter in make().named_parameters():
            bound = uniform[label](name)
            mean = parameter.mean().item() if bound == 0 else 0.0
            if bound == 0:
                assert (parameter == mean).all()
            else:
                confirm(lambda: make().get_parameter(name).data, 0, bound / math.sqrt(3), bound)
            case.store_doubles("mean", name, mean)
            case.store_doubles("bound", name, bound)


def families():
    torch.manual_seed(1)
    family = Family("initialisers")
    fans_and_gains(family)
    scaled(family)
    truncated(family)
    orthogonal(family)
    defaults(family)
    return [family]
