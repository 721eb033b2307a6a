using Assay.Tensors;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Kernels;

/// <summary>One Adam step over one parameter: as many numbers as the frequency model has, and more than any cache holds.</summary>
[MemoryDiagnoser]
public class AdamBenchmarks
{
    readonly AdamUpdate _update = new(1e-3, 1);
    float[] _parameter = [], _gradient = [], _mean = [], _square = [];

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
        _parameter = Tensor.Normal(rng, 0, 1, Count).ToArray();
        _gradient = Tensor.Normal(rng, 0, 1, Count).ToArray();
        (_mean, _square) = (new float[Count], new float[Count]);
    }

    [Benchmark]
    public void Step() => Updates.Adam(_parameter, _gradient, _mean, _square, _update);

    [Benchmark]
    public double SquaredNorm() => Updates.SquaredNorm(_gradient);
}
