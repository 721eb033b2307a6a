using Assay.Data.Vectors;
using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

public sealed class CodeAnalysisTests : IDisposable
{
    readonly SmallPoetry _poetry = new();

    public void Dispose() => _poetry.Dispose();

    [Fact]
    public void ComponentsThatStandStillOrFollowLengthAndPlaceAreFound()
    {
        var (data, model) = _poetry.Build();
        var rng = new Rng(1);
        // Noise; nothing; the window's length; where it begins in its poem.
        var codes = data.Test.Ids.Zip(data.Test.Chunks).SelectMany(window => new[] { rng.NextNormal(), 5f, window.First.Length / 10f, (float)window.Second.Start / window.Second.Total }).ToArray();

        var (metrics, statistics) = CodeAnalysis.Of(codes, model, data);

        Assert.Equal(1, metrics["test/code/dead"]);
        Assert.Equal(1, statistics.Lengths[2], 1e-9);
        Assert.Equal(1, statistics.Places[3], 1e-9);
        Assert.True(double.IsNaN(statistics.Lengths[1]));
        Assert.Equal(1, metrics["test/code/length"], 1e-9);
        Assert.InRange(metrics["test/code/participation"], 1, 3);
        Assert.Equal(1, statistics.Shares.Sum(), 1e-3);
        Assert.Equal(data.Test.Count, statistics.Points.Count);
        Assert.All(statistics.Points, point => Assert.Contains(point.Form, (string[])["song", "letter"]));
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(300, 64)]
    public void ParticipationIsThatOfCodesAndNotOfAFewOfThem(int rows, int width)
    {
        // All directions alike, so the ratio is the width.
        var sample = Spectrum.OfRows(Tensor.Normal(new Rng(7), 0, 1, rows, width).ToArray(), width).Participation;

        Assert.InRange(sample, 1, 0.85 * width);
        Assert.InRange(CodeAnalysis.Participation(sample, rows, width), 0.9 * width, width);
        Assert.True(double.IsNaN(CodeAnalysis.Participation(1.5, 3, width)));
    }

    [Fact]
    public void CodesThatAreAllAlikeSpreadOverNothing()
    {
        var (data, model) = _poetry.Build();

        var (metrics, statistics) = CodeAnalysis.Of([.. Enumerable.Repeat(0.5f, data.Test.Count * 4)], model, data);

        Assert.Equal(0, metrics["test/code/participation"]);
        Assert.Equal(4, metrics["test/code/dead"]);
        Assert.Empty(statistics.Points);
    }

    [Fact]
    public void BatchNormHidesNoDeadComponent()
    {
        var (data, model) = _poetry.Build("batchnorm=true", "components=false");
        // Its running variances say that component 2 hardly moved before it was blown up to variance 1.
        var variances = model.NamedBuffers.Single(buffer => buffer.Name.EndsWith("running_var", StringComparison.Ordinal)).Values;
        new[] { 1f, 4, 1e-8f, 1 }.CopyTo(variances.Span);
        var rng = new Rng(2);

        var (metrics, statistics) = CodeAnalysis.Of([.. Enumerable.Range(0, data.Test.Count * 4).Select(_ => rng.NextNormal())], model, data);

        Assert.Equal(1, metrics["test/code/dead"]);
        Assert.True(statistics.Deviations[1] > statistics.Deviations[0]);
    }

    [Fact]
    public void CopiesOfAComponentAreCorrelated()
    {
        var (data, model) = _poetry.Build();
        var rng = new Rng(3);

        var (metrics, _) = CodeAnalysis.Of([.. Enumerable.Range(0, data.Test.Count).SelectMany(_ =>
        {
            var value = rng.NextNormal();
            return new[] { value, -value, 2 * value, value + 1 };
        })], model, data);

        Assert.Equal(1, metrics["test/code/correlation"], 1e-4);
        Assert.Equal(1, metrics["test/code/participation/sample"], 1e-4);
    }
}
