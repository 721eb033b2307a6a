"""One hundred optimizer steps on a fixed list of gradients, and clipping by global norm."""

import torch
from torch import optim

from recorder import Family

STEPS = 100
RECORDED = (1, 10, 100)
# The last tensor's gradients are so small that the place of epsilon matters.
SHAPES = {"matrix": ((4, 3), 1.0), "vector": ((5,), 1e-2), "faint": ((3,), 1e-7)}
VARIANTS = {
    "sgd": (optim.SGD, {"lr": 0.05}),
    "sgd_decay": (optim.SGD, {"lr": 0.05, "weight_decay": 0.1}),
    "sgd_momentum": (optim.SGD, {"lr": 0.05, "momentum": 0.9}),
    "sgd_dampening": (optim.SGD, {"lr": 0.05, "momentum": 0.9, "dampening": 0.3}),
    "sgd_nesterov": (optim.SGD, {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    "sgd_everything": (optim.SGD, {"lr": 0.02, "momentum": 0.8, "nesterov": True, "weight_decay": 0.05}),
    "adam": (optim.Adam, {"lr": 0.01}),
    "adam_betas": (optim.Adam, {"lr": 0.01, "betas": [0.5, 0.9]}),
    "adam_epsilon": (optim.Adam, {"lr": 0.01, "eps": 1e-3}),
    "adam_decay": (optim.Adam, {"lr": 0.01, "weight_decay": 0.1}),
    "adamw": (optim.AdamW, {"lr": 0.01}),
    "adamw_decay": (optim.AdamW, {"lr": 0.01, "weight_decay": 0.3, "eps": 1e-6, "betas": [0.8, 0.95]}),
    "rmsprop": (optim.RMSprop, {"lr": 0.01}),
    "rmsprop_momentum": (optim.RMSprop, {"lr": 0.01, "momentum": 0.9}),
    "rmsprop_centered": (optim.RMSprop, {"lr": 0.01, "centered": True, "alpha": 0.9}),
    "rmsprop_everything": (
        optim.RMSprop,
        {"lr": 0.01, "centered": True, "momentum": 0.5, "weight_decay": 0.1, "eps": 1e-4},
    ),
}


def steps(family):
    problem = family.case("problem", "problem", steps=STEPS, recorded=list(RECORDED))
    start = {name: problem.normal(*shape) for name, (shape, _) in SHAPES.items()}
    gradients = {
        name: problem.normal(STEPS, *shape, scale=scale, offset=scale / 2) for name, (shape, scale) in SHAPES.items()
    }
    for name in SHAPES:
        problem.store("parameter", name, start[name])
        problem.store("gradient", name, gradients[name])
    for label, (kind, settings) in VARIANTS.items():
        case = family.case(label, kind.__name__, **settings)
        parameters = {name: tensor.clone().requires_grad_() for name, tensor in start.items()}
        optimizer = kind(list(parameters.values()), **settings)
        for step in range(STEPS):
            for name, parameter in parameters.items():
                parameter.grad = gradients[name][step].clone()
            optimizer.step()
            if step + 1 in RECORDED:
                for name, parameter in parameters.items():
                    case.store(f"after_{step + 1}", name, parameter)


def clipping(family):
    """Gradients are scaled by min(1, limit / (norm + 1e-6))."""
    for label, limit, scale in (("clipped", 1.0, 2.0), ("untouched", 100.0, 1.0), ("faint", 1.0, 1e-9)):
        case = family.case(f"clip_{label}", "clip_grad_norm", limit=limit)
        parameters = {}
        for name, (shape, _) in SHAPES.items():
            parameters[name] = torch.zeros(shape, dtype=torch.double, requires_grad=True)
            parameters[name].grad = case.normal(*shape, scale=scale)
            case.store("input", name, parameters[name].grad)
        norm = torch.nn.utils.clip_grad_norm_(list(parameters.values()), limit)
        case.store("output", "norm", norm)
        for name, parameter in parameters.items():
            case.store("output", name, parameter.grad)


def families():
    family = Family("optimizers")
    steps(family)
    clipping(family)
    return [family]
