namespace Assay.Bench.Steps;

/// <summary>
/// A training step to be measured; the same table stands in bench/pytorch/workloads.py. The net is a recurrent layer and a
/// linear head on each of its outputs.
/// </summary>
/// <param name="Kind">"rnn", "lstm" or "gru".</param>
/// <param name="Inputs">Width of the input.</param>
/// <param name="Hidden">Width of the state.</param>
/// <param name="Outputs">Width of the head's output.</param>
/// <param name="Batch">Sequences side by side.</param>
/// <param name="Time">Time steps in a window.</param>
/// <param name="Rate">Learning rate of Adam.</param>
/// <param name="Stateful">Whether the detached state is carried from step to step; otherwise each starts from zero.</param>
/// <param name="Windows">Windows of data; step k uses window k modulo their number.</param>
sealed record Workload(
    string Kind, int Inputs, int Hidden, int Outputs, int Batch, int Time, double Rate, bool Stateful, int Windows)
{
    /// <summary>All workloads by name, such as "frequency-online" or "lstm-300-512".</summary>
    public static IReadOnlyDictionary<string, Workload> Named { get; } = Build();

    /// <summary>The workload of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Workload Of(string name) => Named.TryGetValue(name, out var work)
        ? work
        : throw new ArgumentException($"There is no workload '{name}'; there are {string.Join(", ", Named.Keys)}.", nameof(name));

    static OrderedDictionary<string, Workload> Build()
    {
        var named = new OrderedDictionary<string, Workload>();
        foreach (var kind in new[] { "rnn", "lstm", "gru" })
        {
            var prefix = kind == "lstm" ? "frequency" : $"frequency-{kind}";
            named[$"{prefix}-online"] = new Workload(kind, 5, 64, 1, 1, 1, 1e-4, true, 1000);
            named[$"{prefix}-tbptt"] = new Workload(kind, 5, 64, 1, 40, 50, 3e-3, true, 20);
            named[$"{kind}-300-512"] = new Workload(kind, 300, 512, 300, 16, 50, 1e-3, false, 4);
        }
        return named;
    }
}
