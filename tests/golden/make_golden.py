#!/usr/bin/env python3
"""Makes the golden files in this folder with PyTorch. See README.md."""

import pathlib

import torch

import elementwise
import hyperbolic
import initialisers
import losses
import modules
import optimizers
import products
import recurrent
import schedules
import shapes
import transformer

SOURCES = (elementwise, shapes, products, recurrent, modules, transformer, losses, optimizers, schedules, initialisers, hyperbolic)


def main():
    torch.set_num_threads(1)
    folder = pathlib.Path(__file__).parent
    for source in SOURCES:
        for family in source.families():
            path = family.save(folder)
            print(f"{path.name}: {len(family.metadata)} cases, {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
