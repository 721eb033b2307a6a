using Assay.Reports;
using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;
using Assay.Tensors;

namespace Assay.Cli;

/// <summary>Starts a sweep and its workers, shows how far they are, and ends it with its report.</summary>
sealed class SweepControl(Session session, RunStore store, SweepOutput output, int workers, int threads)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes a sweep and works at it.</summary>
    public int Start(Study study, SweepPlan plan)
    {
        using var run = StudySweep.Create(store, study, plan, ["assay", .. session.Args]);
        return Work(run, study);
    }

    /// <summary>Goes on with a sweep.</summary>
    public int Resume(string id)
    {
        var reader = UsageException.Check(() => store.Find(id));
        if (!SweepFolder.IsSweep(reader.Folder)) throw new UsageException($"run '{reader.Id}' is no sweep; 'assay resume {reader.Id}' goes on with a run");
        SweepFolder.Open(reader.Folder).Retry();
        using var run = StudySweep.Reopen(reader.Folder);
        return Work(run, session.RequireStudy(reader));
    }

    int Work(Run run, Study study)
    {
        var folder = SweepFolder.Open(run.Folder);
        output.Begin(run.Id);
        if (workers == 1) InProcess(run, study, folder);
        else InProcesses(run, folder);
        StudySweep.Conclude(run, folder, study);
        return output.End(store.Open(run.Id), folder);
    }

    void InProcess(Run run, Study study, SweepFolder folder)
    {
        Compute.Threads = threads;
        using var display = output.Display(folder);
        new SweepWorker(folder, new ReplicateTraining(study, folder, run.Record.Command).Train).Run(output.Stop);
    }

    void InProcesses(Run run, SweepFolder folder)
    {
        using var display = output.Display(folder);
        using var processes = new SweepProcesses(store.Folder, run.Id, workers, threads);
        while (!processes.Ended && !output.Stop.WaitHandle.WaitOne(Interval))
        {
            // The display follows the journal by itself.
        }
    }
}
