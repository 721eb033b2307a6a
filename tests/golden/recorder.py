"""Runs a computation in double precision and records everything needed to repeat it.

A family is one file. A case is one computation in it; its tensors are named `case/role/name`, with the roles
`input`, `parameter`, `buffer` (state before), `upstream` (gradient of the loss with respect to an output),
`output`, `gradient` (with respect to an input or a parameter) and `after` (state afterwards).
"""

import json
import zlib

import numpy as np
import torch

import tensorfile


class Family:
    """The cases of one file."""

    def __init__(self, name):
        self.name = name
        self.tensors = {}
        self.metadata = {}

    def case(self, name, op, **arguments):
        """Starts a case; arguments are plain values that JSON can hold."""
        assert name not in self.metadata, f"case {name} is there already"
        self.metadata[name] = json.dumps({"op": op, "arguments": arguments})
        return Case(self, name)

    def save(self, folder):
        path = folder / f"{self.name}.safetensors"
        tensorfile.write(path, self.tensors, self.metadata)
        return path


class Case:
    """One computation. Its random numbers depend on its own name only, so that new cases leave old ones alone."""

    def __init__(self, family, name):
        self.family = family
        self.name = name
        self.random = np.random.RandomState(zlib.crc32(f"{family.name}/{name}".encode()))

    def normal(self, *shape, scale=1.0, offset=0.0):
        """Normal numbers that float32 holds exactly, as doubles."""
        values = np.asarray(offset + scale * self.random.standard_normal(shape), np.float32)
        return torch.from_numpy(values.astype(np.float64))

    def uniform(self, *shape, low, high):
        """Uniform numbers that float32 holds exactly, as doubles."""
        values = self.random.uniform(low, high, shape)
        return torch.from_numpy(values.astype(np.float32).astype(np.float64))

    def integers(self, *shape, high):
        return torch.from_numpy(self.random.randint(0, high, shape))

    def store(self, role, name, tensor):
        """Stores a tensor: real numbers as float32, whole numbers as int32."""
        array = tensor.detach().numpy()
        kind = {"f": np.float32, "i": np.int32, "b": np.bool_}[array.dtype.kind]
        self.family.tensors[f"{self.name}/{role}/{name}"] = array.astype(kind)

    def store_doubles(self, role, name, values):
        self.family.tensors[f"{self.name}/{role}/{name}"] = np.asarray(values, np.float64)

    def run(self, function, inputs, parameters=None, upstream=None):
        """Calls function(**inputs) and records outputs and gradients.

        The function returns a tensor or a dictionary of them. Real inputs and all parameters get gradients.
        `upstream` names the outputs that the loss depends on; all of them where it is left out.
        """
        parameters = parameters or {}
        leaves = dict(parameters)
        for name, tensor in inputs.items():
            self.store("input", name, tensor)
            if tensor.is_floating_point():
                leaves[name] = tensor.requires_grad_()
        for name, tensor in parameters.items():
            self.store("parameter", name, tensor)

        outputs = function(**inputs)
        if torch.is_tensor(outputs):
            outputs = {"output": outputs}
        weighed = {name: outputs[name] for name in upstream or outputs}
        weights = {name: self.normal(*tensor.shape) for name, tensor in weighed.items()}
        gradients = torch.autograd.grad(list(weighed.values()), list(leaves.values()), list(weights.values()))

        for name, tensor in weights.items():
            self.store("upstream", name, tensor)
        for name, tensor in outputs.items():
            self.store("output", name, tensor)
        for name, tensor in zip(leaves, gradients):
            self.store("gradient", name, tensor)

    def run_module(self, module, function, inputs, upstream=None):
        """As run, for a module whose parameters are filled with random numbers first."""
        module.double()
        for parameter in module.parameters():
            parameter.data = self.uniform(*parameter.shape, low=-1, high=1) * parameter.shape[-1] ** -0.5
            parameter.data = parameter.data.float().double()
        for name, buffer in module.named_buffers():
            self.store("buffer", name, buffer)
        self.run(function, inputs, dict(module.named_parameters()), upstream)
        for name, buffer in module.named_buffers():
            self.store("after", name, buffer)
