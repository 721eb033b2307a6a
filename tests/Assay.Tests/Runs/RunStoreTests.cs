using Assay.Runs;

namespace Assay.Tests.Runs;

public sealed class RunStoreTests
{
    static RunRecord Draft(string study = "frequency") => new() { Study = study };

    static string Made(RunStore store, string study = "frequency")
    {
        using var run = store.Create(Draft(study));
        run.Finish(RunStatus.Finished);
        return run.Id;
    }

    [Fact]
    public void IdsNameStudyAndTimeAndListingIsNewestFirst()
    {
        using var folder = new TemporaryFolder();
        var clock = new SetClock();
        var store = new RunStore(folder.Path, clock);
        Assert.Empty(new RunStore(folder.File("none")).List());
        var first = Made(store, "poetry");
        clock.Now += TimeSpan.FromMinutes(1);
        var second = Made(store);
        Assert.Matches("^poetry-20260102-030405-[0-9a-f]{4}$", first);
        Assert.Equal([second, first], store.List().Select(run => run.Id));
        Assert.Equal(clock.Now, store.Open(second).Record.Started);
    }

    [Fact]
    public void AnIdThatIsGivenIsTakenOnce()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        using (var run = store.Create(Draft(), "frequency-0007-s3")) Assert.Equal("frequency-0007-s3", run.Id);

        Assert.Contains("there is a run 'frequency-0007-s3' already", Assert.ThrowsAny<IOException>(() => store.Create(Draft(), "frequency-0007-s3")).Message);
        Assert.Throws<ArgumentException>(() => store.Create(Draft(), "../elsewhere"));
        Assert.Equal(["frequency-0007-s3"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void ARemovedRunLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        var (gone, kept) = (Made(store), Made(store, "poetry"));

        store.Remove(gone);
        store.Remove(gone);

        Assert.Equal([kept], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
        Assert.Throws<ArgumentException>(() => store.Remove("../elsewhere"));
    }

    [Fact]
    public void ARunThatIsLeftStaysRunningAndCanBeTakenUp()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        var left = store.Create(Draft());
        left.Log(1, ("train/loss", 0.5));
        left.Leave();
        left.Dispose();
        Assert.Equal(RunStatus.Running, store.Open(left.Id).Status);
        Assert.Null(store.Open(left.Id).Record.Process);

        using (var run = store.Reopen(left.Id, 1, 0, 0)) run.Finish(RunStatus.Finished);

        Assert.Equal(RunStatus.Finished, store.Open(left.Id).Status);
    }

    [Fact]
    public void DamagedFoldersAreListedLastWithTheReason()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        var good = Made(store);
        Directory.CreateDirectory(folder.File("empty"));
        Directory.CreateDirectory(folder.File("zz-torn"));
        File.WriteAllText(folder.File("zz-torn/run.json"), "{ \"study\": ");
        Directory.CreateDirectory(folder.File(".new-half"));
        File.WriteAllText(folder.File("notes.txt"), "");
        var runs = store.List();
        Assert.Equal([good, "zz-torn", "empty"], runs.Select(run => run.Id));
        Assert.Null(runs[0].Problem);
        Assert.Contains("run.json:1:", runs[1].Problem);
        Assert.Contains("run.json", runs[2].Problem);
        Assert.Throws<InvalidDataException>(() => runs[2].Record);
        Assert.Equal(good, store.Find("latest").Id);
    }

    [Fact]
    public void FindTakesWhatNamesOneRun()
    {
        using var folder = new TemporaryFolder();
        var clock = new SetClock();
        var store = new RunStore(folder.Path, clock);
        Assert.Contains("there are no runs", Assert.Throws<ArgumentException>(() => store.Find("latest")).Message);
        var poem = Made(store, "poetry");
        var first = Made(store);
        clock.Now += TimeSpan.FromSeconds(1);
        var second = Made(store);
        Assert.Equal(poem, store.Find("p").Id);
        Assert.Equal(first, store.Find(first).Id);
        Assert.Equal(first, store.Find(first[..^5]).Id);
        Assert.Equal(second, store.Find("latest").Id);
        var error = Assert.Throws<ArgumentException>(() => store.Find("freq"));
        Assert.Contains(first, error.Message);
        Assert.Contains("matches 2 runs", error.Message);
        Assert.Contains(second, Assert.Throws<ArgumentException>(() => store.Find("x")).Message);
        Assert.Throws<ArgumentException>(() => store.Open("../" + Path.GetFileName(folder.Path)));
    }

    [Fact]
    public void FindTakesTheEndOfAnId()
    {
        using var folder = new TemporaryFolder();
        string[] ids = ["frequency-20260102-030405-ab12", "frequency-20260102-030405-ab13", "ab14-20260102-030405-ab15"];
        foreach (var id in ids) Directory.CreateDirectory(folder.File(id));
        var store = new RunStore(folder.Path);
        Assert.Equal("frequency-20260102-030405-ab13", store.Find("ab13").Id);
        Assert.Equal("ab14-20260102-030405-ab15", store.Find("ab14").Id);
        Assert.Throws<ArgumentException>(() => store.Find("b12"));
    }

    [Fact]
    public void LatestIsTheComparisonAndNotItsParts()
    {
        using var folder = new TemporaryFolder();
        var clock = new SetClock();
        var store = new RunStore(folder.Path, clock);
        using var whole = store.Create(Draft());
        clock.Now += TimeSpan.FromSeconds(1);
        whole.Record.Children.Add(Made(store));
        whole.Finish(RunStatus.Finished);
        Assert.Equal(whole.Id, store.Find("latest").Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Frequency")]
    [InlineData("../x")]
    public void StudyNamesAreChecked(string study)
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => new RunStore(folder.Path).Create(Draft(study)));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void ManyWritersShareAStore()
    {
        using var folder = new TemporaryFolder();
        var threads = Enumerable.Range(0, 32).Select(i => new Thread(() =>
        {
            using var run = new RunStore(folder.Path).Create(Draft());
            for (var step = 1; step <= 200; step++) run.Log(step, ("writer", i));
            run.Finish(RunStatus.Finished);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var runs = new RunStore(folder.Path).List();
        Assert.Equal(32, runs.Count);
        Assert.All(runs, run => Assert.Equal((RunStatus.Finished, 200L), (run.Status, run.Record.Steps)));
        Assert.All(runs, run => Assert.Equal(200, run.Curve("writer").Count));
        Assert.Equal(32, runs.Select(run => run.Curve("writer")[0].Value).Distinct().Count());
        Assert.Equal(32, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void AStoreThatCannotBeWrittenIsNamedAndLeftAlone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "kept");
        var store = new RunStore(folder.File("file/runs"));
        var error = Assert.ThrowsAny<IOException>(() => store.Create(Draft()));
        Assert.StartsWith($"cannot write '{store.Folder}': ", error.Message);
        Assert.Equal([folder.File("file")], Directory.GetFileSystemEntries(folder.Path));
    }

    sealed class UnprivilegedFactAttribute : FactAttribute
    {
        public UnprivilegedFactAttribute()
        {
            if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess) Skip = "the superuser may write anywhere";
        }
    }

    [UnprivilegedFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void AReadOnlyStoreIsNamed()
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.File("runs"));
        Directory.CreateDirectory(store.Folder);
        File.SetUnixFileMode(store.Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var error = Assert.ThrowsAny<IOException>(() => store.Create(Draft()));
        File.SetUnixFileMode(store.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.StartsWith($"cannot write '{store.Folder}': ", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(store.Folder));
    }
}
