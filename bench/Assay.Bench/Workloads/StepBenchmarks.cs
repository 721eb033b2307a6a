using Assay.Tensors;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Workloads;

/// <summary>Whole training steps; one operation is one step, so "Allocated" is bytes of managed memory per step.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    WorkloadSteps? _steps;

    public static IEnumerable<string> Workloads => WorkloadTable.Named.Keys;

    public static IEnumerable<int> ThreadCounts => new[] { 1, Environment.ProcessorCount }.Distinct();

    [ParamsSource(nameof(Workloads))]
    public string Work { get; set; } = "";

    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        Compute.Threads = Threads;
        _steps = WorkloadSteps.Begin(Work, path: null, seed: 1);
    }

    [Benchmark]
    public float Step() => _steps!.Step();
}
