using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;

namespace Assay.Tests.Cli;

[Collection("program")]
public sealed class SweepTests : IDisposable
{
    static readonly string[] Small = ["sweep", "fake", "--vary", "epochs=1..3", "--seeds", "2", "--workers", "1"];

    readonly Call _call = new();

    [Fact]
    public void ASweepPrintsItsIdFirstAndItsVerdictLast()
    {
        Assert.Equal(0, _call.Verb([.. Small, "--quiet"]));

        var run = Assert.Single(new RunStore(_call.Runs).List());
        Assert.Equal(run.Id, _call.Lines[0]);
        Assert.Contains("epochs 3", _call.Out, StringComparison.Ordinal);
        Assert.Contains(_call.Lines, line => line == $"folder  {run.Folder}");
        Assert.StartsWith("verdict Best test/mse: 0.0323 ", _call.Lines[^1]);
        Assert.Equal(RunStatus.Finished, run.Status);
        Assert.True(File.Exists(Path.Combine(run.Folder, "report.html")));
    }

    [Fact]
    public void ProgressIsALineNowAndThen()
    {
        Assert.Equal(0, _call.Verb(Small));

        Assert.Contains(_call.Lines, line => line.StartsWith("6 of 6 runs  3 trials  0 running  ", StringComparison.Ordinal) && line.EndsWith("test/mse 0.03226 (mean of 2 seeds) trial 2: epochs 3  trial 2 seed 2 finished 0.032258", StringComparison.Ordinal));
    }

