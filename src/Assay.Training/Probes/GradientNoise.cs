using Assay.Tensors;

namespace Assay.Training;

/// <summary>
/// How noisy gradients are: the simple noise scale tr(S) / |G|^2 of McCandlish et al., "An empirical model of large-batch training"
/// (2018), from small batches and their mean; and which parameters no gradient reaches.
/// </summary>
/// <param name="Scale">Batch size, in examples, at which noise and gradient are equally large.</param>
/// <param name="GradientlessShare">Share of the trainable numbers in parameters whose gradient is missing or zero throughout.</param>
public readonly record struct GradientNoise(double Scale, double GradientlessShare)
{
    // A gradient this much smaller than what was measured cannot be told from none.
    const double LeastSignal = 1e-3;

    /// <summary>Measures it at the weights as they are; gradients are cleared afterwards.</summary>
    /// <param name="optimizer">Whose parameters are looked at.</param>
    /// <param name="parts">Small batches.</param>
    /// <param name="size">Examples in each.</param>
    /// <param name="loss">Forward and loss, a mean over examples, of a small batch; called inside an arena.</param>
    public static GradientNoise Measure(Optimizer optimizer, int parts, int size, Func<int, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 2);
        var sums = optimizer.Parameters.Select(one => new double[one.Count]).ToList();
        var (reached, squares) = (new bool[sums.Count], 0.0);
        for (var part = 0; part < parts; part++)
        {
            using var arena = Arena.Enter();
            optimizer.ZeroGrad();
            loss(part).Backward();
            for (var i = 0; i < sums.Count; i++)
            {
                if (optimizer.Parameters[i].Grad is not { } gradient) continue;
                var values = gradient.Span;
                reached[i] |= values.ContainsAnyExcept(0f);
                for (var k = 0; k < values.Length; k++)
                {
                    sums[i][k] += values[k];
                    squares += (double)values[k] * values[k];
                }
            }
        }
        optimizer.ZeroGrad();
        var (small, large) = (squares / parts, sums.Sum(one => one.Sum(value => value * value)) / ((double)parts * parts));
        double one = size, all = (double)size * parts;
        var (noise, signal) = ((small - large) / ((1 / one) - (1 / all)), ((all * large) - (one * small)) / (all - one));
        double total = sums.Sum(sum => sum.Length), without = sums.Where((_, i) => !reached[i]).Sum(sum => sum.Length);
        return new GradientNoise(large > 0 ? noise / Math.Max(signal, LeastSignal * large) : double.NaN, without / total);
    }
}
