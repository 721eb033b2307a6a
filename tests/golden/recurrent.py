"""RNN, LSTM and GRU: layers, directions, initial and final states, lengths."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from recorder import Family

KINDS = {
    "rnn_tanh": lambda *sizes, **options: nn.RNN(*sizes, nonlinearity="tanh", **options),
    "rnn_relu": lambda *sizes, **options: nn.RNN(*sizes, nonlinearity="relu", **options),
    "lstm": nn.LSTM,
    "gru": nn.GRU,
}
PLAIN = {
    "inputs": 3, "hidden": 5, "batch": 4, "time": 6, "layers": 1, "bidirectional": False, "bias": True,
    "batch_first": True, "state": False, "lengths": None, "loss": None,
}
VARIANTS = {
    "plain": {},
    "state": {"state": True},
    "time_first": {"state": True, "batch_first": False},
    "no_bias": {"bias": False},
    "one_step": {"state": True, "batch": 1, "time": 1},
    "final_state_only": {"state": True, "loss": "final"},
    "output_only": {"state": True, "loss": "output"},
    "layers": {"layers": 2, "state": True},
    "bidirectional": {"bidirectional": True, "state": True},
    "layers_bidirectional": {"layers": 2, "bidirectional": True, "state": True},
    "lengths": {"state": True, "lengths": [6, 2, 1, 4]},
    "lengths_layers": {"layers": 2, "lengths": [3, 6, 5, 1]},
    "lengths_bidirectional": {"bidirectional": True, "state": True, "lengths": [2, 6, 1, 5]},
    "lengths_layers_bidirectional": {"layers": 2, "bidirectional": True, "state": True, "lengths": [6, 2, 4, 3]},
    "wide": {"inputs": 19, "hidden": 33, "batch": 5, "time": 9, "state": True},
}


def record(family, kind, label, settings):
    s = {**PLAIN, **settings}
    arguments = {name: value for name, value in s.items() if name not in ("batch", "time", "loss", "state")}
    case = family.case(f"{kind}_{label}", kind, **arguments)
    module = KINDS[kind](
        s["inputs"], s["hidden"], s["layers"], bias=s["bias"], batch_first=s["batch_first"],
        bidirectional=s["bidirectional"],
    )

    def forward(x, h_0=None, c_0=None):
        state = (h_0, c_0) if c_0 is not None else h_0
        if s["lengths"]:
            x = pack_padded_sequence(x, s["lengths"], s["batch_first"], enforce_sorted=False)
        output, final = module(x, state)
        if s["lengths"]:
            output, _ = pad_packed_sequence(output, s["batch_first"], total_length=s["time"])
        h_n, c_n = final if kind == "lstm" else (final, None)
        return {"output": output, "h_n": h_n, **({"c_n": c_n} if kind == "lstm" else {})}

    leading = (s["batch"], s["time"]) if s["batch_first"] else (s["time"], s["batch"])
    inputs = {"x": case.normal(*leading, s["inputs"])}
    if s["state"]:
        state = (s["layers"] * (2 if s["bidirectional"] else 1), s["batch"], s["hidden"])
        for name in ("h_0", "c_0")[: 2 if kind == "lstm" else 1]:
            inputs[name] = case.normal(*state, scale=0.7)
    finals = ["h_n", "c_n"] if kind == "lstm" else ["h_n"]
    case.run_module(module, forward, inputs, {None: None, "final": finals, "output": ["output"]}[s["loss"]])


def families():
    family = Family("recurrent")
    for kind in KINDS:
        for label, settings in VARIANTS.items():
            record(family, kind, label, settings)
    return [family]
