using Assay.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Tensors;

/// <summary>What holds for every shape and every number.</summary>
public sealed class OpProperties
{
    static readonly Gen<int[]> Dims = Gen.Choose(1, 6).ListOf().Select(list => list.Take(4).ToArray());

    [Fact]
    public void PermutingBackGivesTheSame() => Check(dims =>
    {
        var x = Random(dims);
        var order = new Rng((ulong)x.Count).Permutation(dims.Length);
        var back = new int[order.Length];
        for (var i = 0; i < order.Length; i++) back[order[i]] = i;
        return x.Permute(order).Permute(back).ToArray().SequenceEqual(x.ToArray());
    });

    [Fact]
    public void SlicesJoinToTheWhole() => Check(dims =>
    {
        var x = Random(dims);
        for (var axis = 0; axis < dims.Length; axis++)
        {
            for (var cut = 0; cut <= dims[axis]; cut++)
            {
                var joined = Tensor.Concat(axis, x.Slice(axis, 0, cut), x.Slice(axis, cut, dims[axis] - cut));
                if (!joined.ToArray().SequenceEqual(x.ToArray())) return false;
            }
        }
        return true;
    });

    [Fact]
    public void ExpandingAndSummingCounts() => Check(dims =>
    {
        var x = Random(dims);
        for (var axis = 0; axis < dims.Length; axis++)
        {
            var repeated = x.Unsqueeze(axis);
            var sizes = repeated.Dims.ToArray();
            sizes[axis] = 4;
            var summed = repeated.Expand(sizes).Sum(axis);
            if (!summed.ToArray().SequenceEqual((x * 4f).ToArray())) return false;
        }
        return true;
    });

    [Fact]
    public void SumsOverAxesInAnyOrderAgree() => Check(dims =>
    {
        var x = Tensor.From([.. Enumerable.Range(0, dims.Aggregate(1, (a, b) => a * b)).Select(i => (float)(i % 100))], dims);
        var (first, last) = (x, x);
        foreach (var _ in dims) (first, last) = (first.Sum(0), last.Sum(-1));
        return first.Item() == last.Item() && first.Item() == x.Sum().Item();
    });

    [Fact]
    public void SoftmaxSumsToOneAndIgnoresAShift() => Check(dims =>
    {
        var x = Random(dims);
        for (var axis = 0; axis < dims.Length; axis++)
        {
            var y = x.Softmax(axis);
            if (y.Sum(axis).ToArray().Any(sum => Math.Abs(sum - 1) > 1e-6)) return false;
            if ((x + 8f).Softmax(axis).ToArray().Zip(y.ToArray(), (a, b) => Math.Abs(a - b)).Any(d => d > 1e-6)) return false;
        }
        return true;
    });

    [Fact]
    public void PartsOfAReshapedTensorPassTheirGradientOn() => Check(dims =>
    {
        var x = Random(dims).Tracked();
        var parts = x.Reshape(-1);
        var sum = Tensor.Zeros();
        for (var i = 0; i < x.Count; i++) sum += parts.Slice(0, i, 1).Sum() * i;
        sum.Backward();
        return x.Grad!.ToArray().SequenceEqual(Tensor.Arange(x.Count).ToArray());
    });

    static void Check(Func<int[], bool> property) =>
        Prop.ForAll(Dims.Where(dims => dims.Length > 0).ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    static Tensor Random(int[] dims) => Tensor.Uniform(new Rng((ulong)dims.Length), -1, 1, dims);
}
