using Assay.Tensors;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Kernels;

/// <summary>One Adam step and one gradient norm: as many numbers as the frequency model has, and more than any cache holds.</summary>
[MemoryDiagnoser]
public class AdamBenchmarks
{
    readonly AdamUpdate _update = new(1e-3, 1);
    readonly UpdateList _list = new();

    public static IEnumerable<int> ThreadCounts => new[] { 1, Environment.ProcessorCount }.Distinct();

    [Params(18_241, 10_000_000)]
    public int Count { get; set; }

    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        Compute.Threads = Threads;
        var rng = new Rng(1);
        _list.Clear();
        _list.Add(Tensor.Normal(rng, 0, 1, Count), Tensor.Normal(rng, 0, 1, Count), Tensor.Zeros(Count), Tensor.Zeros(Count));
    }

    [Benchmark]
    public void Step() => _list.Adam(_update);

    [Benchmark]
    public double Norm() => _list.Norm();
}
