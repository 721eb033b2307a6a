using Assay.Tensors;
using Assay.Tensors.Kernels;

namespace Assay.Tests.Tensors;

public class RngFillTests
{
    [Fact]
    public void FillingIsDrawingOneByOne()
    {
        foreach (var skipped in new[] { 0, 1, 2, 3, 7 })
        {
            foreach (var length in new[] { 0, 1, 3, 4, 5, 15, 16, 31, 32, 33, 64, 100, 515 })
            {
                Rng one = new(77), many = new(77);
                for (var i = 0; i < skipped; i++) Assert.Equal(one.NextUInt(), many.NextUInt());
                var filled = new uint[length];
                many.Fill(filled);
                for (var i = 0; i < length; i++) Assert.Equal(one.NextUInt(), filled[i]);
                Assert.Equal(one.State, many.State);
                Assert.Equal(one.NextUInt(), many.NextUInt());
            }
        }
    }

    [Fact]
    public void CountersBeyondThirtyTwoBitsAreTheSameNumbers()
    {
        var state = (Key: 0x123456789ABCDEFUL, Position: (1UL << 34) - 40);
        Rng one = new(state), many = new(state);
        var filled = new uint[200];
        many.Fill(filled);
        foreach (var number in filled) Assert.Equal(one.NextUInt(), number);
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.999f)]
    public void DropoutDropsWhatItsDrawSays(float probability)
    {
        var mask = new float[1033];
        var rng = new Rng(5);
        DropoutMask.Fill(mask, probability, new Rng(5));

        var threshold = (ulong)((double)probability * (1UL << 32));
        foreach (var factor in mask) Assert.Equal(rng.NextUInt() >= threshold ? 1f / (1f - probability) : 0f, factor);
    }

    [Fact]
    public void DropoutOfAllDropsAll()
    {
        var mask = Enumerable.Repeat(1f, 20).ToArray();
        DropoutMask.Fill(mask, 1f, new Rng(5));
        Assert.All(mask, factor => Assert.Equal(0, factor));
    }
}
