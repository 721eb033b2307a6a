using Assay.Runs;

namespace Assay.Tests.Runs;

public sealed class FullDiskTests
{
    /// <summary>Takes so many bytes, then behaves like a full disk: half a write arrives.</summary>
    sealed class SmallDisk(int capacity) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> bytes)
        {
            var room = Math.Min(bytes.Length, capacity - (int)Length);
            base.Write(bytes[..room]);
            if (room < bytes.Length) throw new IOException("No space left on device");
        }
    }

    [Fact]
    public void WholeLinesStayWhenTheDiskFillsUp()
    {
        var disk = new SmallDisk(10);
        using var writer = new EventWriter("events", disk);
        writer.Append("{\"a\":1}\n"u8);
        writer.Flush();
        writer.Append("{\"b\":2}\n"u8);
        var error = Assert.ThrowsAny<IOException>(writer.Flush);
        Assert.Equal("cannot write 'events': No space left on device", error.Message);
        Assert.Same(error, Assert.ThrowsAny<IOException>(() => writer.Append("{}\n"u8)));
        Assert.Same(error, Assert.ThrowsAny<IOException>(writer.Close));
        Assert.Equal("{\"a\":1}\n", System.Text.Encoding.UTF8.GetString(disk.ToArray()));
    }

    [Fact]
    public void AppendingDoesNotWaitForAStuckDisk()
    {
        using var stuck = new StuckDisk();
        using var writer = new EventWriter("events", stuck);
        for (var i = 0; i < 10_000; i++) writer.Append("{\"a\":1}\n"u8);
        Assert.True(stuck.Length < 80_000);
        stuck.Release();
        writer.Flush();
        Assert.Equal(80_000, stuck.Length);
    }

    sealed class StuckDisk : MemoryStream
    {
        readonly ManualResetEventSlim _free = new();

        public void Release() => _free.Set();

        public override void Write(ReadOnlySpan<byte> bytes)
        {
            _free.Wait();
            base.Write(bytes);
        }

        // The writer closes its stream, but the test still asks for its length.
        protected override void Dispose(bool disposing) => _free.Set();
    }

    sealed class FullDeviceTheoryAttribute : TheoryAttribute
    {
        public FullDeviceTheoryAttribute()
        {
            if (!File.Exists("/dev/full")) Skip = "needs /dev/full, a Linux device that is always full";
        }
    }

    [FullDeviceTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void ARunOnAFullDeviceThrowsOnceAndCanBeMarkedFailed(bool noticedEarly)
    {
        using var folder = new TemporaryFolder();
        var store = new RunStore(folder.Path);
        using var made = store.Create(new RunRecord { Study = "frequency" });
        made.Finish(RunStatus.Stopped);
        var events = Path.Combine(made.Folder, RunFiles.Events);
        var record = store.Open(made.Id).Record;
        File.Delete(events);
        File.CreateSymbolicLink(events, "/dev/full");

        using var run = new Run(made.Folder, record, EventWriter.Append(events), TimeProvider.System);
        run.Log(1, ("a", 1));
        if (noticedEarly)
        {
            Assert.Contains(events, Assert.ThrowsAny<IOException>(run.Flush).Message);
            run.Finish(RunStatus.Failed, "disk full at step 1");
            Assert.Equal("disk full at step 1", store.Open(made.Id).Record.Reason);
        }
        else
        {
            var error = Assert.ThrowsAny<IOException>(() => run.Finish(RunStatus.Finished));
            Assert.Equal(error.Message, store.Open(made.Id).Record.Reason);
        }

        Assert.Equal(RunStatus.Failed, store.Open(made.Id).Status);
    }
}
