using Assay.Faults;

namespace Assay.Tests.Faults;

public class CorpusTests
{
    static readonly BaseProgram Small = AllPrograms.List[0] with { Recipe = AllPrograms.List[0].Recipe with { Epochs = 1 } };

    [Fact]
    public void ACaseSurvivesItsFile()
    {
        var one = Corpus.Train(Small, Small.Tasks[0], AllFaults.List.Single(fault => fault.Operator == "targets-missing"), 2);

        var read = CaseJson.Read(CaseJson.Write(one), "file", 1);

        Assert.Equal(one.Configuration, read.Configuration);
        Assert.Equal(one.Outcome.Trace.Status, read.Outcome.Trace.Status);
        Assert.Equal(one.Outcome.Trace.Names, read.Outcome.Trace.Names);
        Assert.Equal(one.Outcome.Trace.Record.Settings["optimizer"], read.Outcome.Trace.Record.Settings["optimizer"]);
        foreach (var name in one.Outcome.Trace.Names)
            foreach (var (a, b) in one.Outcome.Trace.Curve(name).Values.Zip(read.Outcome.Trace.Curve(name).Values))
                Assert.True(a.Equals(b) || Math.Abs(a - b) <= 1e-5 * Math.Abs(a), $"{name}: {a} and {b}");
    }

    [Fact]
    public void ATornLastLineIsLeftOutAndADamagedOneIsNamed()
    {
        var path = Path.GetTempFileName();
        var line = CaseJson.Write(Corpus.Train(Small, Small.Tasks[0], null, 1));

        File.WriteAllText(path, line + "\n" + line[..50]);
        Assert.Single(Corpus.Read(path));
        File.WriteAllText(path, line[..50] + "\n" + line + "\n");
        Assert.Contains($"{path}:1", Assert.ThrowsAny<Exception>(() => Corpus.Read(path)) is AggregateException many ? many.InnerException!.Message : "");
        File.Delete(path);
    }

    [Theory]
    [InlineData(new[] { 0.9, 0.9, 0.9, 0.9, 0.9 }, new[] { 0.5, 0.6, 0.4, 0.5, 0.7 }, true)]
    [InlineData(new[] { 0.9, 0.9, 0.9, 0.9, 0.9 }, new[] { 0.89, 0.88, 0.89, 0.89, 0.89 }, false)] // surely worse, but by too little
    [InlineData(new[] { 0.9, 0.9, 0.9, 0.9, 0.9 }, new[] { 0.5, 0.6, 0.95, 0.95, 0.95 }, false)] // worse on average, but not surely
    [InlineData(new[] { 0.9, 0.9, 0.9 }, new[] { 0.1, 0.1, 0.1 }, false)] // three seeds can never be sure
    public void FaultyIsWhatIsSurelyAndMuchWorse(double[] healthy, double[] other, bool faulty)
    {
        var cases = healthy.Select((skill, i) => Made("", (ulong)i, skill)).Concat(other.Select((skill, i) => Made("x", (ulong)i, skill)));

        Assert.Equal(faulty, Standing.Of(cases)[("p", "t", "x")].Faulty);
    }

    static Case Made(string fault, ulong seed, double skill) => new("p", "t", fault, seed, new FaultOutcome(new Assay.Diagnosis.Trace(new Assay.Runs.RunRecord { Study = "p" }), 1 - skill, 1));
}
