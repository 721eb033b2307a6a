"""Optuna's side of bench/sweeps.sh: its best values, its time for a suggestion, and the check that both sides have equal functions."""
import argparse
import json
import math
import sys
import time
import warnings

import optuna

from functions import FUNCTIONS

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def study(seed):
    return optuna.create_study(sampler=optuna.samplers.TPESampler(multivariate=True, constant_liar=True, seed=seed))


def best(arguments):
    """CSV: function, repeat, best value after each of the given numbers of trials."""
    marks = [20, 40, 80]
    print("function,repeat," + ",".join(str(mark) for mark in marks))
    for name in arguments.functions or FUNCTIONS:
        for repeat in range(arguments.repeats):
            run, least, row = study(repeat), math.inf, []
            for number in range(1, marks[-1] + 1):
                trial = run.ask()
                value = FUNCTIONS[name](trial)
                run.tell(trial, value)
                least = min(least, value)
                if number in marks:
                    row.append(repr(least))
            print(f"{name},{repeat}," + ",".join(row), flush=True)


def suggestion(arguments):
    """JSON: milliseconds of a suggestion of the function with six parameters after a number of trials, the median of several."""
    run, objective = study(0), FUNCTIONS[arguments.function]
    random = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=0))
    for _ in range(arguments.trials):
        trial = random.ask()
        value = objective(trial)
        random.tell(trial, value)
    for trial in random.get_trials(deepcopy=False):
        run.add_trial(trial)
    times = []
    for _ in range(arguments.count + 3):
        begin = time.perf_counter()
        trial = run.ask()
        value = objective(trial)
        times.append((time.perf_counter() - begin) * 1e3)
        run.tell(trial, value)
    times = sorted(times[3:])
    print(json.dumps({"optuna": optuna.__version__, "function": arguments.function, "trials": arguments.trials, "p50_ms": times[len(times) // 2], "max_ms": times[-1]}))


class Fixed:
    """Answers with given values and holds what is asked for against given ranges."""

    def __init__(self, parameters):
        self.parameters, self.asked = parameters, set()

    def _answer(self, name, **wanted):
        given = self.parameters[name]
        self.asked.add(name)
        for key, value in wanted.items():
            if given[key] != value:
                raise SystemExit(f"parameter {name}: {key} is {given[key]} in C# and {value} in Python")
        return given["value"]

    def suggest_float(self, name, low, high, log=False):
        return self._answer(name, kind="number", low=low, high=high, log=log)

    def suggest_int(self, name, low, high, log=False):
        return self._answer(name, kind="whole", low=low, high=high, log=log)

    def suggest_categorical(self, name, choices):
        return self._answer(name, kind="choice", choices=choices)


def check(_):
    """Reads what `sweeps values` of Assay.Bench prints; ends with 1 at the first difference."""
    seen = {}
    for line in sys.stdin:
        point = json.loads(line)
        trial = Fixed(point["parameters"])
        value = FUNCTIONS[point["function"]](trial)
        if trial.asked != set(point["parameters"]):
            raise SystemExit(f"{point['function']}: C# asks for {sorted(point['parameters'])}, Python for {sorted(trial.asked)}")
        if not math.isclose(value, point["value"], rel_tol=1e-9, abs_tol=1e-9):
            raise SystemExit(f"{point['function']}: {point['value']} in C# and {value} in Python at {point['parameters']}")
        seen[point["function"]] = seen.get(point["function"], 0) + 1
    if set(seen) != set(FUNCTIONS):
        raise SystemExit(f"compared {sorted(seen)}; needed: {sorted(FUNCTIONS)}")
    print(f"{len(seen)} functions agree at {sum(seen.values())} points", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("best")
    verb.add_argument("--repeats", type=int, default=100)
    verb.add_argument("functions", nargs="*")
    verb.set_defaults(run=best)
    verb = verbs.add_parser("time")
    verb.add_argument("--trials", type=int, default=1000)
    verb.add_argument("--count", type=int, default=20)
    verb.add_argument("--function", default="hartmann6")
    verb.set_defaults(run=suggestion)
    verbs.add_parser("check").set_defaults(run=check)
    given = parser.parse_args()
    given.run(given)
