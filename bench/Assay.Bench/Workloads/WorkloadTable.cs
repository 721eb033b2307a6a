namespace Assay.Bench.Workloads;

/// <summary>All workloads by name; the same table stands in bench/pytorch/workloads.py.</summary>
static class WorkloadTable
{
    /// <summary>How each workload is made from its start.</summary>
    public static IReadOnlyDictionary<string, Func<Start, Workload>> Named { get; } = Build();

    /// <summary>How the workload of that name is made.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Func<Start, Workload> Of(string name) => Named.TryGetValue(name, out var make)
        ? make
        : throw new ArgumentException($"There is no workload '{name}'; there are {string.Join(", ", Named.Keys)}.", nameof(name));

    static OrderedDictionary<string, Func<Start, Workload>> Build()
    {
        var named = new OrderedDictionary<string, Func<Start, Workload>>();
        foreach (var kind in new[] { "lstm", "gru", "rnn" })
        {
            var prefix = kind == "lstm" ? "frequency" : $"frequency-{kind}";
            RecurrentSizes online = new(kind, 5, 64, 1, 1, 1), tbptt = new(kind, 5, 64, 1, 40, 50), wide = new(kind, 300, 512, 300, 16, 50);
            named[$"{prefix}-online"] = start => new RecurrentWorkload(online, stateful: true, windows: 1000, rate: 1e-4, start);
            named[$"{prefix}-tbptt"] = start => new RecurrentWorkload(tbptt, stateful: true, windows: 20, rate: 3e-3, start);
            named[$"{kind}-300-512"] = start => new RecurrentWorkload(wide, stateful: false, windows: 4, rate: 1e-3, start);
        }
        foreach (var batch in new[] { 32, 64 })
        {
            named[$"next-lstm-{batch}"] = start => new NextLstm(batch, rate: 1e-3, start);
            named[$"next-gru-{batch}"] = start => new NextGru(batch, rate: 1e-3, start);
            named[$"next-transformer-{batch}"] = start => new NextTransformer(batch, rate: 1e-4, start);
        }
        named["poetry-attention"] = start => new PoetryAttention(rate: 1e-3, start);
        named["ternary-vae"] = start => new TernaryVae(rate: 1e-3, start);
        named["next-lstm-inference"] = start => new NextLstm(batch: 1, rate: 0, start);
        return named;
    }
}
