using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Functions of eight numbers with a little noise.</summary>
static class TableTasks
{
    const int Inputs = 8;

    static readonly TaskShape Shape = new([Inputs], [1]);

    public static IReadOnlyList<DataTask> List { get; } =
    [
        new("friedman", Shape, Friedman, _ => []),
        new("teacher", Shape, Teacher, rng => Normals(rng, (Inputs * 6) + 6)),
        new("rings", Shape, Rings, _ => []),
    ];

    internal static float[] Normals(Rng rng, int count)
    {
        var numbers = new float[count];
        rng.FillNormal(numbers);
        return numbers;
    }

    // Friedman, "Multivariate adaptive regression splines" (1991), inputs brought to unit deviation, target to about that.
    static ExampleWriter Friedman(float[] shared, Rng rng) => (x, y) =>
    {
        Span<double> u = stackalloc double[Inputs];
        for (var i = 0; i < Inputs; i++)
        {
            u[i] = rng.NextDouble();
            x[i] = (float)((u[i] - 0.5) * Math.Sqrt(12));
        }
        var value = (10 * Math.Sin(Math.PI * u[0] * u[1])) + (20 * Math.Pow(u[2] - 0.5, 2)) + (10 * u[3]) + (5 * u[4]);
        y[0] = (float)((value - 14.4) / 5) + (0.1f * rng.NextNormal());
    };

    static ExampleWriter Teacher(float[] w, Rng rng) => (x, y) =>
    {
        for (var i = 0; i < Inputs; i++) x[i] = rng.NextNormal();
        var sum = 0.0;
        for (var unit = 0; unit < 6; unit++)
        {
            var inside = 0.0;
            for (var i = 0; i < Inputs; i++) inside += w[(unit * Inputs) + i] * x[i];
            sum += (w[(Inputs * 6) + unit] > 0 ? 1 : -1) * Math.Tanh(inside * 0.6);
        }
        y[0] = (float)(sum / 1.7) + (0.1f * rng.NextNormal());
    };

    // A hill around the origin of two inputs beside a product of two others.
    static ExampleWriter Rings(float[] shared, Rng rng) => (x, y) =>
    {
        for (var i = 0; i < Inputs; i++) x[i] = rng.NextNormal() * (i < 4 ? 1f : 0.3f);
        var radius = Math.Sqrt((x[0] * x[0]) + (x[1] * x[1]));
        y[0] = (float)((1.6 * Math.Cos(radius)) + (0.5 * x[2]) + (0.3 * x[2] * x[3])) + (0.1f * rng.NextNormal());
    };
}
