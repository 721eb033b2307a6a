using Assay.Diagnosis.Forecasts;
using Assay.Runs;

namespace Assay.Tests.Diagnosis.Forecasts;

public sealed class ForecastLedgerTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("assay-ledger-").FullName;

    string File => Path.Combine(_folder, "forecasts.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AForecastIsScoredOnceItsOutcomeIsKnown()
    {
        var ledger = new ForecastLedger(_folder);
        var store = new RunStore(_folder);
        using (var run = store.Create(new RunRecord { Study = "made" }))
        {
            ledger.Add(run.Id, ForecastLedger.Validation, Of(0.2, 0.3, 0.4, atStep: 20));
            ledger.Add(run.Id, "valid/loss", Of(0.2, 0.3, 0.31, atStep: 20));
            ledger.Add(run.Id, "valid/loss", Of(0.2, 0.3, 0.4, atStep: 2000));
            run.Log(10, ("valid/loss", 0.5));
            Assert.Equal(0, ledger.Score(store.List()));
            Assert.All(ledger.Read().Entries, entry => Assert.Equal(LedgerState.Open, entry.State));
            run.Log(20, ("valid/loss", 0.35));
            run.Record.Steps = 20;
            run.Finish(RunStatus.Finished);
        }

        Assert.Equal(3, ledger.Score(store.List()));
        Assert.Equal(0, ledger.Score(store.List()));
        var read = ledger.Read();
        Assert.Equal([LedgerState.Covered, LedgerState.Missed, LedgerState.Void], read.Entries.Select(entry => entry.State));
        Assert.Equal([0.35, 0.35, null], read.Entries.Select(entry => entry.Outcome));
        Assert.Equal((0.3, 10.0, 20.0), (read.Entries[0].Expected, read.Entries[0].SeenUntil, read.Entries[0].AtStep));
        Assert.Equal((0.5, 2, 1), (read.Coverage.Value, read.Scored, read.Covered));
        // Clopper and Pearson's interval of 1 in 2.
        Assert.Equal(0.012579, read.Coverage.Low, 1e-5);
        Assert.Equal(0.987421, read.Coverage.High, 1e-5);
    }

    [Fact]
    public void ATornLastLineIsLeftOutAndWrittenOver()
    {
        var ledger = new ForecastLedger(_folder);
        ledger.Add("made-1", ForecastLedger.Validation, Of(0.2, 0.3, 0.4, 20));
        System.IO.File.AppendAllText(File, "{\"kind\":\"fore");
        Assert.Single(ledger.Read().Entries);
        ledger.Add("made-2", ForecastLedger.Validation, Of(0.2, 0.3, 0.4, 20));
        Assert.Equal(["made-1", "made-2"], ledger.Read().Entries.Select(entry => entry.Run));
    }

    [Fact]
    public void ADamagedLineIsNamed()
    {
        var ledger = new ForecastLedger(_folder);
        ledger.Add("made-1", ForecastLedger.Validation, Of(0.2, 0.3, 0.4, 20));
        System.IO.File.AppendAllText(File, "{\"kind\":\"forecast\",\"id\":\"x\"}\n");
        var error = Assert.Throws<InvalidDataException>(ledger.Read);
        Assert.Contains("forecasts.jsonl:2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyMayAppendAtOnce()
    {
        Parallel.For(0, 40, number => new ForecastLedger(_folder).Add($"made-{number}", ForecastLedger.Validation, Of(0.2, 0.3, 0.4, 20)));
        Assert.Equal(Enumerable.Range(0, 40).Select(number => $"made-{number}").Order(), new ForecastLedger(_folder).Read().Entries.Select(entry => entry.Run).Order());
    }

    [Fact]
    public void NoLedgerIsAnEmptyOne()
    {
        var read = new ForecastLedger(Path.Combine(_folder, "none")).Read();
        Assert.Empty(read.Entries);
        Assert.Equal((0.0, 1.0), (read.Coverage.Low, read.Coverage.High));
    }

    static Forecast Of(double low, double expected, double high, double atStep) =>
        new(10, atStep, [0.1, 0.5, 0.9], [low, expected, high], new Dictionary<string, double> { ["pow3"] = 1 });
}
