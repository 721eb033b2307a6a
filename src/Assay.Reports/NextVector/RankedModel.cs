using Assay.Statistics;

namespace Assay.Reports;

/// <summary>One model of a ranking: trainings that differ in nothing but their seeds, and what they reached together.</summary>
public sealed class RankedModel
{
    internal RankedModel(string label, RunGroup group)
    {
        (Label, Group) = (label, group);
        var first = group.Runs[0].Record;
        Parameters = first.Parameters;
        Seconds = group.Runs.Average(run => run.Record.Seconds);
        Seeds = group.Values(NextVectorMetrics.Cosine).Count;
        Test = Over(NextVectorMetrics.Cosine, best: true);
        FinalTest = Over(NextVectorMetrics.Cosine, best: false);
        Valid = Over(NextVectorMetrics.Valid, best: true);
        FinalValid = Over(NextVectorMetrics.Valid, best: false);
        (Median, Slowest) = (Mean("latency/1/p50"), Mean("latency/1/p99"));
    }

    /// <summary>Its name among the others.</summary>
    public string Label { get; }

    /// <summary>Its trainings.</summary>
    public RunGroup Group { get; }

    /// <summary>Trainings that have a test cosine.</summary>
    public int Seeds { get; }

    /// <summary>Trainable numbers.</summary>
    public long Parameters { get; }

    /// <summary>Seconds of a training, mean over seeds.</summary>
    public double Seconds { get; }

    /// <summary>Test cosine of the best checkpoints: over seeds by Student's t where there are several, else 1.96 standard errors over documents; null where there is none.</summary>
    public Interval? Test { get; }

    /// <summary>That of the final weights.</summary>
    public Interval? FinalTest { get; }

    /// <summary>Validation cosine of the best checkpoints.</summary>
    public Interval? Valid { get; }

    /// <summary>That of the final weights.</summary>
    public Interval? FinalValid { get; }

    /// <summary>Milliseconds of one prediction, half of them take no longer; NaN where not measured.</summary>
    public double Median { get; }

    /// <summary>Milliseconds that 99 of 100 predictions do not exceed; NaN where not measured.</summary>
    public double Slowest { get; }

    /// <summary>The test cosine less each baseline's, paired by document, or by seed where documents were not scored.</summary>
    public IReadOnlyDictionary<string, Interval> Gains { get; internal set; } = new Dictionary<string, Interval>();

    /// <summary>Baselines that are below it beyond doubt: over documents and, where there are three or more, over seeds.</summary>
    public IReadOnlySet<string> Beaten { get; internal set; } = new HashSet<string>();

    /// <summary>1 more than the number of models above it beyond doubt; null where there is nothing to tell them apart by.</summary>
    public int? Rank { get; internal set; }

    /// <summary>A model that is as good or better at no more parameters and no more time; null where there is none.</summary>
    public RankedModel? DominatedBy { get; internal set; }

    /// <summary>The gain over the linear average; NaN where that was not measured.</summary>
    public double Gain => Gains.TryGetValue(NextVectorMetrics.Average, out var gain) ? gain.Value : double.NaN;

    /// <summary>Test cosine for each million parameters, most of which the corpus mean has for none.</summary>
    public double CosinePerMillion => Test is { } test && Parameters > 0 ? 1e6 * test.Value / Parameters : double.NaN;

    /// <summary>Gain over the linear average for each million parameters.</summary>
    public double GainPerMillion => Parameters > 0 ? 1e6 * Gain / Parameters : double.NaN;

    Interval? Over(string metric, bool best)
    {
        var values = Group.Runs.Select(run => Values(run, best).GetValueOrDefault(metric, double.NaN)).Where(double.IsFinite).ToArray();
        if (values.Length == 0) return null;
        var over = StudentInterval.Of(values);
        if (values.Length > 1) return over;
        var run = Group.Runs.First(one => double.IsFinite(Values(one, best).GetValueOrDefault(metric, double.NaN)));
        return NextVectorMetrics.Limits(Values(run, best), metric) is { } limits ? new Interval(over.Value, limits.Low, limits.High) : over;
    }

    double Mean(string metric)
    {
        var values = Group.Runs.Select(run => NextVectorMetrics.Of(run, metric)).Where(double.IsFinite).ToList();
        return values.Count == 0 ? double.NaN : values.Average();
    }

    static Dictionary<string, double> Values(ReportedRun run, bool best) => best ? run.Record.Best : run.Record.Metrics;
}
