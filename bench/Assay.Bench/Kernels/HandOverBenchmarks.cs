using Assay.Tensors;
using Assay.Tensors.Kernels;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Kernels;

/// <summary>What it costs until every other thread has begun its range and all are done, the work itself being nothing.</summary>
[MemoryDiagnoser]
public class HandOverBenchmarks
{
    // One cache line for each thread's mark.
    const int Stride = 16;

    int[] _marks = [];

    public static IEnumerable<int> ThreadCounts => new[] { 2, Environment.ProcessorCount }.Where(count => count > 1).Distinct();

    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        Compute.Threads = Threads;
        _marks = new int[Threads * Stride];
    }

    [Benchmark]
    public void HandOver()
    {
        var job = new Meeting { Marks = _marks, Round = _marks[0] + 1 };
        Workers.For(ref job, Threads, grain: 1);
    }

    struct Meeting : IRangeJob
    {
        public int[] Marks;
        public int Round;

        // The caller waits for the others; without that it would take back the work that no thread has begun yet.
        public readonly void Run(int begin, int end)
        {
            Volatile.Write(ref Marks[begin * Stride], Round);
            if (begin > 0) return;
            for (var other = Stride; other < Marks.Length; other += Stride)
                while (Volatile.Read(ref Marks[other]) != Round) Thread.SpinWait(1);
        }
    }
}
