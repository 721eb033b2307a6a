using Assay.Runs;

namespace Assay.Tests.Runs;

public sealed class RunRecordTests
{
    [Fact]
    public void EveryFieldComesBack()
    {
        using var folder = new TemporaryFolder();
        var record = new RunRecord
        {
            Run = "frequency-x",
            Study = "frequency",
            Preset = "light",
            Status = RunStatus.Diverged,
            Reason = "train/loss is NaN at step 3",
            Seed = long.MaxValue,
            Seeds = [3, long.MaxValue],
            Judged = new("test/cosine", 1),
            Settings = new()
            {
                ["rate"] = 1e-4,
                ["hidden"] = 64,
                ["protocol"] = "tbptt",
                ["stateful"] = true,
                ["limit"] = null,
                ["cap"] = double.PositiveInfinity,
            },
            Command = ["train", "frequency", "--set", "a=\"b\""],
            Started = DateTimeOffset.UnixEpoch,
            Updated = DateTimeOffset.UnixEpoch.AddSeconds(1),
            Ended = DateTimeOffset.UnixEpoch.AddSeconds(2),
            Seconds = 12.5,
            Steps = 3,
            Epochs = 1,
            Parameters = 18241,
            Resumes = 2,
            Code = new("0.1.0", "abc", true),
            Machine = new("Linux", ".NET 10", "CPU", 2, 2, "AVX-512", 1L << 34),
            Process = new(7, DateTimeOffset.UnixEpoch, "host"),
            Splits = new() { ["train"] = "40000 rows, noise seed 1" },
            Metrics = new() { ["a"] = double.NaN, ["b"] = double.PositiveInfinity, ["c"] = double.NegativeInfinity, ["d"] = 0.1 },
            Best = new() { ["step"] = 2 },
            Baselines = new() { ["zero"] = new() { ["test/mse"] = 0.5 } },
            Ablations = new() { ["S zeroed"] = new() { ["test/mse"] = 0.4 } },
            Findings = [new("frequency/nothing-learned", Severity.Error, "Nothing was learned.", "0.50 >= 0.50", null)],
            Verdict = "Größe < 1 & done",
            Children = ["frequency-y"],
        };
        var path = folder.File("run.json");
        File.WriteAllBytes(path, RunJson.Write(record));
        var text = File.ReadAllText(path);
        var read = RunJson.ReadRecord(path);

        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(RunJson.Write(read)));
        Assert.Equal(record.Metrics, read.Metrics);
        Assert.Equal(record.Findings, read.Findings);
        Assert.Equal(record.Machine, read.Machine);
        Assert.Equal(record.Process, read.Process);
        Assert.Equal(record.Verdict, read.Verdict);
        Assert.Equal(record.Seeds, read.Seeds);
        Assert.Equal(record.Judged, read.Judged);
        Assert.Equal(64.0, read.Settings["hidden"]);
        Assert.Equal(double.PositiveInfinity, read.Settings["cap"]);
        Assert.Equal("tbptt", read.Settings["protocol"]);
        Assert.Equal(true, read.Settings["stateful"]);
        Assert.Null(read.Settings["limit"]);
        Assert.Contains("\"status\": \"diverged\"", text);
        Assert.Contains("\"a\": \"NaN\"", text);
        Assert.Contains("\"severity\": \"error\"", text);
        Assert.Contains("\"memoryBytes\": 17179869184", text);
    }

    [Theory]
    [InlineData("", ":1: ")]
    [InlineData("null", ":1: ")]
    [InlineData("{\n \"study\": \"s\",\n \"seed\": \"x\" }", ":3: ")]
    [InlineData("{ \"study\": \"s\", \"status\": \"asleep\" }", ":1: ")]
    [InlineData("{ \"format\": 2, \"study\": \"s\" }", "format 2")]
    [InlineData("{ \"seed\": 1 }", "study")]
    [InlineData("{ \"study\": \"s\", \"settings\": { \"a\": [1] } }", "setting 'a'")]
    public void ADamagedRecordIsRefusedWithPathAndLine(string text, string part)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("run.json");
        File.WriteAllText(path, text);
        var message = Assert.Throws<InvalidDataException>(() => RunJson.ReadRecord(path)).Message;
        Assert.StartsWith(path, message);
        Assert.Contains(part, message);
    }

    [Fact]
    public void ASettingOfAnotherTypeIsRefused()
    {
        var record = new RunRecord { Study = "s", Settings = new() { ["when"] = DateTime.MinValue } };
        Assert.Contains("'when'", Assert.Throws<ArgumentException>(() => RunJson.Write(record)).Message);
    }

    [Fact]
    public void SeriesComeBack()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(SeriesSet.Load(folder.Path));
        new SeriesSet(1000, [new Series("test f3", 3, 10000, [0.1f, -1f], [float.NaN, 2e-30f], [3f, 4f])]).Save(folder.Path);
        var read = SeriesSet.Load(folder.Path)!;
        Assert.Equal(1000, read.Rate);
        var one = Assert.Single(read.Series);
        Assert.Equal(("test f3", 3, 10000), (one.Name, one.Frequency, one.Start));
        Assert.Equal([0.1f, -1f], one.Target);
        Assert.Equal([float.NaN, 2e-30f], one.Output);
        Assert.Equal([3f, 4f], one.Input);
    }

    [Fact]
    public void SeriesOfUnequalLengthAreRefused()
    {
        using var folder = new TemporaryFolder();
        var set = new SeriesSet(1000, [new Series("test f3", 3, 0, [1f, 2f], [1f], [1f, 2f])]);
        Assert.Contains("test f3", Assert.Throws<ArgumentException>(() => set.Save(folder.Path)).Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
