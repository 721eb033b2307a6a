using Assay.Studies.NextVector;
using Assay.Tensors;

namespace Assay.Tests.Studies.NextVector.Baselines;

public sealed class CholeskyFactorTests
{
    // One panel, and several with a rest.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(530)]
    public void SolutionsSolve(int size)
    {
        var rng = new Rng(4);
        var (half, matrix) = (new double[size * size], new double[size * size]);
        for (var i = 0; i < half.Length; i++) half[i] = rng.NextNormal();
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                for (var k = 0; k < size; k++) matrix[(i * size) + j] += half[(i * size) + k] * half[(j * size) + k] / size;
        double[] sides = [.. Enumerable.Range(0, 11 * size).Select(_ => (double)rng.NextNormal())];
        var solved = (double[])sides.Clone();

        CholeskyFactor.Of(matrix, size, 0.3)!.Solve(solved);

        for (var side = 0; side < 11; side++)
        {
            for (var i = 0; i < size; i++)
            {
                var sum = 0.3 * solved[(side * size) + i];
                for (var j = 0; j < size; j++) sum += matrix[(i * size) + j] * solved[(side * size) + j];
                Assert.Equal(sides[(side * size) + i], sum, 1e-9);
            }
        }
    }

    [Fact]
    public void ThreadsChangeNothing()
    {
        const int Size = 300;
        var rng = new Rng(5);
        var matrix = new double[Size * Size];
        for (var i = 0; i < Size; i++)
            for (var j = 0; j <= i; j++) matrix[(i * Size) + j] = matrix[(j * Size) + i] = rng.NextNormal();
        var threads = Compute.Threads;
        try
        {
            Compute.Threads = 1;
            var alone = Solved();
            Compute.Threads = 3;
            Assert.Equal(alone, Solved());
        }
        finally
        {
            Compute.Threads = threads;
        }

        double[] Solved()
        {
            double[] sides = [.. Enumerable.Range(0, 20 * Size).Select(i => Math.Sin(i))];
            CholeskyFactor.Of(matrix, Size, 60)!.Solve(sides);
            return sides;
        }
    }

    [Fact]
    public void WhatIsNotPositiveDefiniteHasNone() => Assert.Null(CholeskyFactor.Of([1, 2, 2, 1], 2, 0.5));
}
