using Assay.Tensors;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Steps;

/// <summary>Whole training steps; one operation is one step, so "Allocated" is bytes of managed memory per step.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    TrainingSteps? _training;

    public static IEnumerable<string> Workloads =>
        ["frequency-online", "frequency-tbptt", "rnn-300-512", "lstm-300-512", "gru-300-512"];

    public static IEnumerable<int> ThreadCounts => new[] { 1, Environment.ProcessorCount }.Distinct();

    [ParamsSource(nameof(Workloads))]
    public string Work { get; set; } = "";

    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        Compute.Threads = Threads;
        var work = Workload.Of(Work);
        _training = new TrainingSteps(work, Start.Draw(work, seed: 1));
    }

    [Benchmark]
    public float Step() => _training!.Step();
}
