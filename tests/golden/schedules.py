"""Learning rates of one hundred steps, in double precision.

`rates[k]` is the rate that update k (from 0) uses. The plateau schedule has seen `metric[0..k]` when it gives `rates[k]`.
"""

import math

import numpy as np
import torch
from torch.optim import SGD, lr_scheduler

from recorder import Family

STEPS = 100
RATE = 0.1
BY_STEP = {
    "constant": ("constant", {}),
    "step": ("StepLR", {"step_size": 30, "gamma": 0.1}),
    "step_short": ("StepLR", {"step_size": 7, "gamma": 0.5}),
    "multi_step": ("MultiStepLR", {"milestones": [10, 35, 36, 80], "gamma": 0.3}),
    "exponential": ("ExponentialLR", {"gamma": 0.97}),
    "cosine": ("CosineAnnealingLR", {"T_max": 100}),
    "cosine_floor": ("CosineAnnealingLR", {"T_max": 99, "eta_min": 0.001}),
    "cosine_past_end": ("CosineAnnealingLR", {"T_max": 40, "eta_min": 0.01}),
    "restarts": ("CosineAnnealingWarmRestarts", {"T_0": 25}),
    "restarts_doubling": ("CosineAnnealingWarmRestarts", {"T_0": 10, "T_mult": 2, "eta_min": 0.001}),
    "warm_up": ("LinearLR", {"start_factor": 0.1, "end_factor": 1.0, "total_iters": 20}),
    "warm_up_default": ("LinearLR", {"start_factor": 1 / 3, "end_factor": 1.0, "total_iters": 5}),
    "one_cycle": ("OneCycleLR", {"max_lr": 0.1, "total_steps": 100}),
    "one_cycle_linear": ("OneCycleLR", {"max_lr": 0.1, "total_steps": 100, "anneal_strategy": "linear"}),
    "one_cycle_early": (
        "OneCycleLR",
        {"max_lr": 0.3, "total_steps": 100, "pct_start": 0.1, "div_factor": 10, "final_div_factor": 100},
    ),
    "one_cycle_three_phase": ("OneCycleLR", {"max_lr": 0.1, "total_steps": 100, "pct_start": 0.4, "three_phase": True}),
}
PLATEAU = {
    "plateau_min": {"mode": "min", "factor": 0.5, "patience": 5},
    "plateau_max": {"mode": "max", "factor": 0.5, "patience": 5},
    "plateau_absolute": {"mode": "min", "factor": 0.5, "patience": 3, "threshold": 0.02, "threshold_mode": "abs"},
    "plateau_max_absolute": {"mode": "max", "factor": 0.3, "patience": 3, "threshold": 0.02, "threshold_mode": "abs"},
    "plateau_relative": {"mode": "min", "factor": 0.2, "patience": 2, "threshold": 0.05, "threshold_mode": "rel"},
    "plateau_cooldown": {"mode": "min", "factor": 0.5, "patience": 2, "cooldown": 6},
    "plateau_floor": {"mode": "min", "factor": 0.1, "patience": 1, "min_lr": 0.002},
    "plateau_impatient": {"mode": "min", "factor": 0.9, "patience": 0},
}


def optimizer():
    return SGD([torch.zeros(1, requires_grad=True)], lr=RATE)


def by_step(family):
    for label, (kind, settings) in BY_STEP.items():
        case = family.case(label, kind, rate=RATE, **settings)
        sgd = optimizer()
        if kind == "constant":
            schedule = lr_scheduler.LambdaLR(sgd, lambda _: 1.0)
        elif kind == "OneCycleLR":
            schedule = lr_scheduler.OneCycleLR(sgd, cycle_momentum=False, **settings)
        else:
            schedule = getattr(lr_scheduler, kind)(sgd, **settings)
        rates = []
        for step in range(STEPS):
            rates.append(sgd.param_groups[0]["lr"])
            sgd.step()
            if step + 1 < STEPS:
                schedule.step()
        case.store_doubles("output", "rates", rates)


def by_metric(family):
    for label, settings in PLATEAU.items():
        case = family.case(label, "ReduceLROnPlateau", rate=RATE, **settings)
        falling = np.array([math.exp(-k / 15) for k in range(STEPS)]) + 0.03 * case.random.standard_normal(STEPS)
        metric = falling if settings["mode"] == "min" else 1 - falling
        sgd = optimizer()
        schedule = lr_scheduler.ReduceLROnPlateau(sgd, **settings)
        rates = []
        for value in metric:
            schedule.step(value)
            rates.append(sgd.param_groups[0]["lr"])
        assert rates[-1] < RATE, f"{label} never lowered the rate"
        case.store_doubles("input", "metric", metric)
        case.store_doubles("output", "rates", rates)


def families():
    family = Family("schedules")
    by_step(family)
    by_metric(family)
    return [family]
