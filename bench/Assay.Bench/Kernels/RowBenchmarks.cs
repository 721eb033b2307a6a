using Assay.Tensors;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Kernels;

/// <summary>Element-wise and row-wise ops over (rows, 512), no gradient recorded.</summary>
[MemoryDiagnoser]
public class RowBenchmarks
{
    const int Width = 512;

    Tensor? _x, _weight, _bias;

    [Params(16, 800)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        Compute.Threads = Environment.ProcessorCount;
        _x = Tensor.Normal(new Rng(1), 0, 1, Rows, Width);
        (_weight, _bias) = (Tensor.Ones(Width), Tensor.Zeros(Width));
    }

    [Benchmark]
    public float Softmax() => InArena(x => x.Softmax());

    [Benchmark]
    public float LayerNorm() => InArena(x => x.LayerNorm(_weight, _bias));

    [Benchmark]
    public float Exp() => InArena(x => x.Exp());

    [Benchmark]
    public float Tanh() => InArena(x => x.Tanh());

    float InArena(Func<Tensor, Tensor> op)
    {
        using var arena = Arena.Enter();
        return op(_x!).Span[0];
    }
}
