using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Five vectors of a stream, to the next one: as the study next-vector.</summary>
static class StreamTasks
{
    const int Context = 5, Width = 12;

    static readonly TaskShape Shape = new([Context, Width], [Width]);

    public static IReadOnlyList<DataTask> List { get; } =
    [
        new("turning", Shape, Turning, _ => []),
        new("drifting", Shape, Drifting, rng => TableTasks.Normals(rng, Width)),
        new("switching", Shape, Switching, rng => TableTasks.Normals(rng, 2 * Width)),
    ];

    // Each pair of numbers turns by an angle of its own example.
    static ExampleWriter Turning(float[] shared, Rng rng) => (x, y) =>
    {
        for (var plane = 0; plane < Width / 2; plane++)
        {
            var (phase, turn) = (2 * Math.PI * rng.NextDouble(), 0.2 + (0.15 * plane));
            for (var t = 0; t <= Context; t++)
            {
                var to = t < Context ? x.Slice(t * Width, Width) : y;
                (to[2 * plane], to[(2 * plane) + 1]) = ((float)Math.Cos(phase + (turn * t)) + Noise(), (float)Math.Sin(phase + (turn * t)) + Noise());
            }
        }
        float Noise() => 0.1f * rng.NextNormal();
    };

    static ExampleWriter Drifting(float[] mean, Rng rng) => (x, y) =>
    {
        for (var i = 0; i < Width; i++)
        {
            var (place, speed) = (mean[i] + rng.NextNormal(), 0.06f * rng.NextNormal());
            for (var t = 0; t <= Context; t++)
            {
                (t < Context ? x.Slice(t * Width, Width) : y)[i] = place + (0.1f * rng.NextNormal());
                place += speed;
            }
        }
    };

    // The sign of a common direction flips or stays, as the first number says.
    static ExampleWriter Switching(float[] w, Rng rng) => (x, y) =>
    {
        var (size, flips) = (0.5f + (float)rng.NextDouble(), rng.NextInt(2) == 1);
        var other = rng.NextNormal();
        for (var t = 0; t <= Context; t++)
        {
            var to = t < Context ? x.Slice(t * Width, Width) : y;
            for (var i = 0; i < Width; i++)
                to[i] = (size * (flips && t % 2 == 1 ? -1 : 1) * w[i]) + (0.5f * other * w[Width + i]) + (0.1f * rng.NextNormal());
        }
    };
}
