using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Vectors and sequences to be given back through a code.</summary>
static class CodeTasks
{
    const int Width = 16, Time = 8, Each = 6;

    /// <summary>Vectors of 16 numbers that a few numbers tell.</summary>
    public static IReadOnlyList<DataTask> Vectors { get; } =
    [
        new("manifold", new TaskShape([Width], [Width]), Manifold, rng => TableTasks.Normals(rng, (4 * Width * 2) + Width)),
        new("clusters", new TaskShape([Width], [Width]), Clusters, rng => TableTasks.Normals(rng, (6 * Width) + (2 * Width))),
        new("waves", new TaskShape([Width], [Width]), Waves, _ => []),
    ];

    /// <summary>Sequences of 8 steps of 6 numbers that a few numbers tell.</summary>
    public static IReadOnlyList<DataTask> Sequences { get; } =
    [
        new("orbits", new TaskShape([Time, Each], [Time, Each]), Orbits, rng => TableTasks.Normals(rng, 4 * Each)),
        new("lines", new TaskShape([Time, Each], [Time, Each]), Lines, rng => TableTasks.Normals(rng, 4 * Each)),
        new("steps", new TaskShape([Time, Each], [Time, Each]), Steps, rng => TableTasks.Normals(rng, 4 * Each)),
    ];

    static ExampleWriter Manifold(float[] w, Rng rng) => (x, y) =>
    {
        Span<float> z = [rng.NextNormal(), rng.NextNormal(), rng.NextNormal(), rng.NextNormal()];
        for (var i = 0; i < Width; i++)
        {
            double linear = 0, bent = w[(8 * Width) + i];
            for (var k = 0; k < 4; k++) (linear, bent) = (linear + (0.45 * w[(k * Width) + i] * z[k]), bent + (w[((4 + k) * Width) + i] * z[k]));
            x[i] = (float)(linear + (0.4 * Math.Sin(bent))) + (0.05f * rng.NextNormal());
        }
        x.CopyTo(y);
    };

    static ExampleWriter Clusters(float[] w, Rng rng) => (x, y) =>
    {
        var cluster = rng.NextInt(6);
        var (a, b) = (rng.NextNormal(), rng.NextNormal());
        for (var i = 0; i < Width; i++)
            x[i] = (0.9f * w[(cluster * Width) + i]) + (0.35f * ((a * w[(6 * Width) + i]) + (b * w[(7 * Width) + i]))) + (0.05f * rng.NextNormal());
        x.CopyTo(y);
    };

    static ExampleWriter Waves(float[] shared, Rng rng) => (x, y) =>
    {
        var (size, phase, offset, slope) = (0.7 + (0.5 * rng.NextDouble()), 2 * Math.PI * rng.NextDouble(), 0.5 * rng.NextNormal(), 0.5 * rng.NextNormal());
        for (var i = 0; i < Width; i++)
            x[i] = (float)((size * Math.Sin((0.5 * i) + phase)) + offset + (slope * (i - 7.5) / 7.5)) + (0.05f * rng.NextNormal());
        x.CopyTo(y);
    };

    static ExampleWriter Orbits(float[] w, Rng rng) => (x, y) =>
    {
        var (phase, second, speed) = (2 * Math.PI * rng.NextDouble(), 2 * Math.PI * rng.NextDouble(), 0.5);
        for (var t = 0; t < Time; t++)
            for (var i = 0; i < Each; i++)
                x[(t * Each) + i] = (float)((w[i] * Math.Sin((speed * t) + phase)) + (w[Each + i] * Math.Cos((0.8 * t) + second))) + (0.05f * rng.NextNormal());
        x.CopyTo(y);
    };

    static ExampleWriter Lines(float[] w, Rng rng) => (x, y) =>
    {
        var (start, end, bend) = (rng.NextNormal(), rng.NextNormal(), rng.NextNormal());
        for (var t = 0; t < Time; t++)
        {
            var s = t / (Time - 1f);
            for (var i = 0; i < Each; i++)
                x[(t * Each) + i] = (w[i] * start * (1 - s)) + (w[Each + i] * end * s) + (w[(2 * Each) + i] * bend * 2 * s * (1 - s)) + (0.05f * rng.NextNormal());
        }
        x.CopyTo(y);
    };

    static ExampleWriter Steps(float[] w, Rng rng) => (x, y) =>
    {
        var (before, after, at) = (rng.NextNormal(), rng.NextNormal(), 2 + rng.NextInt(4));
        for (var t = 0; t < Time; t++)
            for (var i = 0; i < Each; i++)
                x[(t * Each) + i] = (t < at ? w[i] * before : w[Each + i] * after) + (0.05f * rng.NextNormal());
        x.CopyTo(y);
    };
}
