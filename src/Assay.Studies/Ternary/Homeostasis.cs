using System.Text.Json.Nodes;

namespace Assay.Studies.Ternary;

/// <summary>
/// Freezes and releases parts of a model as coverage and hierarchy go. Encoder A begins frozen: it is released when everything is covered and its
/// hierarchy has stopped improving, and frozen again when coverage suffers. Encoder B begins free: it is frozen when its hierarchy has stopped
/// improving, and released when that falls. A <see cref="LossController"/> is frozen when its gradient has died down, and released when it comes back.
/// After each time that A was free, thresholds are relaxed if the quality has risen and tightened if it has fallen. Hierarchies count with their sign, so a
/// hierarchy that turns upside down is a fall.
/// </summary>
sealed class Homeostasis
{
    /// <summary>The parts in their order.</summary>
    public const int A = 0, B = 1, Controller = 2;

    const int WarmUp = 5, Window = 5, Hysteresis = 3, QuietUpdates = 3, MostPatience = 15;
    const double Stall = 0.001, Drop = 0.01, QuietNorm = 0.01, Step = 0.005, LeastCoverage = 0.95, QualityLoss = 0.05;

    readonly bool[] _frozen = [true, false, false];
    readonly int[] _changed = [-Hysteresis, -Hysteresis, -Hysteresis];
    readonly List<double>[] _history = [[], [], []];
    readonly int[] _still = [0, 0, 0];
    double _freezeCoverage = 0.995, _releaseCoverage = 1, _qualityAtRelease = double.NaN;
    int _patience = 5, _updates;

    /// <summary>Whether a part is frozen now.</summary>
    public bool IsFrozen(int part) => _frozen[part];

    /// <summary>Coverage below which encoder A is frozen.</summary>
    public double FreezeCoverage => _freezeCoverage;

    /// <summary>Takes in what was measured after an epoch.</summary>
    /// <param name="coverage">0 to 1.</param>
    /// <param name="hierarchyA">Of code A; negative is good.</param>
    /// <param name="hierarchyB">Of code B.</param>
    /// <param name="gradient">Norm of the controller's gradient.</param>
    /// <param name="quality">Of the whole model; more is better.</param>
    /// <returns>What changed, in words; empty for nothing.</returns>
    public IReadOnlyList<string> Observe(double coverage, double hierarchyA, double hierarchyB, double gradient, double quality)
    {
        _updates++;
        double[] values = [-hierarchyA, -hierarchyB, gradient];
        var before = _history[B].Count > 0 ? _history[B][^1] : double.NaN;
        var mean = _history[Controller].Count > 0 ? _history[Controller].Average() : double.NaN;
        for (var part = 0; part < values.Length; part++)
        {
            _history[part].Add(values[part]);
            if (_history[part].Count > Window) _history[part].RemoveAt(0);
        }
        for (var part = A; part <= B; part++)
            _still[part] = _history[part].Count == Window && _history[part][^1] - _history[part][0] < Stall ? _still[part] + 1 : 0;
        _still[Controller] = gradient < QuietNorm ? _still[Controller] + 1 : 0;
        List<string> changes = [];
        if (_updates <= WarmUp) return changes;
        if (!_frozen[A] && coverage < _freezeCoverage) Change(A, $"coverage {coverage:F4} is below {_freezeCoverage:F3}", changes, quality);
        else if (_frozen[A] && coverage >= _releaseCoverage && _still[A] >= _patience) Change(A, $"coverage {coverage:F4}, and the hierarchy stands still", changes, quality);
        if (!_frozen[B] && _still[B] >= _patience) Change(B, "its hierarchy stands still", changes, quality);
        else if (_frozen[B] && before - values[B] > Drop) Change(B, $"its hierarchy fell by {before - values[B]:F3}", changes, quality);
        if (!_frozen[Controller] && _still[Controller] >= QuietUpdates) Change(Controller, $"its gradient is {gradient:G2}", changes, quality);
        else if (_frozen[Controller] && gradient > 2 * mean) Change(Controller, $"its gradient is {gradient:G2}, twice what it was", changes, quality);
        return changes;
    }

    /// <summary>What to store to go on from here.</summary>
    public JsonObject ToJson() => new()
    {
        ["frozen"] = Array(_frozen), ["changed"] = Array(_changed), ["still"] = Array(_still), ["history"] = new JsonArray([.. _history.Select(values => Array(values))]),
        ["freezeCoverage"] = _freezeCoverage, ["releaseCoverage"] = _releaseCoverage, ["quality"] = double.IsNaN(_qualityAtRelease) ? null : _qualityAtRelease, ["patience"] = _patience, ["updates"] = _updates,
    };

    /// <summary>Goes on from what <see cref="ToJson"/> gave.</summary>
    /// <exception cref="KeyNotFoundException">It is none.</exception>
    public void Load(JsonNode? json)
    {
        JsonNode Part(string name) => json?[name] ?? throw new KeyNotFoundException($"the homeostasis has no '{name}'");
        for (var part = 0; part < _frozen.Length; part++)
        {
            (_frozen[part], _changed[part], _still[part]) = ((bool)Part("frozen")[part]!, (int)Part("changed")[part]!, (int)Part("still")[part]!);
            _history[part].Clear();
            _history[part].AddRange(Part("history")[part]!.AsArray().Select(value => (double)value!));
        }
        (_freezeCoverage, _releaseCoverage) = ((double)Part("freezeCoverage"), (double)Part("releaseCoverage"));
        (_patience, _updates, _qualityAtRelease) = ((int)Part("patience"), (int)Part("updates"), (double?)json!["quality"] ?? double.NaN);
    }

    void Change(int part, string why, List<string> changes, double quality)
    {
        if (_updates - _changed[part] < Hysteresis) return;
        _changed[part] = _updates;
        _still[part] = 0;
        _frozen[part] = !_frozen[part];
        changes.Add($"{(part switch { A => "encoder A", B => "encoder B", _ => "controller" })} {(_frozen[part] ? "frozen" : "released")}: {why}");
        if (part != A) return;
        if (_frozen[A]) Anneal(quality);
        else _qualityAtRelease = quality;
    }

    // Thresholds after encoder A was free.
    void Anneal(double quality)
    {
        if (quality > _qualityAtRelease)
        {
            _freezeCoverage = Math.Max(LeastCoverage, _freezeCoverage - Step);
            _releaseCoverage = Math.Max(_freezeCoverage + Step, _releaseCoverage - Step);
            _patience = Math.Min(MostPatience, _patience + 1);
        }
        else if (_qualityAtRelease - quality > QualityLoss)
        {
            _freezeCoverage = Math.Min(1 - Step, _freezeCoverage + Step);
            _releaseCoverage = Math.Min(1, _releaseCoverage + Step);
        }
    }

    static JsonArray Array<T>(IEnumerable<T> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
