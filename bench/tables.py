"""The tables of results: Markdown lines from what was measured, each with its target and whether it is reached."""

import statistics

# Bytes that a training step must move for each parameter: gradient written and read twice, parameter and two moments read and written.
TRAINING_BYTES, INFERENCE_BYTES = 36, 4
SHARE_OF_PEAK = {"lstm-300-512": 0.6, "next-lstm-32": 0.6, "next-lstm-64": 0.6, "next-transformer-32": 0.6, "next-transformer-64": 0.6}
PRODUCT_SHARES = {("M1", 1): 0.9, ("M1", 2): 0.82, ("M2", 1): 0.65, ("M2", 2): 0.6}
SCALING, SCALED = 1.7, ("-300-512", "next-lstm-32", "next-lstm-64", "next-gru", "next-transformer")
BYTES_PER_STEP, MEMORY_SHARE = 1024, 0.5


def table(head, rows):
    return ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|", *("| " + " | ".join(row) + " |" for row in rows)]


def milliseconds(value):
    return f"{value:.4f}" if value < 0.1 else f"{value:.3f}" if value < 10 else f"{value:.1f}"


def span(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def reached(yes):
    return "yes" if yes else "**no**"


def threads_of(item):
    return sorted(item["ratios"])


def times(compared, limit, cores):
    counts = threads_of(compared[0])
    head = ["workload", "PyTorch ms", *(f"Assay ms, {threads(count)}" for count in counts), "ratio", "target", "reached"]
    return table([*head, "limit ms", "ratio at the limit", "memory ms", "losses agree to"], [time_row(item, limit, cores) for item in compared])


def time_row(item, limit, cores):
    ms, ratio, target = item["ms"], statistics.median(item["ratios"][cores]), item["plan"].target
    limit_ms = item["operations"] / limit["peak_gigaflops"] / 1e6
    memory_ms = item["parameters"] * (TRAINING_BYTES if item["trains"] else INFERENCE_BYTES) / limit["memory_gigabytes_per_second"] / 1e6
    at_limit = ms["torch"] / limit_ms
    state = "" if target is None else reached(ratio >= target) + ("" if at_limit >= target else ", out of this machine's reach")
    return [
        item["workload"], milliseconds(ms["torch"]), *(milliseconds(ms[count]) for count in threads_of(item)), span(item["ratios"][cores]),
        "" if target is None else f"{target}", state, milliseconds(limit_ms), f"{at_limit:.1f}", milliseconds(memory_ms), f"{item['difference']:.0e}",
    ]


def operations(compared, limits, cores):
    counts = threads_of(compared[0])
    head = ["workload", "MFLOP a step", "GFLOP/s, PyTorch", *(f"GFLOP/s, {threads(count)}" for count in counts)]
    head += [*(f"share of peak, {threads(count)}" for count in counts), "target", "reached", "scaling", "target", "reached"]
    rows = []
    for item in compared:
        speed = {side: item["operations"] / ms / 1e6 for side, ms in item["ms"].items()}
        share = {count: speed[count] / limits[count]["peak_gigaflops"] for count in counts}
        share_target = SHARE_OF_PEAK.get(item["workload"])
        scaling = statistics.median(item["scaling"])
        scales = cores > 1 and any(part in item["workload"] for part in SCALED)
        rows.append([
            item["workload"], f"{item['operations'] / 1e6:,.2f}", f"{speed['torch']:.1f}", *(f"{speed[count]:.1f}" for count in counts),
            *(f"{share[count]:.0%}" for count in counts), *judged(share_target, share[cores], "{:.0%}"), span(item["scaling"]),
            *judged(SCALING if scales else None, scaling, "{}"),
        ])
    return table(head, rows)


def judged(target, value, form):
    """A target and whether a value is at least it."""
    return ["", ""] if target is None else [form.format(target), reached(value >= target)]


def memory(compared):
    head = ["workload", "managed bytes a step", f"at most {BYTES_PER_STEP}", "PyTorch peak MiB", "Assay peak MiB", "share", f"at most {MEMORY_SHARE:.0%}"]
    rows = []
    for item in compared:
        theirs, ours = item["peak_mib"]["torch"], max(item["peak_mib"][count] for count in threads_of(item))
        rows.append([
            item["workload"], f"{item['bytes_per_step']:,.0f}", reached(item["bytes_per_step"] <= BYTES_PER_STEP),
            f"{theirs:.0f}", f"{ours:.0f}", f"{ours / theirs:.0%}", reached(ours <= MEMORY_SHARE * theirs),
        ])
    return table(head, rows)


def products(limits):
    rows = []
    for count, measured in limits.items():
        for product in measured["products"]:
            target = PRODUCT_SHARES.get((product["name"], count))
            rows.append([
                product["name"], product["size"], f"{count}", f"{product['gigaflops']:.0f}", f"{measured['peak_gigaflops']:.0f}",
                f"{product['share']:.0%}", *judged(target, product["share"], "{:.0%}"),
            ])
    return table(["product", "size", "threads", "GFLOP/s", "peak", "share", "target", "reached"], sorted(rows))


def others(measured, compared, cores):
    rows = [limited("process start to first training step done, s", measured["first_steps"]["assay"], 0.5, "{:.2f}")]
    rows.append(["the same in PyTorch, s", f"{measured['first_steps']['torch']:.2f}", "", ""])
    if measured["training_start"] is not None:
        rows.append(limited("`assay train frequency`, process start to start of training, s", measured["training_start"], 0.5, "{:.2f}"))
    for workload, cost in measured["probes"].items():
        rows.append(limited(f"probes, part of a step of {workload}, looking every {cost['every']} steps", cost["cost"], 0.01, "{:.2%}"))
    logging = measured["logging"]
    rows.append(limited(f"logging three metrics, p50 of {logging['calls']:,} calls, microseconds", logging["p50_microseconds"], 20, "{:.1f}"))
    rows.append(limited("the same, p99", logging["p99_microseconds"], 1000, "{:.1f}"))
    for item in compared:
        if item["trains"]:
            continue
        for count in threads_of(item):
            what = f"{item['workload']}, p99 of at least {item['steps'][count]:,} calls, {threads(count)}, ms"
            rows.append(limited(what, item["p99_ms"][count], 0.2, "{:.3f}"))
        rows.append([f"{item['workload']}, p99 in PyTorch, ms", f"{item['p99_ms']['torch']:.3f}", "", ""])
    return table(["what", "measured", "at most", "reached"], rows)


def limited(what, value, most, form):
    return [what, form.format(value), form.format(most), reached(value <= most)]


def settings(compared):
    lines = []
    for item in compared:
        tried = sorted(item["tried"].items(), key=lambda pair: pair[1])
        lines.append(f"- {item['workload']}: " + "; ".join(f"{setting}: {milliseconds(time)} ms" for setting, time in tried))
    return lines


def again(compared, options):
    counts = threads_of(compared[0])
    head = ["workload", "steps timed in a process, PyTorch", *(f"Assay, {threads(count)}" for count in counts), "steps compared by loss", "again"]
    rest = f"--pairs {options.pairs} --cores {options.cores}{' --quick' if options.quick else ''}"
    return table(head, [
        [item["workload"], *(f"at least {item['steps'][side]}" for side in ("torch", *counts)), f"{item['plan'].loss_steps}",
         f"`bench/compare.sh --workload {item['workload']} {rest}`"]
        for item in compared
    ])


def threads(count):
    return f"{count} thread{'' if count == 1 else 's'}"
