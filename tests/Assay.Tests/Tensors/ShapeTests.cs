using Assay.Tensors;

namespace Assay.Tests.Tensors;

public sealed class ShapeTests
{
    [Fact]
    public void Reshape()
    {
        OpCheck.Run(x => x[0].Reshape(3, -1), x => new Array64(x[0].Values, 3, 4), [[2, 6]]);
        OpCheck.Run(x => x[0].Reshape(), x => new Array64(x[0].Values), [[1, 1]]);
        OpCheck.Run(x => (x[0].Reshape(-1) * 2f) + x[0].Reshape(12), x => new Array64(x[0].Map(v => 3 * v).Values, 12), [[2, 6]]);
        OpCheck.Run(x => x[0].Unsqueeze(1).Unsqueeze(-1), x => new Array64(x[0].Values, 2, 1, 5, 1), [[2, 5]]);
        OpCheck.Run(x => x[0].Squeeze(1).Squeeze(-1), x => new Array64(x[0].Values, 2, 5), [[2, 1, 5, 1]]);
    }

    [Fact]
    public void Permute()
    {
        OpCheck.Run(x => x[0].Transpose(), x => Permuted(x[0], [1, 0]), [[15, 17]]);
        OpCheck.Run(x => x[0].Transpose(0, 1), x => Permuted(x[0], [1, 0, 2]), [[3, 4, 5]]);
        foreach (var order in new int[][] { [0, 1, 2, 3], [3, 2, 1, 0], [0, 2, 1, 3], [2, 3, 0, 1], [1, 3, 0, 2], [0, 3, 1, 2] })
            OpCheck.Run(x => x[0].Permute(order), x => Permuted(x[0], order), [[2, 3, 4, 5]]);
    }

    [Fact]
    public void Slice()
    {
        OpCheck.Run(x => x[0].Slice(0, 1, 3), x => x[0].Along(0, line => line[1..4]), [[5, 3]]);
        OpCheck.Run(x => x[0].Slice(-1, -4, 2), x => x[0].Along(1, line => line[3..5]), [[5, 7]]);
        OpCheck.Run(x => x[0].Slice(1, 2, 1), x => x[0].Along(1, line => line[2..3]), [[2, 3, 4]]);
        OpCheck.Run(
            x => x[0].Slice(0, 0, 3) * x[0].Slice(0, 1, 3),
            x => Array64.Zip(x[0].Along(0, line => line[..3]), x[0].Along(0, line => line[1..4]), (a, b) => a * b), [[4, 5]]);
        Assert.Equal(0, Tensor.Ones(2, 3).Slice(1, 3, 0).Count);
    }

    [Fact]
    public void ConcatAndStack()
    {
        OpCheck.Run(x => Tensor.Concat(0, x), x => new Array64([.. x[0].Values, .. x[1].Values, .. x[2].Values], 6, 3), [[2, 3], [1, 3], [3, 3]]);
        OpCheck.Run(
            x => Tensor.Concat(-1, x),
            x =>
            {
                var y = Array64.Zeros(2, 3, 5);
                for (var i = 0; i < 2; i++)
                    for (var j = 0; j < 3; j++)
                        for (var k = 0; k < 5; k++) y[i, j, k] = k < 4 ? x[0][i, j, k] : x[1][i, j, 0];
                return y;
            },
            [[2, 3, 4], [2, 3, 1]]);
        OpCheck.Run(x => Tensor.Stack(0, x), x => new Array64([.. x[0].Values, .. x[1].Values], 2, 3), [[3], [3]]);
        OpCheck.Run(x => Tensor.Stack(-1, x), x => Permuted(new Array64([.. x[0].Values, .. x[1].Values], 2, 3), [1, 0]), [[3], [3]]);
        OpCheck.Run(x => Tensor.Concat(0, x[0], x[0]), x => new Array64([.. x[0].Values, .. x[0].Values], 4), [[2]]);
    }

    [Fact]
    public void Rows()
    {
        int[] indices = [2, 0, 2, 4, 1];
        OpCheck.Run(x => x[0].Rows(indices), x => x[0].Along(0, line => Array.ConvertAll(indices, i => line[i])), [[5, 17]]);
        OpCheck.Run(x => x[0].Rows(indices), x => x[0].Along(0, line => Array.ConvertAll(indices, i => line[i])), [[5]]);
        OpCheck.Run(x => x[0].Rows(indices), x => x[0].Along(0, line => Array.ConvertAll(indices, i => line[i])), [[5, 2, 3]]);

        var table = Tensor.Ones(5, 3).Tracked();
        table.Rows(indices, padding: 2).Sum().Backward();
        Assert.Equal([1f, 1, 0, 0, 1], table.Grad!.Mean(1).ToArray());
    }

    [Fact]
    public void Pick()
    {
        int[] last = [2, 0, 1, 2, 2, 1], middle = [1, 0, 0, 1, 1, 0];
        OpCheck.Run(x => x[0].Pick(last), x => Picked(x[0], 3, last, 1), [[6, 3]]);
        OpCheck.Run(x => x[0].Pick(middle, axis: 1), x => new Array64(Picked(x[0], 2, middle, 3).Values, 2, 3), [[2, 2, 3]]);
    }

    [Fact]
    public void WrongShapesAreNamed()
    {
        var x = Tensor.Zeros(2, 3);
        Assert.Contains("(2, 3)", Assert.Throws<ShapeException>(() => x.Reshape(4, 2)).Message);
        Assert.Throws<ShapeException>(() => x.Reshape(4, -1));
        Assert.Throws<ShapeException>(() => x.Reshape(-1, -1));
        Assert.Throws<ShapeException>(() => x.Squeeze(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Unsqueeze(4));
        Assert.Throws<ShapeException>(() => x.Permute(0));
        Assert.Throws<ShapeException>(() => x.Permute(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Slice(1, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Slice(0, -3, 1));
        Assert.Throws<ShapeException>(() => Tensor.Concat(0, x, Tensor.Zeros(2, 4)));
        Assert.Throws<ArgumentException>(() => Tensor.Concat(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Rows([0, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Pick([0, 3]));
        Assert.Throws<ShapeException>(() => x.Pick([0]));
        Assert.Throws<ShapeException>(() => Tensor.From([1f, 2], 3));
    }

    static Array64 Picked(Array64 x, int count, int[] indices, int inner)
    {
        var y = Array64.Zeros(indices.Length);
        for (var i = 0; i < indices.Length; i++) y[i] = x[(((i / inner * count) + indices[i]) * inner) + (i % inner)];
        return y;
    }

    static Array64 Permuted(Array64 x, int[] order)
    {
        var y = Array64.Zeros(Array.ConvertAll(order, axis => x.Dims[axis]));
        for (var i = 0; i < y.Count; i++)
        {
            var (rest, place) = (i, 0);
            for (var axis = order.Length - 1; axis >= 0; axis--)
            {
                place += rest % y.Dims[axis] * x.Dims[(order[axis] + 1)..].Aggregate(1, (a, b) => a * b);
                rest /= y.Dims[axis];
            }
            y[i] = x[place];
        }
        return y;
    }
}
