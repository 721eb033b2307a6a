using System.Globalization;
using System.Text.Json.Nodes;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// Watches the gradients of a training through layers and through time: their norm at every step, and every <see cref="Every"/> steps those of each
/// weight, the sizes of the updates, and |dL/dh_t| of every recurrent net. It says what is wrong when that begins, and again only after it had ended.
/// </summary>
/// <remarks>
/// Given to <see cref="Stepper.Gradients"/>. Curves through time need the forward pass to be held in <see cref="Stepper.WatchStates"/>, as the trainers
/// do; sizes of updates need an <see cref="UpdateProbe"/> that looks at the same steps.
/// </remarks>
public sealed class GradientMonitor
{
    const int Window = 50, NetsShown = 3;

    readonly StateGradients _states = new();
    readonly Queue<double> _norms = new(Window + 1), _kept = new(Window + 1);
    readonly OrderedDictionary<string, Raised> _raised = [];
    readonly List<GradientCurve> _curves = [];
    readonly GradientDiagnosis _diagnosis;
    IReadOnlyList<StateNorms> _nets = [];
    bool _due;

    /// <param name="every">Steps from one look to the next.</param>
    /// <param name="limits">Where gradients stop being healthy; null for the usual ones.</param>
    public GradientMonitor(int every, GradientLimits? limits = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        (Every, KeepEvery, _diagnosis) = (every, every, new GradientDiagnosis(limits ?? new GradientLimits()));
        Advance(0);
    }

    /// <summary>Steps from one look to the next.</summary>
    public int Every { get; }

    /// <summary>Steps from one curve that is kept to the next, beside the first: a multiple of <see cref="Every"/>.</summary>
    public long KeepEvery { get; private set; }

    /// <summary>Hears each warning.</summary>
    public Action<GradientWarning>? Warned { get; set; }

    /// <summary>What is wrong since the last look; empty if nothing is.</summary>
    public IReadOnlyList<GradientWarning> Warnings { get; private set; } = [];

    /// <summary>How things stand, in a line; null before the first look.</summary>
    public string? Summary { get; private set; }

    /// <summary>The curves kept so far.</summary>
    public GradientHistory History => new([.. _curves]);

    /// <summary>Keeps about <paramref name="count"/> curves of each net in so many steps of training.</summary>
    public void KeepAbout(int count, long steps) => KeepEvery = Math.Max(1, (steps + ((long)count * Every) - 1) / ((long)count * Every)) * Every;

    /// <summary>What was ever wrong: a warning if it still is, else information.</summary>
    public IReadOnlyList<Finding> Findings() => [.. _raised.Select(entry => new Finding(
        $"gradient/{entry.Key}", entry.Value.Ended is null ? Severity.Warning : Severity.Info, entry.Value.Warning.Title,
        $"{entry.Value.Warning.Evidence}; since step {entry.Value.Since}{(entry.Value.Ended is { } ended ? $", until step {ended}" : "")}{(entry.Value.Times > 1 ? $", {entry.Value.Times} times" : "")}.",
        entry.Value.Warning.Advice))];

    /// <summary>What to store to go on from here; the curves are stored by <see cref="History"/>.</summary>
    public JsonObject State() => new()
    {
        ["norms"] = new JsonArray([.. _norms.Select(norm => JsonValue.Create(norm))]),
        ["kept"] = new JsonArray([.. _kept.Select(kept => JsonValue.Create(kept))]),
        ["rows"] = _diagnosis.State(),
        ["raised"] = new JsonArray([.. _raised.Values.Select(raised => raised.ToJson())]),
    };

    /// <summary>Goes on from a stored state.</summary>
    /// <param name="state">From <see cref="State"/>.</param>
    /// <param name="history">The run's; curves of steps after <paramref name="steps"/> are left out.</param>
    /// <param name="steps">Optimizer steps done.</param>
    /// <exception cref="KeyNotFoundException">It is no such state.</exception>
    public void Load(JsonNode? state, GradientHistory? history, long steps)
    {
        JsonNode Part(string name) => state?[name] ?? throw new KeyNotFoundException($"the state of the gradients has no '{name}'");
        Fill(_norms, Part("norms"));
        Fill(_kept, Part("kept"));
        _diagnosis.Load(Part("rows").AsObject());
        _raised.Clear();
        foreach (var raised in Part("raised").AsArray().Select(node => Raised.FromJson(node!))) _raised[raised.Warning.Name] = raised;
        Warnings = [.. _raised.Values.Where(raised => raised.Ended is null).Select(raised => raised.Warning)];
        _curves.Clear();
        _curves.AddRange((history?.Curves ?? []).Where(curve => curve.Step <= steps));
        Advance(steps);
    }

