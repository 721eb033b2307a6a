using Assay.Tensors;
using Assay.Tensors.Kernels;

namespace Assay.Tests.Tensors;

/// <summary>Every kernel as every instruction set, at odd lengths, against the scalar one, with guards around what it writes.</summary>
public sealed unsafe class KernelTests
{
    static readonly int[] Lengths = [0, 1, 7, 15, 16, 17, 31, 33, 64, 70];

    [Fact]
    public void UnaryFunctions()
    {
        Unary(default(Identity));
        Unary(default(Negated));
        Unary(new Offset(0.3f));
        Unary(new Scaled(0.3f));
        Unary(new Over(0.3f));
        Unary(default(Exponential));
        Unary(default(Logarithm), 0.01f);
        Unary(default(SquareRoot), 0.01f);
        Unary(default(Squared));
        Unary(default(Absolute));
        Unary(new Clamped(-1, 1));
        Unary(default(HyperbolicTangent));
        Unary(default(Logistic));
        Unary(default(Rectified));
        Unary(default(Swish));
        Unary(default(SoftRectified));
        Unary(default(Gelu));
        Unary(default(GeluTanh));
        Unary(new DivergenceGradient(0.3f));
    }

    [Fact]
    public void BinaryFunctions()
    {
        Binary(default(Sum));
        Binary(default(Difference));
        Binary(default(Product));
        Binary(default(Quotient));
        Binary(default(Larger));
        Binary(default(Smaller));
        Binary(new OverGradient(0.3f));
        Binary(default(SquareRootGradient));
        Binary(default(SquaredGradient));
        Binary(default(AbsoluteGradient));
        Binary(new ClampedGradient(-1, 1));
        Binary(default(HyperbolicTangentGradient));
        Binary(default(LogisticGradient));
        Binary(default(RectifiedGradient));
        Binary(default(SwishGradient));
        Binary(default(SoftRectifiedGradient));
        Binary(default(GeluGradient));
        Binary(default(GeluTanhGradient));
        Binary(default(Divergence));
        Binary(default(SelectedGradient));
        Binary(default(UnselectedGradient));
    }

    [Fact]
    public void TernaryFunctions()
    {
        Ternary(default(DivisorGradient));
        Ternary(default(Selected));
        Ternary(default(GreaterGradient));
        Ternary(default(LessGradient));
        Ternary(default(Noisy));
        Ternary(default(NoisyGradient));
    }

    [Fact]
    public void Sums()
    {
        foreach (var count in Lengths)
        {
            Hold(3, (target, a, _, _) => new Reduction.RowJob
            {
                A = a, Target = target, Rows = 3, Count = count, Block = Math.Max(1, count), Blocks = 1, Scale = 0.5f, Add = true,
            }, 3, 3 * count);
            // Two blocks of rows, the second a partial one, each with sums of its own.
            Hold(2 * 2 * count, (target, a, _, _) => new Reduction.ColumnJob
            {
                A = a, Target = target, Count = 7, Inner = count, Tiles = (count + 255) / 256, Block = 5, Blocks = 2, Scale = 0.5f, Add = true,
            }, 2 * 2 * ((count + 255) / 256), 2 * 7 * count);
            Hold(3 * count, (target, a, _, _) => new Reduction.SpreadJob
            {
                G = a, Target = target, Count = count, Inner = 1, Scale = 0.5f, Add = true,
            }, 3, 3);
            Hold(2 * 5 * count, (target, a, _, _) => new Reduction.SpreadJob
            {
                G = a, Target = target, Count = 5, Inner = count, Scale = 0.5f, Add = true,
            }, count == 1 ? 2 : 10, 2 * count);
        }
    }

    [Fact]
    public void SoftmaxOfRows()
    {
        foreach (var width in Lengths[1..])
        {
            foreach (var log in new[] { false, true })
            {
                Hold(3 * width, (target, a, _, _) => new SoftmaxRows.ForwardJob { X = a, Y = target, Width = width, Log = log }, 3, 3 * width);
                Hold(3 * width, (target, a, b, _) => new SoftmaxRows.BackwardJob
                {
                    G = a, Y = b, Dx = target, Width = width, Log = log, Add = true,
                }, 3, 3 * width, tolerance: 3e-5);
            }
        }
    }

    [Fact]
    public void CrossEntropyOfRows()
    {
        // Two blocks.
        const int Rows = 70;
        var labels = stackalloc int[Rows];
        var costs = stackalloc double[2];
        foreach (var width in new[] { 1, 3, 15, 16, 17, 70 })
        {
            for (var row = 0; row < Rows; row++) labels[row] = row % 5 == 4 ? -1 : row * 7 % width;
            var (given, sums) = ((nint)labels, (nint)costs);
            foreach (var smoothing in new[] { 0f, 0.1f })
            {
                Hold(Rows * width, (target, a, _, _) => new CrossEntropyRows.ForwardJob
                {
                    X = a, Differences = target, Costs = (double*)sums, Labels = (int*)given, Rows = Rows, Width = width,
                    Ignored = -1, Smoothing = smoothing,
                }, 2, Rows * width);
            }
        }
    }

