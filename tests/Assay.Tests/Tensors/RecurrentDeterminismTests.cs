using Assay.Tensors;

namespace Assay.Tests.Tensors;

/// <summary>The same bits again, and with any number of threads, for sequences long enough to be split.</summary>
[Collection(nameof(Compute))]
public sealed class RecurrentDeterminismTests
{
    static readonly int[] Lengths = [13, 0, 4, 13, 1, 12, 7];

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("tanh")]
    [InlineData("relu")]
    public void RunsAndThreadsDoNotChangeABit(string cell)
    {
        var setup = new RecurrentSetup(cell, 13, 7, 5, 67);
        SameBits(setup);
        SameBits(setup with { Reverse = true });
        SameBits(setup with { Lengths = Lengths });
        SameBits(setup with { Lengths = Lengths, Reverse = true });
    }

    static void SameBits(RecurrentSetup setup)
    {
        var inputs = setup.RandomInputs();
        var (result, gradients) = Threads.With(1, () => RecurrentTests.Run(inputs, setup.Op));
        foreach (var threads in new[] { 1, 2, 3 })
        {
            var (again, gradientsAgain) = Threads.With(threads, () => RecurrentTests.Run(inputs, setup.Op));
            Assert.Equal(result, again);
            Assert.Equal(gradients, gradientsAgain);
        }
    }
}
