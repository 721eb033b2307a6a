using Assay.Runs;

namespace Assay.Reports;

/// <summary>A disc of the Poincare ball with operations as points, coloured by level: the deeper, the brighter and the larger.</summary>
sealed class BallChart : Chart
{
    const double Edge = 16;

    /// <summary>The operations.</summary>
    public required IReadOnlyList<LevelPoint> Points { get; init; }

    /// <summary>Where a point is drawn.</summary>
    public required Func<LevelPoint, (double X, double Y)> At { get; init; }

    /// <summary>Radius that no point reaches.</summary>
    public required double MaxRadius { get; init; }

    /// <summary>Where the ball ends.</summary>
    public required double Boundary { get; init; }

    private protected override double Draw(SvgCanvas canvas)
    {
        canvas.Text(16, 24, Title, "name");
        var deepest = Points.Select(point => point.Level).DefaultIfEmpty(1).Max();
        var scale = new ColourScale([], signed: false, 0, deepest);
        var size = Width - (2 * Edge) - scale.Room("level") - 16;
        var top = 48.0;
        // A boundary far outside would leave no room for the points.
        var reach = Boundary < 1.2 * MaxRadius ? Boundary : MaxRadius;
        var (x, y, pixels) = (Edge + (size / 2), top + (size / 2), size / 2 / reach);
        canvas.Spot(x, y, MaxRadius * pixels, "frame");
        if (reach > MaxRadius) canvas.Spot(x, y, Boundary * pixels, "frame");
        canvas.Line(x - 5, y, x + 5, y, "axis");
        canvas.Line(x, y - 5, x, y + 5, "axis");
        foreach (var point in Points.OrderBy(point => point.Level))
        {
            var (right, up) = At(point);
            if (!double.IsFinite(right) || !double.IsFinite(up)) continue;
            var tip = point.Level > deepest / 2 ? $"operation {point.Operation}, level {point.Level}, radius {Numbers.Format(point.Radius)}" : null;
            canvas.Spot(x + (right * pixels), y - (up * pixels), 2.2 + (0.35 * point.Level), "spot", scale.At(point.Level), tip);
        }

        scale.Draw(canvas, Edge + size + 16, top, top + size, "level");
        return top + size + Edge;
    }
}
