using Assay.Diagnosis;
using Assay.Runs;
using Assay.Statistics;

namespace Assay.Tests.Diagnosis;

/// <summary>Traces written by hand.</summary>
sealed class TraceOf
{
    readonly List<(long Step, string Name, double Value)> _points = [];
    ItemScores? _items;
    readonly RunRecord _record = new() { Study = "sines", Status = RunStatus.Finished, Judged = new JudgedMetric("test/mse", 0) };

    /// <summary>A curve of so many points, one every <paramref name="every"/> steps, from a function of the point's index; it takes the place of one of the same name.</summary>
    public TraceOf With(string name, int points, Func<int, double> value, int every = 10)
    {
        // In its old place, because the order of curves is that of layers.
        var place = _points.FindIndex(point => point.Name == name);
        _points.RemoveAll(point => point.Name == name);
        _points.InsertRange(place < 0 ? _points.Count : place, Enumerable.Range(0, points).Select(i => ((long)(i + 1) * every, name, value(i))));
        return this;
    }

    /// <summary>A metric that is known at the end.</summary>
    public TraceOf Vital(string name, double value)
    {
        _record.Metrics[name] = value;
        return this;
    }

    /// <summary>A setting of the run.</summary>
    public TraceOf Setting(string name, object? value)
    {
        _record.Settings[name] = value;
        return this;
    }

    /// <summary>Changes the record.</summary>
    public TraceOf Record(Action<RunRecord> change)
    {
        change(_record);
        return this;
    }

    /// <summary>Scores of held-out items by the judged metric: the model's and those of a baseline.</summary>
    public TraceOf Items(double[] own, string baseline, double[] other)
    {
        _items = new ItemScores("poem", "test", [.. own.Select((_, i) => $"{i}")], new Dictionary<string, double[]> { [_record.Judged!.Name] = own },
            new Dictionary<string, IReadOnlyDictionary<string, double[]>> { [baseline] = new Dictionary<string, double[]> { [_record.Judged.Name] = other } });
        return this;
    }

    /// <summary>The trace of all that was said.</summary>
    public Trace Make()
    {
        var trace = new Trace(_record) { PlannedSteps = _points.Count > 0 ? _points.Max(point => point.Step) : 0, Items = _items };
        foreach (var (step, name, value) in _points.OrderBy(point => point.Step)) trace.Add(step, name, value);
        return trace;
    }

    /// <summary>Standard normal noise, equal for equal seeds.</summary>
    public static Func<int, double> Noise(int seed) => index => new CounterGenerator(((ulong)seed << 32) | (uint)index).NextNormal();
}
