"""The section of bench/RESULTS.md that compare.py owns; what stands outside its marks is left as it is."""

import datetime
import pathlib
import subprocess

import tables

BEGIN = "<!-- compare.sh begins: written by the script, do not edit by hand -->"
END = "<!-- compare.sh ends -->"
BUSY = 0.7


def has_avx512():
    try:
        return "avx512f" in pathlib.Path("/proc/cpuinfo").read_text()
    except OSError:
        return False


def version():
    """The commit measured, marked if the files differ from it."""
    try:
        return subprocess.run(
            ["git", "describe", "--always", "--dirty", "--exclude=*"],
            cwd=pathlib.Path(__file__).parent, capture_output=True, text=True, check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def limit_text(count, limit):
    return f"{tables.threads(count)}: {limit['peak_gigaflops']:.0f} GFLOP/s, memory read {limit['memory_gigabytes_per_second']:.0f} GB/s"


def section(machine, load, limits, compared, others, options):
    cores = options.cores
    limit = limits[cores]
    lines = [
        "## Training steps beside PyTorch", "",
        f"{datetime.date.today()}, {machine['processor']}, threads used: {cores}, {machine['memory_bytes'] / 2**30:.0f} GiB, {machine['os']}.",
        f"Assay at {version()} on {machine['runtime']} with {machine['vector']}; {compared[0]['framework']} with "
        f"{', '.join(sorted({path.split('/')[-1] for path in compared[0]['blas']})) or 'its own BLAS'}.",
        f"Load of the machine before the start: {load:.1f} (0 is idle). Measured limits: {'; '.join(limit_text(*entry) for entry in limits.items())}.", "",
    ]
    if load > BUSY:
        lines += ["**The machine was busy with other work, which PyTorch's threads suffer from more than others: measure again on an idle one.**", ""]
    if options.quick:
        lines += ["**Quick run: it shows that everything works, and the figures mean little.**", ""]
    lines += [
        "A training step is forward, loss, backward, clipping of the global norm at 1, and Adam, in float32; `next-lstm-inference` is a forward pass without",
        "gradients. Both sides have the same shapes, parameters, data and arithmetic, and no dropout, so that losses can be compared: first, last and",
        "mean loss of so many steps differ by no more than the stated part of the mean. PyTorch runs with the fastest of the settings tried below.", "",
        "### Time", "",
        f"Median milliseconds of a step in each process, then the median over {options.pairs} turns that the sides took. A ratio is PyTorch's time by",
        f"Assay's on {cores} threads in the same turn: the median, and from lowest to highest; above 1 Assay is faster. The limit is the time that the step's",
        f"operations take at the measured peak of {cores} threads, with the ratio that it would give: no program that does these operations can go",
        "below it. The memory column is what gradients, clipping and Adam must move if nothing stays in a cache (36 bytes a parameter), and without",
        "training the parameters read once, at the measured bandwidth.", "",
        *tables.times(compared, limit, cores), "",
        "### Operations", "",
        "Operations are two for each multiply-add of the matrix products of the model as it is written: forward, and backward only for gradients that are",
        "needed (none of data). Products with a zero state and pairs behind a causal mask do not count, nor does anything element-wise. Shares are of the",
        f"measured peak of as many threads. Scaling is the time on 1 thread by that on {cores}, in the same turn.", "",
        *tables.operations(compared, limits, cores), "",
        "### Memory", "",
        "Managed bytes allocated by a step in steady state, and the peaks of resident memory of both processes.", "",
        *tables.memory(compared), "",
        "### Matrix products", "",
        "Product and peak are measured in turns in one process; medians. M1 packs B within the call, M2 has it packed and resident.", "",
        *tables.products(limits), "",
    ]
    if others:
        lines += ["### Other figures", "", *tables.others(others, compared, cores), ""]
    lines += ["### Settings", "", "What PyTorch was tried with (torch threads/BLAS threads, how Adam walks), the fastest first:", ""]
    lines += tables.settings(compared)
    lines += ["", *tables.again(compared, options)]
    return "\n".join(lines)


def write(path, text):
    """Puts the section in its place: between the marks, or at the end of a file that has none."""
    block = f"{BEGIN}\n{text}\n{END}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text() if path.exists() else "# Results\n"
    if BEGIN in before:
        head, _, rest = before.partition(BEGIN)
        _, found, tail = rest.partition(END + "\n")
        if not found:
            raise SystemExit(f"{path}: the mark '{END}' is missing")
        path.write_text(head + block + tail)
    else:
        path.write_text(before.rstrip("\n") + "\n\n" + block)
