using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Healthy and faulty trainings of all base programs on all their data sets with several seeds, in a file of one line each.</summary>
public static class Corpus
{
    /// <summary>All trainings there are to do, seed by seed.</summary>
    public static IEnumerable<(BaseProgram Program, DataTask Task, Fault? Fault, ulong Seed)> Plan(IEnumerable<BaseProgram> programs, int seeds) =>
        from seed in Enumerable.Range(1, seeds)
        from program in programs
        from task in program.Tasks
        from fault in AllFaults.For(program).Prepend(null)
        select (program, task, fault, (ulong)seed);

    /// <summary>
    /// Does what is not in the file yet and appends it, on all cores. To be called again after an interruption: a line is whole or not there.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="programs">Base programs.</param>
    /// <param name="seeds">Seeds of each configuration, from 1 on.</param>
    /// <param name="progress">Hears how many trainings are done of how many.</param>
    /// <param name="stop">When cancelled, trainings under way are the last.</param>
    public static void Make(string path, IEnumerable<BaseProgram> programs, int seeds, Action<int, int>? progress = null, CancellationToken stop = default)
    {
        var known = File.Exists(path) ? Read(path).Select(one => (one.Program, one.Task, one.Fault, one.Seed)).ToHashSet() : [];
        var jobs = Plan(programs, seeds).Where(job => !known.Contains((job.Program.Name, job.Task.Name, job.Fault?.Name ?? "", job.Seed))).ToList();
        if (jobs.Count == 0) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var (threads, done) = (Compute.Threads, 0);
        Compute.Threads = 1;
        try
        {
            using var file = new StreamWriter(path, append: true);
            var each = Partitions(jobs);
            Parallel.ForEach(each, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, job =>
            {
                var line = CaseJson.Write(Train(job.Program, job.Task, job.Fault, job.Seed));
                lock (file)
                {
                    file.WriteLine(line);
                    progress?.Invoke(++done, jobs.Count);
                }
            });
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            Compute.Threads = threads;
        }
    }

    /// <summary>Does one training.</summary>
    public static Case Train(BaseProgram program, DataTask task, Fault? fault, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(task);
        var recipe = fault is null ? program.Recipe : fault.Put(program.Recipe);
        return new Case(program.Name, task.Name, fault?.Name ?? "", seed, FaultTraining.Train(program, task, recipe, seed));
    }

    /// <summary>Reads a file; a torn last line is left out.</summary>
    /// <exception cref="InvalidDataException">A line in the middle is damaged; names path and line.</exception>
    public static IReadOnlyList<Case> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var cases = new Case?[lines.Length];
        Parallel.For(0, lines.Length, i =>
        {
            try
            {
                cases[i] = CaseJson.Read(lines[i], path, i + 1);
            }
            catch (InvalidDataException) when (i == lines.Length - 1)
            {
            }
        });
        return [.. cases.OfType<Case>()];
    }

    // One at a time, so that long trainings do not wait behind one another.
    static System.Collections.Concurrent.Partitioner<T> Partitions<T>(List<T> jobs) =>
        System.Collections.Concurrent.Partitioner.Create(jobs, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering);
}
