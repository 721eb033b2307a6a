using System.Diagnostics;
using System.Globalization;
using Assay.Runs;

namespace Assay.Tests.Runs;

public sealed class CaptureTests
{
    [Fact]
    public void GitStatusIsRead()
    {
        const string head = "# branch.oid 0123456789abcdef\n# branch.head main\n";
        Assert.Equal(("0123456789abcdef", false), CodeInfo.Parse(head));
        Assert.Equal(("0123456789abcdef", true), CodeInfo.Parse(head + "1 .M N... 100644 100644 100644 a b src/x.cs\n"));
        Assert.Equal(("0123456789abcdef", true), CodeInfo.Parse(head + "? new.cs\n"));
        Assert.Equal((null, null), CodeInfo.Parse("# branch.oid (initial)\n? a\n"));
        Assert.Equal((null, null), CodeInfo.Parse(null));
        Assert.Equal((null, null), CodeInfo.Parse(""));
    }

    [Fact]
    public void OutsideARepositoryThereIsAVersionButNoCommit()
    {
        using var folder = new TemporaryFolder();
        var code = CodeInfo.Capture(folder.Path);
        Assert.Equal((null, null), (code.Commit, code.Dirty));
        Assert.Matches(@"^\d+\.\d+\.\d+", code.Version);
        Assert.Null(CodeInfo.Capture(folder.File("missing")).Commit);
    }

    [Fact]
    public void TheMachineIsDescribed()
    {
        var machine = MachineInfo.Capture(threads: 3, vector: "AVX2");
        Assert.Equal((3, "AVX2", Environment.ProcessorCount), (machine.Threads, machine.Vector, machine.Cores));
        Assert.NotEqual("", machine.Processor);
        Assert.True(machine.MemoryBytes > 0);
    }

    [Fact]
    public void ThisProcessIsAlive() => Assert.True(ProcessMark.Current().IsAlive());

    sealed class LinuxFactAttribute : FactAttribute
    {
        public LinuxFactAttribute()
        {
            if (!OperatingSystem.IsLinux()) Skip = "needs /proc";
        }
    }

    [LinuxFact]
    public void AProcessThatDiedButWasNotCollectedIsNotAlive()
    {
        // The shell's child ends while its parent has become a program that never asks for it.
        var start = new ProcessStartInfo("sh", ["-c", "sleep 1 & echo $!; exec sleep 60"]) { RedirectStandardOutput = true };
        using var parent = Process.Start(start)!;
        try
        {
            var pid = int.Parse(parent.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            using var child = Process.GetProcessById(pid);
            var mark = new ProcessMark(pid, child.StartTime.ToUniversalTime(), Environment.MachineName);
            Assert.True(mark.IsAlive());
            Assert.True(SpinWait.SpinUntil(() => !mark.IsAlive(), TimeSpan.FromSeconds(30)));
            Assert.True(File.Exists($"/proc/{pid}/stat"));
        }
        finally
        {
            parent.Kill();
        }
    }
}