    internal StateGradients.Scope Watch() => _due ? _states.Watch() : default;

    internal void Advance(long steps) => _due = (steps + 1) % Every == 0;

    /// <summary>After a backward pass, before its memory is used again.</summary>
    internal void Collect()
    {
        if (_due) _nets = _states.Take();
    }

    /// <summary>After a step.</summary>
    internal void Observe(Stepper stepper, double norm, double clip)
    {
        Push(_norms, norm);
        Push(_kept, Clipping.Factor(norm, clip));
        if (_due) Look(stepper);
        Advance(stepper.Steps);
    }

    void Look(Stepper stepper)
    {
        var (optimizer, step) = (stepper.Optimizer, stepper.Steps);
        var weights = Enumerable.Range(0, optimizer.Names.Count).Where(i => optimizer.Parameters[i] is { Trainable: true, Rank: > 1 }).ToArray();
        var norms = optimizer.GradientNorms.ToArray();
        double[] ratios = stepper.Updates is { } probe && probe.LookedAt == step ? probe.Ratios.ToArray() : [];
        var nets = _nets.Where(net => net.Norms.Count > 1).Select(net => (Name: NameOf(net, optimizer), Net: net)).ToArray();
        var retentions = nets.Select(net => (net.Name, net.Net.Retention)).ToArray();
        _nets = [];
        if (stepper.Run is { } run && nets.Length > 0) run.Log(step, [.. retentions.Select(net => ($"grad/{net.Name}/retention", net.Retention))]);
        if (step == Every || step % KeepEvery == 0)
            _curves.AddRange(nets.Select(net => new GradientCurve(step, stepper.Epoch, net.Name, net.Net.Reverse, net.Net.Retention, [.. net.Net.Norms])));
        Warnings = _diagnosis.Of(new GradientLook(
            [.. _norms], [.. _kept], [.. weights.Select(i => (optimizer.Names[i], norms[i]))], [.. weights.Where(_ => ratios.Length > 0).Select(i => (optimizer.Names[i], ratios[i]))], retentions));
        Raise(stepper.Run, step);
        Summary = (Warnings.Count == 0 ? "healthy" : string.Join(", ", Warnings.Select(warning => warning.Name))) + $" · norm {Text(_norms.Last())}"
            + string.Concat(retentions.Take(NetsShown).Select(net => $" · left in {net.Name} {Text(net.Retention)}"));
    }

    void Raise(Run? run, long step)
    {
        foreach (var (name, raised) in _raised.ToArray())
            if (raised.Ended is null && Warnings.All(warning => warning.Name != name)) _raised[name] = raised with { Ended = step };
        foreach (var warning in Warnings)
        {
            var before = _raised.GetValueOrDefault(warning.Name);
            if (before is { Ended: null })
            {
                _raised[warning.Name] = before with { Warning = warning };
                continue;
            }
            _raised[warning.Name] = new Raised(warning, step, null, (before?.Times ?? 0) + 1);
            run?.Warn(step, $"gradients {warning.Name}: {warning.Evidence}. {warning.Advice}");
            Warned?.Invoke(warning);
        }
    }

    static string NameOf(StateNorms net, Optimizer optimizer)
    {
        for (var i = 0; i < optimizer.Names.Count; i++)
            if (ReferenceEquals(optimizer.Parameters[i], net.Weight)) return optimizer.Names[i].Replace("weight_hh_", "", StringComparison.Ordinal);
        return "untrained";
    }

    static void Push(Queue<double> values, double value)
    {
        values.Enqueue(value);
        if (values.Count > Window) values.Dequeue();
    }

    static void Fill(Queue<double> values, JsonNode state)
    {
        values.Clear();
        foreach (var value in state.AsArray()) values.Enqueue((double)value!);
    }

    static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    sealed record Raised(GradientWarning Warning, long Since, long? Ended, int Times)
    {
        public JsonObject ToJson() => new()
        {
            ["name"] = Warning.Name, ["title"] = Warning.Title, ["evidence"] = Warning.Evidence, ["advice"] = Warning.Advice,
            ["since"] = Since, ["ended"] = Ended, ["times"] = Times,
        };

        public static Raised FromJson(JsonNode json)
        {
            string Text(string name) => (string?)json[name] ?? throw new KeyNotFoundException($"a stored warning has no '{name}'");
            return new Raised(new GradientWarning(Text("name"), Text("title"), Text("evidence"), Text("advice")), (long)json["since"]!, (long?)json["ended"], (int)json["times"]!);
        }
    }
}
