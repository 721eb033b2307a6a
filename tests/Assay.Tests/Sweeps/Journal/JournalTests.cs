using Assay.Sweeps;
using Assay.Tests.Sweeps.Execution;

namespace Assay.Tests.Sweeps.Journal;

public class JournalTests
{
    [Fact]
    public void ATornLastLineIsLeftOutAndThenCut()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5));
        sweep.Append("""{"kind":"join","at":"2026-01-02T03:04:05+00:00","worker":"w1"}""");
        File.AppendAllText(sweep.JournalPath, """{"kind":"phase","at":"2026-01-""");

        Assert.Empty(sweep.Read().Trials);
        sweep.Work();

        Assert.Single(sweep.Read().Trials);
        Assert.All(File.ReadLines(sweep.JournalPath), line => Assert.EndsWith("}", line));
    }

    [Fact]
    public void ADamagedLineIsNamed()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5));
        sweep.Append("""{"kind":"join","at":"2026-01-02T03:04:05+00:00","worker":"w1"}""");
        sweep.Append("nonsense");

        Assert.StartsWith($"{sweep.JournalPath}:2: ", Assert.Throws<InvalidDataException>(sweep.Read).Message);
    }

    [Theory]
    [InlineData("""{"kind":"claim","at":"2026-01-02T03:04:05+00:00","worker":"w1","trial":3,"seed":1,"run":"r","attempt":1}""", "there is no trial 3 yet")]
    [InlineData("""{"kind":"phase","at":"2026-01-02T03:04:05+00:00","phase":"other"}""", "the plan has no phase 'other'")]
    [InlineData("""{"kind":"phase","at":"2026-01-02T03:04:05+00:00"}""", "'phase' is missing")]
    [InlineData("""{"kind":"trial","at":"2026-01-02T03:04:05+00:00","phase":"only","trial":1,"values":{}}""", "trial 1 comes after 0 trials")]
    [InlineData("""{"kind":"later","at":"2026-01-02T03:04:05+00:00"}""", "Requested value 'later' was not found.")]
    public void ALineThatDoesNotFitIsNamed(string line, string problem)
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5));
        sweep.Append(line);

        Assert.Equal($"{sweep.JournalPath}:1: {problem}", Assert.Throws<InvalidDataException>(sweep.Read).Message);
    }

    [Fact]
    public void TurnsFollowOneAnother()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5));
        const int Writers = 6, Turns = 40;

        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, _ =>
        {
            var journal = sweep.Folder.OpenJournal();
            for (var turn = 0; turn < Turns; turn++)
            {
                journal.Turn(() =>
                {
                    journal.Append(new JournalLine { Kind = JournalKind.Join, Worker = $"w{journal.State.Workers.Count + 1}" });
                    return true;
                });
            }
        });

        var reader = sweep.Folder.OpenJournal();
        reader.Refresh();
        Assert.Equal(Enumerable.Range(1, Writers * Turns).Select(number => $"w{number}"), reader.State.Workers.Keys);
    }

    [Fact]
    public void ALineOutsideOfATurnIsRefused()
    {
        using var sweep = new SweepSetup(SweepSetup.Listed("only", [1], 0.5));

        Assert.Throws<InvalidOperationException>(() => sweep.Folder.OpenJournal().Append(new JournalLine { Kind = JournalKind.Done }));
    }
}