    [Fact]
    public void NormalisedRows()
    {
        foreach (var width in Lengths[2..])
        {
            // Means and variances are written behind the rows, or lie inside a source.
            foreach (var summed in new[] { false, true })
            {
                Hold((3 * width) + 6, (target, a, b, c) => new NormalRows.ForwardJob
                {
                    X = a, R = summed ? c : null, Weight = b, Bias = b + width, Y = target, Mean = target + (3 * width),
                    Variance = target + (3 * width) + 3, Width = width, Epsilon = 1e-3f,
                }, 3, 3 * width);
                // Two blocks: the second has one row. Behind the gradients of both inputs stand the sums of each block.
                Hold((33 + 33 + 4) * width, (target, a, b, c) => new NormalRows.BackwardJob
                {
                    G = a, X = b, R = summed ? a + width : null, Weight = c, Mean = c + width, Variance = c + width + 33, Dx = target, Dr = summed ? target + (33 * width) : null,
                    WeightSums = target + (66 * width), BiasSums = target + (68 * width), Rows = 33, Width = width, Epsilon = 0.1f, AddX = true,
                }, 2, 34 * width, low: 0.1f, tolerance: 2e-5);
            }
        }
    }

    [Fact]
    public void ScatteredRows()
    {
        var index = stackalloc int[] { 2, 0, 2, 1 };
        foreach (var width in Lengths)
        {
            var rows = (nint)index;
            Hold(3 * width, (target, a, _, _) => new RowTable.ScatterJob
            {
                Source = a, Table = target, Index = (int*)rows, Count = 4, Width = width, Skip = 1,
            }, width, 4 * width);
        }
    }

    static void Unary<F>(F function, float low = -4)
        where F : struct, IUnary
    {
        foreach (var count in Lengths)
            foreach (var add in new[] { false, true })
                Hold(count, (target, a, _, _) => new Elementwise.UnaryJob<F> { A = a, Target = target, Function = function, Add = add }, count, count, low);
    }

    static void Binary<F>(F function)
        where F : struct, IBinary
    {
        foreach (var count in Lengths)
            foreach (var add in new[] { false, true })
                Hold(count, (target, a, b, _) => new Elementwise.BinaryJob<F> { A = a, B = b, Target = target, Function = function, Add = add }, count, count);
    }

    static void Ternary<F>(F function)
        where F : struct, ITernary
    {
        foreach (var count in Lengths)
            foreach (var add in new[] { false, true })
                Hold(count, (target, a, b, c) => new Elementwise.TernaryJob<F> { A = a, B = b, C = c, Target = target, Function = function, Add = add }, count, count);
    }

    delegate T Make<T>(float* target, float* a, float* b, float* c);

    // Runs the job as each instruction set, whole and in two parts.
    static void Hold<T>(int written, Make<T> make, int count, int sources, float low = -4, double tolerance = 5e-6)
        where T : struct, IVectorJob
    {
        var scalar = Result("scalar", count);
        foreach (var isa in EveryIsa.Names)
        {
            var whole = Result(isa, count);
            for (var i = 0; i < written; i++)
            {
                if (whole[i].Equals(scalar[i]) || Math.Abs(whole[i] - scalar[i]) <= tolerance * Math.Max(1, Math.Abs(scalar[i]))) continue;
                Assert.Fail($"{typeof(T)} as {isa}, {i} of {written}: {whole[i]} where scalar gives {scalar[i]}");
            }
            foreach (var split in new[] { 1, count / 2, count - 1 })
                if (split > 0 && split < count) Assert.Equal(whole, Result(isa, split));
        }

        float[] Result(string isa, int split)
        {
            var rng = new Rng(7);
            float Next(int i) => low + ((4 - low) * rng.NextFloat());
            using var a = new GuardedBuffer(sources, Next);
            using var b = new GuardedBuffer(Math.Max(sources, 200), Next);
            using var c = new GuardedBuffer(Math.Max(sources, 300), Next);
            using var target = new GuardedBuffer(written, i => i * 0.125f);
            var job = make(target.Start, a.Start, b.Start, c.Start);
            EveryIsa.Run(isa, job, 0, split);
            if (split < count) EveryIsa.Run(isa, job, split, count);
            var what = $"{typeof(T)} as {isa}";
            target.AssertGuards(what);
            a.AssertGuards(what);
            b.AssertGuards(what);
            c.AssertGuards(what);
            return target.Span.ToArray();
        }
    }
}
