using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>The workers of a sweep as a Slurm job array. They share the sweep's folder with each other and with whoever waits for them.</summary>
sealed class SlurmArray
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    SlurmArray(string job) => Job = job;

    /// <summary>The array's job id.</summary>
    public string Job { get; }

    /// <summary>Writes the job script into the sweep's folder and submits it.</summary>
    /// <exception cref="InvalidOperationException">There is no Slurm here, or it refused; the message is its own.</exception>
    public static SlurmArray Submit(SweepFolder folder, string store, string sweep, int workers, int threads, SlurmFlags flags)
    {
        var logs = Path.Combine(folder.Folder, "slurm");
        Directory.CreateDirectory(logs);
        var script = Path.Combine(logs, "job.sh");
        File.WriteAllText(script, Script(store, sweep, workers, threads, logs));
        var job = Run("sbatch", ["--parsable", .. flags.Options, script]).Trim();
        return new SlurmArray(job.Split(';')[0]);
    }

    /// <summary>
    /// The job script. Before the time limit (USR1) and when it is killed, a task is requeued and goes on with what it had; when it is cancelled
    /// (TERM) it stops after a checkpoint.
    /// </summary>
    internal static string Script(string store, string sweep, int workers, int threads, string logs)
    {
        var (program, first) = SweepProcesses.ThisProgram();
        var command = string.Join(' ', [.. new[] { program }.Concat(first).Select(Quoted), "sweep", "--join", Quoted(sweep), "--runs", Quoted(store), "--threads", ValueText.Of((double)threads)]);
        return $$"""
            #!/usr/bin/env bash
            #SBATCH --job-name=assay-{{sweep}}
            #SBATCH --array=0-{{(workers - 1).ToString(CultureInfo.InvariantCulture)}}
            #SBATCH --cpus-per-task={{threads.ToString(CultureInfo.InvariantCulture)}}
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --signal=B:USR1@90
            #SBATCH --output={{logs}}/%A_%a.log
            task="${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
            again=
            {{command}} --slurm-task "$task" </dev/null &
            worker=$!
            trap 'again=1; kill -TERM $worker' USR1
            trap 'kill -TERM $worker' TERM INT
            code=0
            while kill -0 $worker 2>/dev/null; do wait $worker; code=$?; done
            # Killed (137): out of memory, most likely; a few times is enough.
            [[ $code == 137 && ${SLURM_RESTART_COUNT:-0} -lt 3 ]] && again=1
            [[ -n $again ]] && scontrol requeue "$task"
            exit $code

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Whether any of its tasks waits or runs.</summary>
    public bool IsAlive()
    {
        try
        {
            return Run("squeue", ["--noheader", "--jobs", Job, "--format", "%T"]).Trim().Length > 0;
        }
        catch (InvalidOperationException e) when (e.Message.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase))
        {
            return false; // forgotten some time after its end
        }
    }

    /// <summary>Cancels what is left of it: running tasks stop after a checkpoint.</summary>
    public void Cancel() => Run("scancel", [Job]);

    static string Run(string program, string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Limit))
            {
                process.Kill();
                throw new InvalidOperationException($"{program} did not answer within {Limit.TotalSeconds} seconds");
            }

            return process.ExitCode == 0 ? output.Result : throw new InvalidOperationException($"{program}: {error.Result.Trim()}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"there is no {program} here: --slurm needs Slurm's commands ({e.Message})", e);
        }
    }

    static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
