using Assay.Tensors;

namespace Assay.Faults;

/// <summary>A data set that is made from a seed.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Shape">Shapes of its examples.</param>
/// <param name="Fill">Writes the input and the target of one example.</param>
/// <param name="Fixed">Draws what all examples of the data set share, from the seed of the data set.</param>
public sealed record DataTask(string Name, TaskShape Shape, Func<float[], Rng, ExampleWriter> Fill, Func<Rng, float[]> Fixed)
{
    /// <summary>Rows of a part: inputs and targets row by row.</summary>
    /// <param name="world">Seed of what all examples share.</param>
    /// <param name="part">Name of the part, by which its rows are drawn.</param>
    /// <param name="seed">Of the rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="apart">Another part, of which no input may be repeated; null for none.</param>
    public (float[] Inputs, float[] Targets) Draw(ulong world, string part, ulong seed, int rows, float[]? apart = null)
    {
        var taken = apart is null ? null : Enumerable.Range(0, apart.Length / Shape.Inputs).Select(row => Key(apart.AsSpan(row * Shape.Inputs, Shape.Inputs))).ToHashSet();
        var shared = Fixed(new Rng(world).Split(Name));
        var rng = new Rng(seed).Split($"{Name} {part}");
        var (inputs, targets) = (new float[rows * Shape.Inputs], new float[rows * Shape.Targets]);
        var write = Fill(shared, rng);
        for (var row = 0; row < rows; row++)
        {
            // A few tries: a task of few inputs may have no others.
            for (var tries = 0; tries < 100; tries++)
            {
                write(inputs.AsSpan(row * Shape.Inputs, Shape.Inputs), targets.AsSpan(row * Shape.Targets, Shape.Targets));
                if (taken?.Contains(Key(inputs.AsSpan(row * Shape.Inputs, Shape.Inputs))) != true) break;
            }
        }
        return (inputs, targets);
    }

    static string Key(ReadOnlySpan<float> input) => Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes(input));
}
