using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Sequences to a value, and sequences to sequences.</summary>
static class SequenceTasks
{
    const int Time = 8;

    /// <summary>A value from a whole sequence of pairs.</summary>
    public static IReadOnlyList<DataTask> Values { get; } =
    [
        new("adding", new TaskShape([Time, 2], [1]), Adding, _ => []),
        new("recall", new TaskShape([Time, 2], [1]), Recall, _ => []),
        new("pitch", new TaskShape([Time, 2], [1]), Pitch, _ => []),
    ];

    /// <summary>A value at each step of a sequence.</summary>
    public static IReadOnlyList<DataTask> Tracks { get; } =
    [
        new("tones", new TaskShape([Time, 5], [Time, 1]), Tones, _ => []),
        new("echo", new TaskShape([Time, 5], [Time, 1]), Echo, _ => []),
        new("running-sum", new TaskShape([Time, 5], [Time, 1]), RunningSum, _ => []),
    ];

    // Two marked values of the sequence, added (Hochreiter and Schmidhuber 1997).
    static ExampleWriter Adding(float[] shared, Rng rng) => (x, y) =>
    {
        var (first, second) = (rng.NextInt(Time / 2), (Time / 2) + rng.NextInt(Time / 2));
        for (var t = 0; t < Time; t++) (x[2 * t], x[(2 * t) + 1]) = (rng.NextNormal(), t == first || t == second ? 1 : 0);
        y[0] = (x[2 * first] + x[2 * second]) / 1.41f;
    };

    static ExampleWriter Recall(float[] shared, Rng rng) => (x, y) =>
    {
        var marked = rng.NextInt(Time - 4);
        for (var t = 0; t < Time; t++) (x[2 * t], x[(2 * t) + 1]) = (rng.NextNormal(), t == marked ? 1 : 0);
        y[0] = x[2 * marked];
    };

    // How fast a noisy wave turns.
    static ExampleWriter Pitch(float[] shared, Rng rng) => (x, y) =>
    {
        var (frequency, phase) = (0.3 + (1.5 * rng.NextDouble()), 2 * Math.PI * rng.NextDouble());
        for (var t = 0; t < Time; t++)
            (x[2 * t], x[(2 * t) + 1]) = ((float)Math.Sin((frequency * t) + phase) + (0.1f * rng.NextNormal()), (float)t / Time);
        y[0] = (float)((frequency - 1.05) / 0.43);
    };

    // As the study frequency: of four tones, the selected one, here one selector for the whole window.
    static ExampleWriter Tones(float[] shared, Rng rng) => (x, y) =>
    {
        var selected = rng.NextInt(4);
        Span<double> phases = [rng.NextDouble(), rng.NextDouble(), rng.NextDouble(), rng.NextDouble()];
        for (var t = 0; t < Time; t++)
        {
            var sum = 0.0;
            for (var tone = 0; tone < 4; tone++)
            {
                var wave = Math.Sin((0.35 * ((2 * tone) + 1) * t) + (2 * Math.PI * phases[tone]));
                sum += wave * (tone == selected ? 1 : 0.25);
                if (tone == selected) y[t] = (float)wave;
                x[(5 * t) + 1 + tone] = tone == selected ? 1 : 0;
            }
            x[5 * t] = (float)sum + (0.05f * rng.NextNormal());
        }
    };

    // Of two inputs, each some steps ago: no single input number tells the target.
    static ExampleWriter Echo(float[] shared, Rng rng) => (x, y) =>
    {
        for (var t = 0; t < Time; t++)
        {
            for (var i = 0; i < 5; i++) x[(5 * t) + i] = rng.NextNormal() * (i < 2 ? 1f : 0.3f);
            y[t] = (t < 2 ? 0 : x[5 * (t - 2)] * 0.6f) + (t < 1 ? 0 : x[(5 * (t - 1)) + 1] * 0.6f);
        }
    };

    static ExampleWriter RunningSum(float[] shared, Rng rng) => (x, y) =>
    {
        var sum = 0f;
        for (var t = 0; t < Time; t++)
        {
            for (var i = 0; i < 5; i++) x[(5 * t) + i] = rng.NextNormal() * (i < 2 ? 1f : 0.3f);
            sum = (0.8f * sum) + x[5 * t];
            y[t] = MathF.Tanh(sum / 1.5f);
        }
    };
}
