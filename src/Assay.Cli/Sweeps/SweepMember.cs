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
    /// <param name="task">The task of a Slurm array that this worker is, or null.</param>
    /// <param name="tied">Whether the end of standard input asks it to stop: that of a controller that is gone.</param>
    /// <returns>The exit code.</returns>
    public int Join(string id, int? threads, string? task, bool tied)
    {
        if (threads is { } count) Compute.Threads = count;
        var run = UsageException.Check(() => store.Find(id));
        var folder = SweepFolder.Open(run.Folder);
        var study = session.RequireStudy(run);
        using var interruption = new Interruption(() => { });
        // Of its own: a terminal's Ctrl-C comes as a signal and then, from the controller, as the end of standard input, which must not count as a second one.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        if (tied) new Thread(() => WaitForEnd(stop)) { IsBackground = true, Name = "controller" }.Start();
        var training = new ReplicateTraining(study, folder, ["assay", .. session.Args]);
        // A process whose replicate was taken must not write into its run any more, checkpoints included.
        new SweepWorker(folder, training.Train) { SlurmTask = task, Lost = () => Environment.Exit(ExitCode.Failed) }.Run(stop.Token);
        if (!tied && folder.Progress().Over) folder.Alone(() => End(run.Id, folder, study));
        return ExitCode.Done;
    }

    // A sweep that its controller has left is ended by the worker that finds nothing left to do.
    void End(string id, SweepFolder folder, Study study)
    {
        var reader = store.Open(id);
        if (reader.Status is RunStatus.Finished or RunStatus.Failed || (reader.Status == RunStatus.Running && reader.Record.Process is not null)) return;
        using var run = StudySweep.Reopen(folder.Folder);
        SweepEnding.Write(run, folder, study);
    }

    static void WaitForEnd(CancellationTokenSource stop)
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // What is written there does not matter.
        }

        stop.Cancel();
    }
}
