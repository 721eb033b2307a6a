"""The section of bench/RESULTS.md that compare.py owns; what stands outside its marks is left as it is."""

import datetime
import pathlib
import statistics
import subprocess

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


def milliseconds(value):
    return f"{value:.4f}" if value < 0.1 else f"{value:.3f}" if value < 10 else f"{value:.1f}"


def span(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def row(item, cores):
    ms, peak, ratios = item["ms"], item["peak_mib"], item["ratios"]
    cells = [item["workload"], milliseconds(ms["torch"]), *(milliseconds(ms[threads]) for threads in cores)]
    cells += [*(span(ratios[threads]) for threads in cores), f"{item['difference']:.0e}"]
    cells += [f"{peak['torch']:.0f}", f"{max(peak[threads] for threads in cores):.0f}"]
    return "| " + " | ".join(cells) + " |"


def section(machine, load, compared, options):
    cores = sorted({1, machine["cores"]})
    threads = ["1 thread", f"{machine['cores']} threads"][: len(cores)]
    head = ["workload", "PyTorch ms", *(f"Assay ms, {each}" for each in threads), *(f"ratio, {each}" for each in threads)]
    head += ["losses agree to", "PyTorch peak MiB", "Assay peak MiB"]
    lines = [
        "## Training steps beside PyTorch", "",
        f"{datetime.date.today()}, {machine['processor']}, cores: {machine['cores']}, {machine['memory_bytes'] / 2**30:.0f} GiB, {machine['os']}.",
        f"Assay at {version()} on {machine['runtime']} with {machine['vector']}; {compared[0]['framework']} with "
        f"{', '.join(sorted({path.split('/')[-1] for path in compared[0]['blas']})) or 'its own BLAS'}.",
        f"Load of the machine before the start: {load:.1f} (0 is idle).", "",
    ]
    if load > BUSY:
        lines += ["**The machine was busy with other work, which PyTorch's threads suffer from more than others: measure again on an idle one.**", ""]
    if options.quick:
        lines += ["**Quick run: it shows that everything works, and the figures mean little.**", ""]
    lines += [
        f"Median milliseconds of a step in each process, then the median over {options.pairs} turns that the two sides took. A ratio is",
        "PyTorch's time by Assay's in the same turn: the median, and from lowest to highest; above 1 Assay is faster. PyTorch runs with",
        "the fastest of the settings tried below. Peaks are of resident memory. Losses: both sides begin from the same",
        "parameters and data, and the first, last and mean loss over the steps named below differ by no more than this part of the mean.", "",
        "| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|", *(row(item, cores) for item in compared), "",
        "What PyTorch was tried with (torch threads/BLAS threads), the fastest first:", "",
    ]
    for item in compared:
        tried = sorted(item["tried"].items(), key=lambda pair: pair[1])
        lines.append(f"- {item['workload']}: " + "; ".join(f"{setting}: {milliseconds(time)} ms" for setting, time in tried))
    lines += ["", "| workload | steps timed | warm-up, PyTorch | warm-up, Assay | steps compared by loss | again |", "|---|---:|---:|---:|---:|---|"]
    quick = " --quick" if options.quick else ""
    for item in compared:
        plan, again = item["plan"], f"`bench/compare.sh --workload {item['workload']} --pairs {options.pairs}{quick}`"
        lines.append(f"| {item['workload']} | {plan.steps} | {plan.torch_warm_up} | {plan.assay_warm_up} | {plan.loss_steps} | {again} |")
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
