using Assay.Tensors;

namespace Assay.Tests.Tensors;

/// <summary>A tensor held beyond its step says so and never shows another step's numbers.</summary>
public sealed class ArenaTests
{
    [Fact]
    public void ATensorOfAnEndedStepThrowsWhateverIsAsked()
    {
        using var arena = Arena.Enter();
        var x = Tensor.Ones(2, 3).Tracked();
        var y = x.Exp().Sum();
        y.Backward();
        var gradient = x.Grad!;
        var view = x.Reshape(6);
        arena.Rewind();
        Tensor.Zeros(2, 3).Exp();
        AssertEnded(x);
        AssertEnded(y);
        AssertEnded(gradient);
        AssertEnded(view);
        Assert.Contains("ended", x.ToString());
    }

    [Fact]
    public void AnEndedSourceIsNoticedFromOutside()
    {
        var weight = Tensor.Ones(4).Tracked();
        Tensor[] elsewhere = [];
        using (Arena.Enter())
        {
            var inner = weight * 2f;
            var thread = new Thread(() => elsewhere = [inner * inner, inner.Slice(0, 1, 2)]);
            thread.Start();
            thread.Join();
            Assert.Equal([2f, 2], elsewhere[1].ToArray());
        }
        // The other thread had no arena, so its product lives on, but what it came from does not.
        Assert.Equal([4f, 4, 4, 4], elsewhere[0].ToArray());
        Assert.Throws<InvalidOperationException>(() => elsewhere[0].Backward([1, 1, 1, 1]));
        AssertEnded(elsewhere[1]);
    }

    [Fact]
    public void AViewEndsWithTheMemoryItShows()
    {
        using var outer = Arena.Enter();
        var x = Tensor.Arange(4);
        using var inner = Arena.Enter();
        var view = x.Slice(0, 1, 2);
        Assert.Equal([1f, 2], view.ToArray());
        outer.Rewind();
        AssertEnded(view);
    }

    [Fact]
    public void WhatIsKeptOrOwnedOutlivesTheStep()
    {
        var parameter = new Parameter(3);
        Tensor kept, detached, gradient;
        using (Arena.Enter())
        {
            var y = parameter + 2f;
            (kept, detached) = (y.Keep(), parameter.Detach());
            y.Backward([1, 2, 3]);
            gradient = parameter.Grad!;
        }
        using var arena = Arena.Enter();
        Tensor.Full(9, 3).Exp();
        Assert.Equal([2f, 2, 2], kept.ToArray());
        Assert.Equal([0f, 0, 0], detached.ToArray());
        Assert.Equal([1f, 2, 3], gradient.ToArray());
    }

    [Fact]
    public void InsideARecyclingScopeAPublishedTensorIsStillChecked()
    {
        using var arena = Arena.Enter();
        Tensor held, published;
        using (var inside = Arena.Recycle())
        {
            held = Tensor.Full(1, 3);
            using (var deeper = Arena.Recycle())
            {
                var sum = held + 1f;
                Assert.Same(sum, deeper.Publish(sum));
                published = sum;
            }
            published = inside.Publish(published);
        }
        Assert.Equal([2f, 2, 2], published.ToArray());
        arena.Rewind();
        AssertEnded(published);
        AssertEnded(held);
        using (Arena.Recycle()) Assert.Same(held, Tensor.Full(5, 2));
        Assert.NotSame(published, Tensor.Full(6, 3));
        AssertEnded(published);
    }

    [Fact]
    public void PublishingKeepsTheHistory()
    {
        using var arena = Arena.Enter();
        var x = Tensor.Full(3, 2).Tracked();
        Square(x).Backward([1, 10]);
        Assert.Equal([6f, 60], x.Grad!.ToArray());

        static Tensor Square(Tensor x)
        {
            using var inside = Arena.Recycle();
            return inside.Publish(x * (x + 0f));
        }
    }

    [Fact]
    public void RecyclingChangesNoNumber()
    {
        var rng = new Rng(1);
        var (x, w) = (Tensor.Normal(rng, 0, 1, 6, 8), Tensor.Normal(rng, 0, 1, 8, 8).Tracked());
        using var arena = Arena.Enter();
        for (var step = 1; step < 5; step++)
        {
            var plain = Gradient(step);
            arena.Rewind();
            using var inside = Arena.Recycle();
            Assert.Equal(plain, Gradient(step));
            arena.Rewind();
        }

        // Another length at each step, so that no object meets the shape it had before.
        float[] Gradient(int length)
        {
            w.ZeroGrad();
            var y = x.Slice(0, 0, length).Linear(w);
            for (var i = 0; i < length; i++) y = (y.LayerNorm() + y.Softmax(0)).Linear(w).Tanh();
            Tensor.Concat(0, y, y.Transpose(0, 1).Reshape(length, 8)).Max(0).Sum().Backward();
            return w.Grad!.ToArray();
        }
    }

    static void AssertEnded(Tensor tensor)
    {
        Assert.Throws<InvalidOperationException>(() => tensor.ToArray());
        Assert.Throws<InvalidOperationException>(() => tensor.Dims.Length);
        Assert.Throws<InvalidOperationException>(() => tensor * 2f);
        Assert.Throws<InvalidOperationException>(() => tensor.Detach());
    }
}