    [Fact]
    public void ASweepIsOneRowOfTheListAndHasAPageAndAReport()
    {
        _call.Verb(Small);
        var id = _call.Lines[0];

        Assert.Equal(0, _call.Verb("list"));
        Assert.Matches($"^{id}  sweep +finished +test/mse 0.03226", _call.Lines[1]);
        Assert.Equal(2, _call.Lines.Length);
        Assert.Equal(0, _call.Run("list", "--runs", Path.Combine(_call.Runs, id, "runs")));
        Assert.Equal(7, _call.Lines.Length);
        Assert.Equal(0, _call.Verb("show", id));
        Assert.Contains("runs      6 of 6 ended: 6 finished, 0 pruned, 0 diverged, 0 failed; 0 with a worker", _call.Out, StringComparison.Ordinal);
        Assert.Equal(0, _call.Verb("report", id));
        Assert.Equal(2, _call.Lines.Length);
        Assert.Contains("Sweep of fake", File.ReadAllText(_call.Lines[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void JsonIsOneDocument()
    {
        Assert.Equal(0, _call.Verb([.. Small, "--json"]));

        var json = _call.Json;
        Assert.Equal(("finished", 6, 6), (json.GetProperty("status").GetString(), json.GetProperty("done").GetInt32(), json.GetProperty("planned").GetInt32()));
        Assert.Equal("fake", json.GetProperty("plan").GetProperty("study").GetString());
        var trial = json.GetProperty("trials")[2];
        Assert.Equal(3, trial.GetProperty("values").GetProperty("epochs").GetDouble());
        Assert.Equal(1.0 / 31, trial.GetProperty("replicates")[1].GetProperty("value").GetDouble());
        Assert.Equal("fake-0002-s2", trial.GetProperty("replicates")[1].GetProperty("run").GetString());
        _call.Verb("show", "latest", "--json");
        Assert.Equal(3, _call.Json.GetProperty("trials").GetArrayLength());
    }

    [Fact]
    public void ANamedSweepSaysWhatItShows()
    {
        Assert.Equal(0, _call.Verb("sweep", "fake", "--preset", "lengths", "--workers", "1", "--seeds", "3"));

        var record = Assert.Single(new RunStore(_call.Runs).List()).Record;
        Assert.Equal("lengths", record.Preset);
        Assert.Contains(record.Findings, finding => finding is { Id: "fake/longer", Evidence: "2 trials" });
        Assert.Contains("6 of 6 runs", _call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void FlagsFilesAndCodeSayTheSame()
    {
        string[] flags = ["sweep", "fake", "--preset", "short", "--vary", "protocol=online,tbptt", "--vary", "rate=1e-3..1e-1:log", "--vary", "model.width=4..8 when protocol=online",
            "--set", "epochs=2", "--trials", "6", "--seeds", "4,9", "--race", "5", "--sampler", "random", "--metric", "test/mse", "--watch", "online/loss", "--seed", "7"];
        var code = SweepCheck.Of(new FakeStudy(), new SweepPlan
        {
            Study = "fake", Preset = "short", Metric = "test/mse", Watch = "online/loss", Seed = 7,
            Phases =
            [
                new SweepPhase
                {
                    Set = new Dictionary<string, object> { ["epochs"] = 2 }, Trials = 6, Sampler = "random", Seeds = [4, 9], Race = 5,
                    Vary =
                    [
                        new Declared("protocol", new ChoiceRange("online", "tbptt"), new Dictionary<string, object>()),
                        new Declared("rate", new NumberRange(1e-3, 1e-1, log: true), new Dictionary<string, object>()),
                        new Declared("model.width", new WholeRange(4, 8), new Dictionary<string, object> { ["protocol"] = "online" }),
                    ],
                },
            ],
        });
        var file = Path.Combine(_call.Folder, "sweep.yaml");

        Assert.Equal(0, _call.Run([.. flags, "--dry-run", "--json"]));
        Assert.Equal(PlanJson.Write(code), _call.Out);
        Assert.Equal(0, _call.Run([.. flags, "--save-plan", file]));
        Assert.Equal(0, _call.Run("sweep", file, "--dry-run", "--json"));
        Assert.Equal(PlanJson.Write(code), _call.Out);
        Assert.False(Directory.Exists(_call.Runs));
    }

    [Fact]
    public void ADryRunShowsPhasesAndTrainsNothing()
    {
        Assert.Equal(0, _call.Verb([.. Small, "--dry-run"]));

        Assert.Contains(_call.Lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["main", "3", "2", "6", "grid", "none", ..]);
        Assert.Contains("6 runs, 1 at once; about 2 s of training", _call.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_call.Runs));
    }

    [Theory]
    [InlineData("there is no study 'fook'", "sweep", "fook")]
    [InlineData("nothing varies and no configuration is listed", "sweep", "fake")]
    [InlineData("study 'fake' has no setting 'rat' (did you mean 'rate'?)", "sweep", "fake", "--vary", "rat=1..2")]
    [InlineData("--vary is 'rate'; needed: key=value", "sweep", "fake", "--vary", "rate")]
    [InlineData("study 'fake' has no sweep or preset 'lenths' (did you mean 'lengths'?)", "sweep", "fake", "--preset", "lenths")]
    [InlineData("'lengths' is a sweep of its own", "sweep", "fake", "--preset", "lengths", "--vary", "rate=1..2")]
    [InlineData("metric is 'test/mso'", "sweep", "fake", "--vary", "epochs=1,2", "--metric", "test/mso", "--goal", "minimize")]
    [InlineData("--goal is 'best'; needed: minimize or maximize", "sweep", "fake", "--vary", "epochs=1,2", "--goal", "best")]
    [InlineData("--slurm-option and --detach are for --slurm", "sweep", "fake", "--vary", "epochs=1,2", "--detach")]
    [InlineData("there is no file 'missing.yaml'", "sweep", "missing.yaml")]
    [InlineData("--trials is '0'", "sweep", "fake", "--vary", "epochs=1,2", "--trials", "0")]
    public void WhatDoesNotFitIsBadUsageAndStartsNothing(string message, params string[] args)
    {
        Assert.Equal(2, _call.Verb(args));

        Assert.Contains(message, _call.Error, StringComparison.Ordinal);
        Assert.Single(_call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(_call.Runs));
    }

    [Fact]
    public void AFileThatSaysItAllTakesNoFlagsBeside()
    {
        var file = Path.Combine(_call.Folder, "sweep.yaml");
        File.WriteAllText(file, "study: fake\nvary: {epochs: [1, 2]}\n");

        Assert.Equal(2, _call.Verb("sweep", file, "--trials", "3"));
        Assert.Contains("--trials is given and so is the file", _call.Error, StringComparison.Ordinal);
        Assert.Equal(0, _call.Verb("sweep", file, "--workers", "1", "--quiet"));
    }

    [Fact]
    public void AFileThatIsWrongIsOneLineWithItsPlace()
    {
        var file = Path.Combine(_call.Folder, "sweep.yaml");
        File.WriteAllText(file, "study: fake\nvary:\n  epochs: many\n");

        Assert.Equal(2, _call.Verb("sweep", file));

        Assert.StartsWith($"assay: {file}:3: setting 'epochs' is many", _call.Error);
        Assert.Single(_call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void AnInterruptedSweepGoesOn()
    {
        _call.Study = new FakeStudy { BeforeStep = step => { if (step == 15) throw new InvalidDataException("the disk is full"); } };
        Assert.Equal(0, _call.Verb(Small));
        var id = _call.Lines[0];
        Assert.Contains("failed: 2 x the disk is full", _call.Out, StringComparison.Ordinal);

        Assert.Equal(1, _call.Verb("sweep", "--resume", id));
        Assert.Contains($"sweep '{id}' is finished; 'assay show {id}' shows it", _call.Error, StringComparison.Ordinal);
        Assert.Equal(2, _call.Verb("resume", id));
        Assert.Contains($"'assay sweep --resume {id}' goes on with it", _call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ASweepOfWhichAllFailsEndsWithAnErrorAndCanBeTriedAgain()
    {
        _call.Study = new FakeStudy { BeforeStep = _ => throw new InvalidDataException("no data") };
        Assert.Equal(1, _call.Verb(Small));
        var id = _call.Lines[0];
        Assert.Contains("status  failed: the first 3 runs all failed, the last with: no data", _call.Out, StringComparison.Ordinal);

        _call.Study = new FakeStudy();
        Assert.Equal(0, _call.Verb("sweep", "--resume", id, "--workers", "1"));

        Assert.Equal(RunStatus.Finished, new RunStore(_call.Runs).Find(id).Status);
    }

    [Fact]
    public void JoiningASweepThatIsLeftEndsIt()
    {
        var sweep = StudySweep.Create(new RunStore(_call.Runs), _call.Study, SweepCheck.Of(_call.Study, _call.Study.Sweeps[0].Plan), []);
        sweep.Leave();
        Assert.Equal(RunStatus.Running, new RunStore(_call.Runs).Find(sweep.Id).Status);

        Assert.Equal(0, _call.Verb("sweep", "--join", sweep.Id));

        var run = new RunStore(_call.Runs).Find(sweep.Id);
        Assert.Equal(RunStatus.Finished, run.Status);
        Assert.True(File.Exists(Path.Combine(run.Folder, "report.md")));
    }

    [Fact]
    public void DivergedAltogetherIsItsExitCode() =>
        Assert.Equal(3, _call.Verb("sweep", "fake", "--vary", "rate=200,300", "--workers", "1", "--quiet"));

    public void Dispose() => _call.Dispose();
}
