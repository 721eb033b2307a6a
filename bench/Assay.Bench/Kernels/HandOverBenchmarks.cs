using Assay.Tensors;
using Assay.Tensors.Kernels;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Kernels;

/// <summary>What it costs to give every thread a range and wait for all, the work itself being nothing.</summary>
[MemoryDiagnoser]
public class HandOverBenchmarks
{
    int[] _begun = [];

    public static IEnumerable<int> ThreadCounts => new[] { 2, Environment.ProcessorCount }.Distinct();

    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        Compute.Threads = Threads;
        _begun = new int[Threads];
    }

    [Benchmark]
    public int HandOver()
    {
        var job = new Mark { Begun = _begun };
        Workers.For(ref job, Threads, grain: 1);
        return _begun[^1];
    }

    struct Mark : IRangeJob
    {
        public int[] Begun;

        public readonly void Run(int begin, int end) => Begun[begin]++;
    }
}
