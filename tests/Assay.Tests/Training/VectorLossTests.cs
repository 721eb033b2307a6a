using Assay.Tensors;
using Assay.Tests.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public class VectorLossTests
{
    const int Batch = 3, Time = 4, Width = 5;

    // The last sequence has no token at all.
    static readonly float[] Kept = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0];

    [Fact]
    public void CosineLossCountsDirectionsUnderTheMask()
    {
        var output = Tensor.From([3, 0, 0, -2, 5, 5, 7, 7], 4, 2).Tracked();
        var target = Tensor.From([1, 0, 0, 1, 1, 0, 1, 1], 4, 2);
        var mask = Tensor.From([1, 1, 1, 0], 4);

        Assert.Equal((0 + 2 + (1 - Math.Sqrt(0.5))) / 3, Losses.MaskedCosine(output, target, mask).Item(), 1e-6);
        Losses.MaskedCosine(output, target, mask).Backward();
        Assert.Equal([0f, 0f], output.Grad!.ToArray()[6..]);
        Assert.Throws<ArgumentException>(() => Losses.MaskedCosine(output, target, Tensor.Zeros(4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.MaskedCosine(output, target, mask, temperature: 0));
        Assert.Throws<ShapeException>(() => Losses.MaskedCosine(output, target, Tensor.Ones(2)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(double.PositiveInfinity)]
    public void ATemperatureBendsTheErrorsAndKeepsTheirRangeAndSlope(double temperature)
    {
        double Loss(double angle) => Losses.MaskedCosine(
            Tensor.From([(float)Math.Cos(angle), (float)Math.Sin(angle)], 1, 2), Tensor.From([3, 0], 1, 2), Tensor.Ones(1), temperature).Item();
        var k = (1 / temperature) - 1;

        Assert.Equal(0, Loss(0), 1e-6);
        Assert.Equal(k == 0 ? 2 : (Math.Exp(2 * k) - 1) / k, Loss(Math.PI), 1e-5);
        Assert.Equal(k == 0 ? 1 : (Math.Exp(k) - 1) / k, Loss(Math.PI / 2), 1e-5);
        Assert.Equal(1, Loss(0.1) / (1 - Math.Cos(0.1)), 0.01);
    }

    [Theory]
    [InlineData("mse", 1, false)]
    [InlineData("cosine", 1, false)]
    [InlineData("cosine", 0.5, false)]
    [InlineData("hybrid", 2, false)]
    [InlineData("mse", 1, true)]
    [InlineData("cosine", 0.5, true)]
    [InlineData("hybrid", 1, true)]
    public void AgreesWithItsFormulaAndFiniteDifferences(string kind, double temperature, bool sequences)
    {
        var target = Tensor.Normal(new Rng(2), 0.3f, 1, Batch, Time, Width);
        var mask = Tensor.From(Kept, Batch, Time);
        Func<Tensor, Tensor, Tensor, Tensor> loss = kind switch
        {
            "mse" => Losses.MaskedMse,
            "cosine" => (output, wanted, kept) => Losses.MaskedCosine(output, wanted, kept, temperature),
            _ => (output, wanted, kept) => Losses.MaskedHybrid(output, wanted, kept, 0.3, temperature),
        };

        OpCheck.Run(
            x => sequences ? Losses.OfSequences(x[0], target, mask, loss) : loss(x[0], target, mask),
            x => new Array64([Formula(kind, temperature, Rows(x[0].Values, sequences), Rows(Array.ConvertAll(target.ToArray(), v => (double)v), sequences))]),
            [[Batch, Time, Width]]);
    }

    [Fact]
    public void SequencesCountOnceWhateverTheirLength()
    {
        var target = Tensor.Normal(new Rng(1), 0, 1, Batch, Time, Width);
        var mask = Tensor.From(Kept, Batch, Time);
        // Words in another order have the same mean.
        var turned = Tensor.Stack(1, target.Slice(1, 1, 1).Squeeze(1), target.Slice(1, 0, 1).Squeeze(1), target.Slice(1, 3, 1).Squeeze(1), target.Slice(1, 2, 1).Squeeze(1));

        Assert.Equal(0, Losses.OfSequences(turned, target, mask, (o, t, m) => Losses.MaskedCosine(o, t, m)).Item(), 1e-6);
        Assert.True(Losses.MaskedCosine(turned, target, mask).Item() > 0.1);
        // One sequence of two turned round: half of the greatest error, though it has a third of the tokens.
        var half = Tensor.Concat(0, target.Slice(0, 0, 1), target.Slice(0, 1, 2) * -1);
        Assert.Equal(1, Losses.OfSequences(half, target, mask, (o, t, m) => Losses.MaskedCosine(o, t, m)).Item(), 1e-5);
        Assert.Contains("(3, 3, 4)", Assert.Throws<ShapeException>(() => Losses.OfSequences(target, target, Tensor.Ones(3, 3, 4), Losses.MaskedMse)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.02f)]
    [InlineData(1f)]
    [InlineData(30f)]
    public void TheHybridsTenthOfSquaresIsATenthOnEveryScale(float scale)
    {
        var target = Tensor.Normal(new Rng(1), 0, scale, 4, 5, 300);
        var mask = Tensor.Ones(4, 5);
        var zeros = Tensor.Zeros(4, 5, 300);

        // Outputs of zeros have both errors in full: nine tenths by direction, one tenth by distance.
        Assert.Equal(0.9 + 0.1, Losses.MaskedHybrid(zeros, target, mask).Item(), 1e-4);
        Assert.Equal(1, Losses.MaskedHybrid(zeros, target, mask, squares: 1).Item(), 1e-4);
        // Right directions at twice the length: the distance is the target's own length, and only that is lost.
        Assert.Equal(0.1, Losses.MaskedHybrid(target * 2, target, mask).Item(), 1e-4);
        Assert.Throws<ArgumentException>(() => Losses.MaskedHybrid(target, zeros, mask));
    }

    [Fact]
    public void TheHybridsSquaresCarryTheirWeightInTheGradient()
    {
        var target = Tensor.Normal(new Rng(1), 0, 0.02f, 4, 5, 300);
        var mask = Tensor.Ones(4, 5);

        // Along the target only lengths change, so all of the gradient there is of the squares: 0.1 |p - x|^2 / |x|^2 at p = 2 x has slope 0.2.
        Assert.Equal(0.2, Along(target * 2), 1e-4);
        // Anywhere else it is the weighted sum of both parts' gradients.
        var output = Tensor.Normal(new Rng(2), 0, 0.02f, 4, 5, 300);
        var (cosine, squares, both) = (Gradient(output, 0), Gradient(output, 1), Gradient(output, 0.1));
        OpCheck.Close("gradient", [.. cosine.Zip(squares, (c, s) => (0.9 * c) + (0.1 * s))], both, 1e-5);
        Assert.InRange(0.1 * Norm(squares) / Norm(both), 0.05, 0.95);

        double Along(Tensor at) => Gradient(at, 0.1).Zip(target.ToArray(), (g, x) => (double)g * x).Sum();

        float[] Gradient(Tensor at, double share)
        {
            var leaf = at.Detach().Tracked();
            Losses.MaskedHybrid(leaf, target, mask, share).Backward();
            return leaf.Grad!.ToArray();
        }

        static double Norm(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));
    }

    static double Formula(string kind, double temperature, double[][] outputs, double[][] targets)
    {
        var k = (1 / temperature) - 1;
        double Squares(double[] a) => a.Sum(v => v * v);
        var cosine = outputs.Zip(targets, (o, t) => 1 - (o.Zip(t, (a, b) => a * b).Sum() / Math.Sqrt(Squares(o) * Squares(t)))).Average(e => k == 0 ? e : (Math.Exp(k * e) - 1) / k);
        var distance = outputs.Zip(targets, (o, t) => Squares([.. o.Zip(t, (a, b) => a - b)])).Average();
        return kind switch
        {
            "mse" => distance / Width,
            "cosine" => cosine,
            _ => (0.7 * cosine) + (0.3 * distance / targets.Average(Squares)),
        };
    }

    // The vectors that count, or the mean of those of each sequence that has any.
    static double[][] Rows(double[] values, bool sequences)
    {
        var rows = values.Chunk(Width).Zip(Kept, (row, kept) => (row, kept)).ToArray();
        if (!sequences) return [.. rows.Where(row => row.kept > 0).Select(row => row.row)];
        return [.. rows.Chunk(Time).Select(sequence => sequence.Where(row => row.kept > 0).ToArray()).Where(sequence => sequence.Length > 0)
            .Select(sequence => Enumerable.Range(0, Width).Select(i => sequence.Average(row => row.row[i])).ToArray())];
    }
}
