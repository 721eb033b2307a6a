"""The models that are measured, one file each.

A workload is an nn.Module with `windows` (of data), `rate` (Adam's learning rate; 0 for a forward pass alone),
`data(random)`, which draws arrays by name, windows first, and `loss(data, window)`, one number.
"""
