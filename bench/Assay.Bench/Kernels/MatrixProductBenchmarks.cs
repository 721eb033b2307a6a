using Assay.Tensors;
using Assay.Tensors.Kernels;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Kernels;

/// <summary>C = A B for cubes and for what one time step of an LSTM needs: batch x hidden x gates.</summary>
[MemoryDiagnoser]
public class MatrixProductBenchmarks
{
    float[] _a = [], _b = [], _c = [];

    public static IEnumerable<MatrixSize> Sizes =>
        [new(64, 64, 64), new(256, 256, 256), new(1024, 1024, 1024), new(40, 64, 256), new(16, 512, 2048)];

    public static IEnumerable<int> ThreadCounts => new[] { 1, Environment.ProcessorCount }.Distinct();

    [ParamsSource(nameof(Sizes))]
    public MatrixSize Size { get; set; }

    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        Compute.Threads = Threads;
        var rng = new Rng(1);
        _a = Tensor.Normal(rng, 0, 1, Size.M, Size.K).ToArray();
        _b = Tensor.Normal(rng, 0, 1, Size.K, Size.N).ToArray();
        _c = new float[Size.M * Size.N];
    }

    [Benchmark]
    public void Plain() => MatrixProduct.Multiply(_a, Size.K, false, _b, Size.N, false, _c, Size.N, Size.M, Size.N, Size.K, add: false);

    /// <summary>B stored as (n, k): how a layer's weight meets its input.</summary>
    [Benchmark]
    public void TransposedB() => MatrixProduct.Multiply(_a, Size.K, false, _b, Size.K, true, _c, Size.N, Size.M, Size.N, Size.K, add: false);
}
