using Assay.Tensors;

namespace Assay.Tests.Tensors;

public class RecurrentPaddingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatStandsInThePaddingDoesNotMatter(bool reverse)
    {
        var clean = Gradients(0f, reverse);

        Assert.Equal(clean, Gradients(1e30f, reverse));
        Assert.Equal(clean, Gradients(float.NaN, reverse));
    }

    static float[][] Gradients(float padding, bool reverse)
    {
        var rng = new Rng(8);
        Parameter Random(params int[] dims)
        {
            var parameter = new Parameter(dims);
            foreach (ref var value in parameter.Span) value = rng.NextNormal() / 3;
            return parameter;
        }

        int[] lengths = [5, 2, 0];
        var input = Tensor.Normal(rng, 0, 1, 5, 3, 4);
        for (var step = 0; step < 5; step++)
            for (var sequence = 0; sequence < 3; sequence++)
                if (step >= lengths[sequence]) input.Span.Slice(((step * 3) + sequence) * 4, 4).Fill(padding);
        Parameter[] weights = [Random(28, 4), Random(28, 7), Random(28), Random(28)];
        var (output, hidden, cell) = Recurrent.Lstm(input, null, null, weights[0], weights[1], weights[2], weights[3], lengths, reverse);
        (output.Sum() + hidden.Sum() + cell.Sum()).Backward();
        return [output.ToArray(), hidden.ToArray(), .. weights.Select(weight => weight.Grad!.ToArray())];
    }
}
