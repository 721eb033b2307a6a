using Assay.Runs;

namespace Assay.Tests.Runs;

public sealed class ResumeTests
{
    static readonly ProcessMark Gone = ProcessMark.Current() with { Started = DateTimeOffset.UnixEpoch };

    static Run Interrupted(RunStore store, int steps)
    {
        var run = store.Create(new RunRecord { Study = "frequency" });
        run.Log(0, ("test/mse", 1));
        for (var step = 1; step <= steps; step++) run.Log(step, ("train/loss", 1.0 / step));
        run.Finish(RunStatus.Finished);
        Rewrite(run, record => (record.Status, record.Process) = (RunStatus.Running, Gone));
        return run;
    }

    static IEnumerable<(long, string, double)> Values(RunReader run) =>
        run.Events().SelectMany(one => one.Metrics.Select(metric => (one.Step, metric.Name, metric.Value)));

    static void Rewrite(Run run, Action<RunRecord> change)
    {
        var path = Path.Combine(run.Folder, RunFiles.Record);
        var record = RunJson.ReadRecord(path);
        change(record);
        AtomicFile.Write(path, RunJson.Write(record));
    }

    [Fact]
    public void ARunWithoutItsProcessIsInterrupted()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        var run = Interrupted(store, 3);
        Assert.Equal(RunStatus.Interrupted, store.Open(run.Id).Status);
        Rewrite(run, record => record.Process = new ProcessMark(int.MaxValue, DateTimeOffset.UtcNow, Environment.MachineName));
        Assert.Equal(RunStatus.Interrupted, store.Open(run.Id).Status);
        Rewrite(run, record => record.Process = Gone with { Host = "elsewhere" });
        Assert.Equal(RunStatus.Running, store.Open(run.Id).Status);
        Assert.Throws<InvalidOperationException>(() => store.Reopen(run.Id, 0, 0, 0));
        store.Reopen(run.Id, 0, 0, 0, writerGone: true).Finish(RunStatus.Stopped);
        Rewrite(run, record => (record.Status, record.Process) = (RunStatus.Running, Gone with { Host = "elsewhere" }));
        Rewrite(run, record => record.Process = ProcessMark.Current());
        Assert.Equal(RunStatus.Running, store.Open(run.Id).Status);
        Rewrite(run, record => (record.Status, record.Process) = (RunStatus.Finished, Gone));
        Assert.Equal(RunStatus.Finished, store.Open(run.Id).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void AResumedRunHasTheLinesOfAnUninterruptedOne(int checkpoint)
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        var whole = Interrupted(store, 10);
        var torn = Interrupted(store, 7);
        File.AppendAllText(Path.Combine(torn.Folder, RunFiles.Events), "{\"step\":8,\"epo");

        var from = Math.Min(checkpoint, 7);
        using var run = store.Reopen(torn.Id, checkpoint == 100 ? 7 : checkpoint, epoch: 4, seconds: 2.5);
        Assert.Equal((from, 4), (run.Step, run.Epoch));
        Assert.True(run.Seconds >= 2.5);
        Assert.Equal(RunStatus.Running, store.Open(torn.Id).Status);
        for (var step = from + 1; step <= 10; step++) run.Log(step, ("train/loss", 1.0 / step));
        run.Finish(RunStatus.Finished);

        var (wanted, got) = (new RunReader(whole.Folder), store.Open(torn.Id));
        Assert.Equal(Values(wanted), Values(got));
        Assert.Equal((1, RunStatus.Finished, 10L), (got.Record.Resumes, got.Status, got.Record.Steps));
        Assert.Null(got.Record.Reason);
    }

    [Fact]
    public void ACompleteLastLineGetsItsLineFeed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(RunFiles.Events);
        File.WriteAllText(path, "{\"step\":1}\n{\"step\":2}");
        EventFile.Truncate(path, 2);
        Assert.Equal("{\"step\":1}\n{\"step\":2}\n", File.ReadAllText(path));
        EventFile.Truncate(path, 0);
        Assert.Equal("", File.ReadAllText(path));
    }

    [Fact]
    public void ARunThatIsBeingWrittenIsNotReopened()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        using var run = store.Create(new RunRecord { Study = "frequency" });
        run.Log(1, ("a", 1));
        run.Flush();
        var error = Assert.Throws<InvalidOperationException>(() => store.Reopen(run.Id, 0, 0, 0));
        Assert.Contains($"process {Environment.ProcessId} ", error.Message);
        Assert.Single(store.Open(run.Id).Events());
    }

    [Fact]
    public void DamagedEventsAreNotCut()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        var run = Interrupted(store, 2);
        var path = Path.Combine(run.Folder, RunFiles.Events);
        var damaged = "garbage\n" + File.ReadAllText(path);
        File.WriteAllText(path, damaged);
        Assert.Contains(":1: ", Assert.Throws<InvalidDataException>(() => store.Reopen(run.Id, 1, 0, 0)).Message);
        Assert.Equal(damaged, File.ReadAllText(path));
    }
}
