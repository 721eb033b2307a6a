using Assay.Tensors;

namespace Assay.Tests.Tensors;

/// <summary>
/// Holds an op against its definition in doubles: the result against the definition, and the gradient of a random weighting
/// of the result against central differences of the definition, which are exact to about nine digits.
/// </summary>
static class OpCheck
{
    const double Step = 1e-5;

    // Below this norm the error is absolute: numbers near 1 inside an op leave 1e-7 of noise.
    const double Floor = 1e-2;

    /// <summary>Runs the op on random inputs of the given shapes, uniform in [low, high).</summary>
    public static void Run(
        Func<Tensor[], Tensor> op, Func<Array64[], Array64> reference, int[][] shapes,
        double low = -2, double high = 2, double tolerance = 1e-5, ulong seed = 1)
    {
        var rng = new Rng(seed);
        var inputs = Array.ConvertAll(shapes, dims => Array64.Zeros(dims).Map(_ => (float)(low + ((high - low) * rng.NextDouble()))));
        Run(op, reference, inputs, tolerance);
    }

    /// <summary>The same on inputs of the caller's, whose values must be exact floats.</summary>
    public static void Run(
        Func<Tensor[], Tensor> op, Func<Array64[], Array64> reference, Array64[] inputs, double tolerance = 1e-5)
    {
        var tensors = Array.ConvertAll(inputs, x => Of(x).Tracked());
        var result = op(tensors);
        var expected = reference(inputs);
        Assert.Equal(expected.Dims, result.Dims.ToArray());
        Close("result", expected.Values, result.ToArray(), tolerance);

        var rng = new Rng(99);
        var weights = expected.Map(_ => (float)((rng.NextDouble() * 2) - 1));
        var gradient = Array.ConvertAll(weights.Values, w => (float)w);
        result.Backward(gradient);
        // A second pass through a fresh graph must add to what the first one left.
        op(tensors).Backward(gradient);
        for (var i = 0; i < inputs.Length; i++)
        {
            var numeric = Differences(reference, inputs, i, weights);
            Assert.NotNull(tensors[i].Grad);
            var given = tensors[i].Grad!.ToArray();
            Close($"gradient of input {i}", Array.ConvertAll(numeric, x => 2 * x), given, tolerance);
        }
        OneByOne(op, inputs, gradient, tensors);
    }

    public static Tensor Of(Array64 x) => Tensor.From(Array.ConvertAll(x.Values, value => (float)value), x.Dims);

    /// <summary>Asserts ||given - expected|| / ||expected|| is within the tolerance.</summary>
    public static void Close(string what, double[] expected, float[] given, double tolerance)
    {
        Assert.Equal(expected.Length, given.Length);
        double error = 0, norm = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            error += Math.Pow(expected[i] - given[i], 2);
            norm += Math.Pow(expected[i], 2);
        }
        var relative = Math.Sqrt(error) / Math.Max(Math.Sqrt(norm), Floor);
        Assert.True(relative <= tolerance, $"{what}: relative error {relative:G3} over {tolerance:G3}");
    }

    static double[] Differences(Func<Array64[], Array64> reference, Array64[] inputs, int which, Array64 weights)
    {
        var moved = Array.ConvertAll(inputs, x => x);
        moved[which] = inputs[which].Copy();
        var gradient = new double[inputs[which].Count];
        for (var i = 0; i < gradient.Length; i++)
        {
            var value = inputs[which][i];
            moved[which][i] = value + Step;
            var above = Weighted();
            moved[which][i] = value - Step;
            gradient[i] = (above - Weighted()) / (2 * Step);
            moved[which][i] = value;
        }
        return gradient;

        double Weighted() => reference(moved).Values.Zip(weights.Values, (y, w) => y * w).Sum();
    }

    // Where only one input asks for a gradient, it gets the same one and the others get none.
    static void OneByOne(Func<Tensor[], Tensor> op, Array64[] inputs, float[] gradient, Tensor[] together)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            var alone = Array.ConvertAll(inputs, Of);
            alone[i].Tracked();
            op(alone).Backward(gradient);
            op(alone).Backward(gradient);
            Assert.Equal(together[i].Grad!.ToArray(), alone[i].Grad!.ToArray());
            for (var other = 0; other < alone.Length; other++)
                if (other != i) Assert.Null(alone[other].Grad);
        }
    }
}
