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
    public (float[] Inputs, float[] Targets) Draw(ulong world, string part, ulong seed, int rows)
    {
        var shared = Fixed(new Rng(world).Split(Name));
        var rng = new Rng(seed).Split($"{Name} {part}");
        var (inputs, targets) = (new float[rows * Shape.Inputs], new float[rows * Shape.Targets]);
        var write = Fill(shared, rng);
        for (var row = 0; row < rows; row++)
            write(inputs.AsSpan(row * Shape.Inputs, Shape.Inputs), targets.AsSpan(row * Shape.Targets, Shape.Targets));
        return (inputs, targets);
    }
}
