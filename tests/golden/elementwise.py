"""Element-wise operations, with broadcasting and at the points where a gradient is a matter of convention."""

import torch
import torch.nn.functional as F

from recorder import Family

UNARY = {
    "neg": torch.neg,
    "exp": torch.exp,
    "abs": torch.abs,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "gelu_erf": F.gelu,
    "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "softplus": F.softplus,
}
BINARY = {"add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "maximum": torch.maximum}
BROADCASTS = {
    "same": ((3, 7), (3, 7)),
    "row": ((3, 7), (7,)),
    "column": ((3, 7), (3, 1)),
    "outer": ((5, 1), (1, 7)),
    "inner": ((2, 3, 5), (2, 1, 5)),
    "left": ((5,), (2, 3, 5)),
    "single": ((3, 7), (1,)),
    "long": ((2, 131), (131,)),
}


def unary(family):
    for op, function in UNARY.items():
        case = family.case(op, op)
        case.run(lambda x: function(x), {"x": case.normal(5, 13, scale=2)})
    for op in ("tanh", "sigmoid", "softplus", "gelu_erf", "gelu_tanh", "silu"):
        case = family.case(f"{op}_large", op)
        case.run(lambda x: UNARY[op](x), {"x": case.uniform(41, low=-60, high=60)})
    for op, function in (("log", torch.log), ("sqrt", torch.sqrt)):
        case = family.case(op, op)
        case.run(lambda x: function(x), {"x": case.uniform(5, 13, low=0.01, high=9)})
    for op in ("relu", "abs"):
        case = family.case(f"{op}_at_zero", op)
        case.run(lambda x: UNARY[op](x), {"x": torch.tensor([-1.0, 0.0, 1.0, 0.0], dtype=torch.double)})


def powers(family):
    for exponent in (2, 3):
        case = family.case(f"pow_{exponent}", "pow", exponent=exponent)
        case.run(lambda x: x**exponent, {"x": case.normal(5, 13)})
    for label, exponent in (("half", 0.5), ("minus_one", -1), ("two_and_a_half", 2.5)):
        case = family.case(f"pow_{label}", "pow", exponent=exponent)
        case.run(lambda x: x**exponent, {"x": case.uniform(5, 13, low=0.1, high=4)})


def binary(family):
    for op, function in BINARY.items():
        for label, (left, right) in BROADCASTS.items():
            case = family.case(f"{op}_{label}", op)
            b = case.normal(*right)
            if op == "div":
                b = (b + b.sign()).float().double()
            case.run(lambda a, b: function(a, b), {"a": case.normal(*left), "b": b})
    case = family.case("maximum_tie", "maximum")
    values = torch.tensor([1.0, 2.0, 3.0], dtype=torch.double)
    case.run(lambda a, b: torch.maximum(a, b), {"a": values.clone(), "b": values.clone()})


def selections(family):
    for label, low, high in (("both", -0.5, 0.75), ("low", -0.5, None), ("high", None, 0.75)):
        case = family.case(f"clamp_{label}", "clamp", low=low, high=high)
        case.run(lambda x: x.clamp(low, high), {"x": case.normal(5, 13)})
    case = family.case("clamp_at_bounds", "clamp", low=-1, high=1)
    case.run(lambda x: x.clamp(-1, 1), {"x": torch.tensor([-2.0, -1.0, 0.0, 1.0, 2.0], dtype=torch.double)})
    for label in ("same", "row", "outer", "inner"):
        left, right = BROADCASTS[label]
        case = family.case(f"where_{label}", "where")
        shape = torch.broadcast_shapes(left, right)
        condition = case.integers(*shape, high=2).bool()
        inputs = {"condition": condition, "a": case.normal(*left), "b": case.normal(*right)}
        case.run(lambda condition, a, b: torch.where(condition, a, b), inputs)


def families():
    family = Family("elementwise")
    unary(family)
    powers(family)
    binary(family)
    selections(family)
    return [family]
