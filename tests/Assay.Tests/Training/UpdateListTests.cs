using Assay.Tensors;
using Assay.Tests.Tensors;

namespace Assay.Tests.Training;

/// <summary>Many parameters in one pass against each by itself, and any number of threads against one.</summary>
[Collection(nameof(Compute))]
public sealed class UpdateListTests
{
    // Below, at and above the limits of a block; together enough for several threads.
    static readonly int[] Counts = [1, UpdateList.Block - 1, 0, UpdateList.Block, 3 * UpdateList.Block + 17, 40, 9 * UpdateList.Block];

    static readonly Dictionary<string, (int Sums, Action<UpdateList> Step)> Steps = new()
    {
        ["adam"] = (2, list => list.Adam(new AdamUpdate(0.01, 1.5) { Decay = 0.1, GradientScale = 0.7 })),
        ["sgd"] = (0, list => list.Sgd(new SgdUpdate(0.1))),
        ["momentum"] = (1, list => list.Sgd(new SgdUpdate(0.1) { Momentum = 0.9 })),
        ["rmsprop"] = (1, list => list.RmsProp(new RmsPropUpdate(0.01))),
        ["rmsprop momentum"] = (2, list => list.RmsProp(new RmsPropUpdate(0.01) { Momentum = 0.9 })),
        ["rmsprop centred"] = (3, list => list.RmsProp(new RmsPropUpdate(0.01) { Momentum = 0.9, Centred = true })),
        ["scale"] = (0, list => list.ScaleGradients(0.3f)),
    };

    public static TheoryData<string> Names => [.. Steps.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void OnePassIsManySingleOnesWithAnyNumberOfThreads(string name)
    {
        var (sums, step) = Steps[name];
        var alone = Draw(sums);
        foreach (var tensors in alone)
        {
            var list = new UpdateList();
            list.Add(tensors[0], tensors[1], tensors.AsSpan(2));
            Threads.With(1, () => Twice(list, step));
        }
        foreach (var threads in new[] { 1, 2, 5 })
        {
            var together = Draw(sums);
            var list = ListOf(together);
            Threads.With(threads, () => Twice(list, step));
            for (var i = 0; i < Counts.Length; i++)
                for (var j = 0; j < sums + 2; j++) Assert.Equal(alone[i][j].ToArray(), together[i][j].ToArray());
        }
    }

    [Fact]
    public void NormsAreThoseOfTheGradientsWithAnyNumberOfThreads()
    {
        var tensors = Draw(0);
        var list = ListOf(tensors);
        var expected = new double[Counts.Length];
        Threads.With(1, () => Norms(list, expected));
        for (var i = 0; i < Counts.Length; i++)
        {
            var square = tensors[i][1].ToArray().Sum(x => (double)x * x);
            Assert.Equal(square, expected[i], 1e-6 * square);
        }
        Assert.Equal(Math.Sqrt(expected.Sum()), list.Norm());
        foreach (var threads in new[] { 2, 5 })
        {
            var squares = new double[Counts.Length];
            Threads.With(threads, () => Norms(list, squares));
            Assert.Equal(expected, squares);
        }
    }

    [Fact]
    public void AListIsFilledAnewWithoutAllocating()
    {
        var tensors = Draw(2);
        var list = ListOf(tensors);
        Threads.With(1, () =>
        {
            list.Norm();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var step = 0; step < 10; step++)
            {
                list.Clear();
                foreach (var row in tensors) list.Add(row[0], row[1], row.AsSpan(2));
                list.Norm();
                list.Adam(new AdamUpdate(1e-3, 1));
            }
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            return 0;
        });
    }

    [Fact]
    public void TensorsThatDoNotFitAreRefused()
    {
        var list = new UpdateList();
        Tensor three = Tensor.Zeros(3), two = Tensor.Zeros(2);
        Assert.Contains("needed: 3", Assert.Throws<ArgumentException>(() => list.Add(three, two)).Message);
        Assert.Contains("needed: 3", Assert.Throws<ArgumentException>(() => list.Add(three, three, three, two)).Message);
        Assert.Contains("at most 3", Assert.Throws<ArgumentException>(() => list.Add(three, three, three, three, three, three)).Message);
        list.Add(three, three, three);
        Assert.Contains("1 running sums", Assert.Throws<ArgumentException>(() => list.Add(three, three)).Message);
        Assert.Contains("needs 2", Assert.Throws<InvalidOperationException>(() => list.Adam(new AdamUpdate(1, 1))).Message);
        Assert.Equal(1, list.Count);
    }

    static int Twice(UpdateList list, Action<UpdateList> step)
    {
        step(list);
        step(list);
        return 0;
    }

    static int Norms(UpdateList list, double[] squares)
    {
        list.SquaredNorms(squares);
        return 0;
    }

    static UpdateList ListOf(Tensor[][] tensors)
    {
        var list = new UpdateList();
        foreach (var row in tensors) list.Add(row[0], row[1], row.AsSpan(2));
        return list;
    }

    // Positive, as the mean of squares must be.
    static Tensor[][] Draw(int sums)
    {
        var rng = new Rng(1);
        return [.. Counts.Select(count => Enumerable.Range(0, 2 + sums).Select(_ => Tensor.Uniform(rng, 0.5f, 1, count)).ToArray())];
    }
}
