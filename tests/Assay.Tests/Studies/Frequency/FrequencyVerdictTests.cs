using Assay.Runs;
using Assay.Studies.Frequency;

namespace Assay.Tests.Studies.Frequency;

public class FrequencyVerdictTests
{
    static readonly SignalGate Light = SignalGate.Measure(Signal.Make(Signal.TestSeed, 0.01));
    static readonly SignalGate Full = SignalGate.Measure(Signal.Make(Signal.TestSeed, 1));

    [Fact]
    public void ATrackerThatKnowsNothingIsCalledSo()
    {
        var (verdict, findings) = Judge(Full, train: 0.4999, test: 0.5, independent: 0.503, online: 0.41, silent: 0.5);

        Assert.StartsWith("Nothing was learned: frozen test MSE 0.5", verdict);
        Assert.Contains("tracking", verdict);
        Assert.Contains("statistically independent of the target", verdict);
        Assert.Equal(
            ["frequency/nothing-learned", "frequency/tracking", "frequency/input-independent", "frequency/empty-gate"], findings.Select(f => f.Id));
        Assert.Equal([Severity.Error, Severity.Error, Severity.Error, Severity.Info], findings.Select(f => f.Severity));
    }

    [Fact]
    public void AGoodExtractorHasNoFindings()
    {
        var (verdict, findings) = Judge(Light, train: 0.0006, test: 0.00066, independent: 0.0006, online: 0.0007, silent: 0.93);

        Assert.StartsWith("The network extracts the tones: frozen test MSE 0.00066", verdict);
        Assert.Contains("It listens", verdict);
        Assert.Contains("It generalises", verdict);
        Assert.Empty(findings);
    }

    [Fact]
    public void ALearnedClockIsToldFromAListener()
    {
        var (verdict, findings) = Judge(Full, train: 0.003, test: 0.003, independent: 0.78, online: 0.01, silent: 0.003, independentLater: 0.8);

        Assert.Contains("grown a clock of its own", verdict);
        Assert.Contains("It does not listen", verdict);
        Assert.Equal(["frequency/input-independent", "frequency/clock", "frequency/learned-by-heart"], findings.Select(f => f.Id));
    }

    [Fact]
    public void SlowLockingIsToldFromNotGeneralising()
    {
        var (verdict, findings) = Judge(Light, train: 0.001, test: 0.001, independent: 0.004, online: 0.001, silent: 0.9, independentLater: 0.0011);

        Assert.Contains("finding the phase, not the tones", verdict);
        Assert.Equal("frequency/slow-lock", Assert.Single(findings).Id);
    }

    [Fact]
    public void AFilterThatDoesBetterIsNamed()
    {
        var (_, findings) = Judge(Light, train: 0.2, test: 0.2, independent: 0.2, online: 0.21, silent: 0.5);

        Assert.Equal("frequency/below-baseline", Assert.Single(findings).Id);
    }

    [Fact]
    public void EqualWidthsAcquitCapacity()
    {
        var (verdict, findings) = new FrequencyStudy().Conclude([Member(64, 0.4999), Member(128, 0.5001), Member(256, 0.5003)]);

        Assert.StartsWith("Width changes nothing", verdict);
        Assert.Equal("frequency/not-capacity", Assert.Single(findings).Id);
        Assert.Contains("width-matters", new FrequencyStudy().Conclude([Member(64, 0.3), Member(128, 0.1)]).Findings.Single().Id);
        Assert.Empty(new FrequencyStudy().Conclude([Member(64, 0.3)]).Findings);
    }

    static (string, List<Finding>) Judge(
        SignalGate gate, double train, double test, double independent, double online, double silent, double independentLater = 0.001)
    {
        var record = new RunRecord { Study = "frequency" };
        foreach (var (name, error) in new[] { ("zero", 0.5), ("told-last-target", 0.0004), ("memoryless", 0.2866), ("linear-filter", 0.108), ("clock-lstm", 6.6e-5) })
            record.Baselines[name] = new() { ["test/mse"] = error, ["train/mse"] = error };
        foreach (var (name, error) in new[] { ("signal-zeroed", silent), ("signal-shuffled", silent), ("selector-zeroed", 0.4), ("state-reset", 0.45) })
            record.Ablations[name] = new() { ["test/mse"] = error };
        record.Metrics = new() { ["train/mse"] = train, ["online/loss"] = online };
        var scored = new Dictionary<string, double>
        {
            ["train/mse"] = train, ["test/mse"] = test, ["test/mse/later"] = test, ["independent/mse"] = independent,
            ["independent/mse/first-second"] = independent, ["independent/mse/later"] = independentLater,
        };
        return FrequencyVerdict.Judge(new FrequencyEvidence(record, scored, gate));
    }

    static RunRecord Member(double hidden, double test) => new()
    {
        Study = "frequency",
        Parameters = (long)hidden * 100,
        Settings = new() { ["hidden"] = hidden },
        Metrics = new() { ["test/mse"] = test, ["online/loss"] = 0.42 },
        Baselines = new() { ["zero"] = new() { ["test/mse"] = 0.5 } },
    };
}
