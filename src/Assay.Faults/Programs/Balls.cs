using Assay.Modules;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>What is measured of points in a ball.</summary>
static class Balls
{
    /// <summary>Share of the points (rows, width) whose Euclidean radius is within 1 % of the ball's.</summary>
    public static double ShareAtBoundary(Tensor points, PoincareBall ball)
    {
        var (width, limit, outside) = (points.Dim(-1), 0.99 * ball.LargestRadius, 0);
        var values = points.Span;
        for (var from = 0; from < values.Length; from += width)
        {
            var squares = 0.0;
            foreach (var value in values.Slice(from, width)) squares += (double)value * value;
            if (Math.Sqrt(squares) >= limit) outside++;
        }
        return (double)outside * width / values.Length;
    }
}
