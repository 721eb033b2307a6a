"""The workloads by name; the same table stands in bench/Assay.Bench/Workloads/WorkloadTable.cs."""

import numpy as np
import torch

from models.next_vector import NextGru, NextLstm, NextTransformer
from models.poetry import PoetryAttention
from models.recurrent import KINDS, Recurrent
from models.ternary import TernaryVae


def workloads():
    """How each workload is made."""
    named = {}
    for kind in KINDS:
        prefix = "frequency" if kind == "lstm" else f"frequency-{kind}"
        named[f"{prefix}-online"] = lambda kind=kind: Recurrent(kind, 5, 64, 1, batch=1, time=1, stateful=True, windows=1000, rate=1e-4)
        named[f"{prefix}-tbptt"] = lambda kind=kind: Recurrent(kind, 5, 64, 1, batch=40, time=50, stateful=True, windows=20, rate=3e-3)
        named[f"{kind}-300-512"] = lambda kind=kind: Recurrent(kind, 300, 512, 300, batch=16, time=50, stateful=False, windows=4, rate=1e-3)
    for batch in (32, 64):
        named[f"next-lstm-{batch}"] = lambda batch=batch: NextLstm(batch, rate=1e-3)
        named[f"next-gru-{batch}"] = lambda batch=batch: NextGru(batch, rate=1e-3)
        named[f"next-transformer-{batch}"] = lambda batch=batch: NextTransformer(batch, rate=1e-4)
    named["poetry-attention"] = lambda: PoetryAttention(rate=1e-3, common=False)
    # Assay's counterpart of both is poetry-attention.
    named["poetry-attention-common"] = lambda: PoetryAttention(rate=1e-3, common=True)
    named["ternary-vae"] = lambda: TernaryVae(rate=1e-3)
    named["next-lstm-inference"] = lambda: NextLstm(1, rate=0)
    return named


def fresh_start(make, seed):
    """Parameters and data by name."""
    torch.manual_seed(seed)
    work = make()
    start = {name: tensor.detach().numpy() for name, tensor in work.named_parameters()}
    data = work.data(np.random.RandomState(seed))
    return {**start, **{name: np.ascontiguousarray(values, np.float32) for name, values in data.items()}}
