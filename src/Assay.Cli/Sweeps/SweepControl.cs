using Assay.Runs;
using Assay.Studies;
using Assay.Sweeps;
using Assay.Tensors;

namespace Assay.Cli;

/// <summary>Starts a sweep and its workers, shows how far they are, and ends it with its report. With one worker it trains in this process.</summary>
sealed class SweepControl(Session session, RunStore store, SweepOutput output, int workers, int threads, SlurmFlags? slurm)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100), SlurmInterval = TimeSpan.FromSeconds(2);

    /// <summary>Makes a sweep and works at it.</summary>
    /// <returns>The exit code.</returns>
    public int Start(Study study, SweepPlan plan)
    {
        using var run = StudySweep.Create(store, study, plan, ["assay", .. session.Args]);
        return Work(run, study);
    }

    /// <summary>Goes on with a sweep that was stopped, killed or left; what failed is tried once more if it was given up.</summary>
    /// <returns>The exit code.</returns>
    public int Resume(string id)
    {
        var reader = UsageException.Check(() => store.Find(id));
        if (!SweepFolder.IsSweep(reader.Folder)) throw new UsageException($"run '{reader.Id}' is no sweep; 'assay resume {reader.Id}' goes on with a run");
        var study = session.RequireStudy(reader);
        if (reader.Status == RunStatus.Finished) throw new InvalidOperationException($"sweep '{reader.Id}' is finished; 'assay show {reader.Id}' shows it");
        using var run = StudySweep.Reopen(reader.Folder);
        SweepFolder.Open(reader.Folder).Retry();
        return Work(run, study);
    }

    int Work(Run run, Study study)
    {
        var folder = SweepFolder.Open(run.Folder);
        output.Begin(run.Id);
        var lost = 0;
        try
        {
            if (slurm is not null)
            {
                var array = SlurmArray.Submit(folder, store.Folder, run.Id, workers, threads, slurm);
                output.Say($"job     {array.Job}, tasks 0 to {workers - 1}");
                if (slurm.Detach) return Leave(run);
                Wait(folder, array);
            }
            else if (workers == 1)
            {
                InProcess(run, study, folder);
            }
            else
            {
                lost = InProcesses(run, folder);
            }

            SweepEnding.Write(run, folder, study);
        }
        catch (Exception e)
        {
            run.Finish(RunStatus.Failed, ErrorLine.Of(e));
            throw;
        }

        var code = output.End(store.Open(run.Id), folder);
        if (lost == 0 || folder.Progress().Over) return code;
        output.Say($"{lost} of {workers} workers ended by an error");
        return ExitCode.Failed;
    }

    int Leave(Run run)
    {
        run.Leave();
        output.Say($"the tasks work without this program; 'assay show {run.Id}' shows how far they are");
        output.Say($"folder  {run.Folder}");
        return ExitCode.Done;
    }

    void InProcess(Run run, Study study, SweepFolder folder)
    {
        Compute.Threads = threads;
        using var display = output.Display(folder);
        new SweepWorker(folder, new ReplicateTraining(study, folder, run.Record.Command).Train).Run(output.Stop);
    }

    int InProcesses(Run run, SweepFolder folder)
    {
        using var display = output.Display(folder);
        using var processes = new SweepProcesses(store.Folder, run.Id, workers, threads);
        while (!processes.Ended && !output.Stop.WaitHandle.WaitOne(Interval))
        {
            // The display follows the journal by itself.
        }

        return processes.End();
    }

    void Wait(SweepFolder folder, SlurmArray array)
    {
        using var display = output.Display(folder);
        var follower = folder.Follow();
        while (!follower.Now().Over && array.IsAlive() && !output.Stop.WaitHandle.WaitOne(SlurmInterval))
        {
            // Tasks report through the journal.
        }

        // Tasks that wait to begin have nothing left to do, and those that run stop after a checkpoint.
        if (array.IsAlive()) array.Cancel();
        while (array.IsAlive()) Thread.Sleep(SlurmInterval);
    }
}
