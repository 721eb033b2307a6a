using Assay.Runs;

namespace Assay.Reports;

/// <summary>Pictures of where operations lie in the ball.</summary>
static class BallSection
{
    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("The ball");
        if (run.Levels is not { } levels)
        {
            TernaryMetrics.NoDetails(document, run, "A picture of the ball");
            return;
        }
        foreach (var code in levels.Codes)
        {
            var name = code.Name.ToLowerInvariant();
            document.Figure($"Code {code.Name}, {Numbers.Count(code.Points.Count)} operations: some of levels 0 to 2, all of the others. Left: the true distance from the origin, at the angle that the point has in the plane of the "
                + $"two directions along which points lie farthest out. Right: the shadow of the points on that plane, which holds {TernaryMetrics.Percent(code.Shares.Sum(), "0")} of their squared distances. "
                + "Rings: the radius that no point reaches and, where it is near, the boundary of the ball.",
                ($"ball-{name}-radius", Picture("Radius and angle", levels, code, Polar)), ($"ball-{name}-plane", Picture("Principal plane", levels, code, point => (point.Place[0], point.Place[1]))));
        }
    }

    static BallChart Picture(string title, LevelEvaluation levels, LevelCode code, Func<LevelPoint, (double X, double Y)> at) => new()
    {
        Title = $"{title}, code {code.Name}", Points = code.Points, At = at, MaxRadius = levels.MaxRadius, Boundary = 1 / Math.Sqrt(code.Curvature), Width = 440,
    };

    static (double X, double Y) Polar(LevelPoint point)
    {
        var length = Math.Sqrt((point.Place[0] * point.Place[0]) + (point.Place[1] * point.Place[1]));
        return length == 0 ? (0, point.Radius) : (point.Place[0] / length * point.Radius, point.Place[1] / length * point.Radius);
    }
}
