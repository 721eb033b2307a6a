using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;
using Assay.Tensors;

namespace Assay.Cli;

/// <summary>One worker of a sweep: what <c>--join</c> runs, by hand or as a process that the controller started.</summary>
sealed class SweepMember(Session session, RunStore store)
{
    /// <summary>Works at a sweep until it is over, or until it is asked to stop.</summary>
    /// <param name="id">Of the sweep.</param>
    /// <param name="threads">Of the arithmetic.</param>
    /// <param name="tied">Whether the end of standard input asks it to stop: that of a controller that is gone.</param>
    /// <returns>The exit code.</returns>
    public int Join(string id, int? threads, bool tied)
    {
        if (threads is { } count) Compute.Threads = count;
        var run = UsageException.Check(() => store.Find(id));
        var folder = SweepFolder.Open(run.Folder);
        var study = session.RequireStudy(run);
        using var interruption = new Interruption(() => { });
        if (tied) new Thread(() => WaitForEnd(interruption)) { IsBackground = true, Name = "controller" }.Start();
        new SweepWorker(folder, new ReplicateTraining(study, folder, ["assay", .. session.Args]).Train).Run(interruption.Token);
        return ExitCode.Done;
    }

    static void WaitForEnd(Interruption interruption)
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // What is written there does not matter.
        }

        interruption.Request();
    }
}
