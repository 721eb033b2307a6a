using Assay.Tensors;

namespace Assay.Faults;

/// <summary>The rows of a training, with what the recipe's faults did to them.</summary>
sealed class TrainingData
{
    public const int TrainRows = 384, ValidRows = 128, TestRows = 256;

    readonly TaskShape _shape;

    // What all data sets of one task share comes from one world, rows from the seed: two seeds are two samples of the same task.
    const ulong World = 5;

    TrainingData(TaskShape shape, (float[], float[]) train, (float[], float[]) valid, (float[], float[]) test) =>
        (_shape, Train, Valid, Test) = (shape, train, valid, test);

    public (float[] Inputs, float[] Targets) Train { get; private set; }

    public (float[] Inputs, float[] Targets) Valid { get; private set; }

    /// <summary>Free of faults but those of serving.</summary>
    public (float[] Inputs, float[] Targets) Test { get; }

    public int Rows => Train.Inputs.Length / _shape.Inputs;

    public TaskShape Shape => _shape;

    public static TrainingData Make(BaseProgram program, DataTask task, Recipe recipe, ulong seed)
    {
        var train = task.Draw(World, "train", seed, TrainRows);
        var data = new TrainingData(task.Shape, train, task.Draw(World, "valid", seed, ValidRows, train.Inputs), task.Draw(World, "test", seed, TestRows, train.Inputs));
        data.Damage(recipe, program.Codes, new Rng(seed).Split("faults"));
        return data;
    }

    /// <summary>Some rows as tensors, in the arena of the step.</summary>
    public (Tensor Inputs, Tensor Targets) Batch((float[] Inputs, float[] Targets) part, ReadOnlySpan<int> rows)
    {
        var (inputs, targets) = (new float[rows.Length * _shape.Inputs], new float[rows.Length * _shape.Targets]);
        for (var i = 0; i < rows.Length; i++)
        {
            part.Inputs.AsSpan(rows[i] * _shape.Inputs, _shape.Inputs).CopyTo(inputs.AsSpan(i * _shape.Inputs));
            part.Targets.AsSpan(rows[i] * _shape.Targets, _shape.Targets).CopyTo(targets.AsSpan(i * _shape.Targets));
        }
        return (Tensor.From(inputs, [rows.Length, .. _shape.Input]), Tensor.From(targets, [rows.Length, .. _shape.Target]));
    }

    void Damage(Recipe recipe, bool codes, Rng rng)
    {
        if (recipe.Rows > 0) Train = Repeat(Train, recipe.Rows, TrainRows, recipe.SharedRows > 0);
        if (recipe.SharedRows > 0)
            for (var row = 0; row < (int)(recipe.SharedRows * ValidRows); row++) CopyRow(Train, rng.NextInt(Rows), Valid, row);
        Targets(recipe, rng);
        if (recipe.TargetInInput && !codes)
            foreach (var part in new[] { Train, Valid }) Leak(part);
        foreach (var part in new[] { Train, Valid, Test })
            for (var i = 0; i < part.Inputs.Length; i++)
                part.Inputs[i] = (float)((part.Inputs[i] * recipe.InputScale * (part == Train ? 1 : recipe.ServedScale)) + recipe.InputOffset);
    }

    void Targets(Recipe recipe, Rng rng)
    {
        var targets = Train.Targets;
        var width = _shape.Targets;
        var deviation = Math.Sqrt(targets.Select(value => (double)value * value).Average());
        for (var i = 0; recipe.TargetNoise > 0 && i < targets.Length; i++) targets[i] += (float)(recipe.TargetNoise * deviation * rng.NextNormal());
        if (recipe.TargetsShuffled > 0)
        {
            var order = rng.Permutation(Rows)[..(int)(recipe.TargetsShuffled * Rows)];
            var before = (float[])targets.Clone();
            for (var i = 0; i < order.Length; i++) before.AsSpan(order[(i + 1) % order.Length] * width, width).CopyTo(targets.AsSpan(order[i] * width));
        }
        if (recipe.TargetsShifted > 0)
        {
            var before = (float[])targets.Clone();
            for (var row = 0; row < Rows; row++) before.AsSpan((row + recipe.TargetsShifted) % Rows * width, width).CopyTo(targets.AsSpan(row * width));
        }
        for (var i = 0; i < recipe.TargetsMissing; i++) targets[rng.NextInt(targets.Length)] = float.NaN;
    }

    // The last input number of an example, or of each step, becomes the target's first.
    void Leak((float[] Inputs, float[] Targets) part)
    {
        var (inputs, targets) = (_shape.Inputs, _shape.Targets);
        var (steps, width) = _shape.Input.Length == 2 ? (_shape.Input[0], _shape.Input[1]) : (1, inputs);
        for (var row = 0; row < part.Inputs.Length / inputs; row++)
            for (var step = 0; step < steps; step++)
                part.Inputs[(row * inputs) + ((step + 1) * width) - 1] = part.Targets[(row * targets) + (_shape.Target.Length == 2 ? step * _shape.Target[1] : 0)];
    }

    (float[], float[]) Repeat((float[] Inputs, float[] Targets) part, int kept, int rows, bool again)
    {
        var made = (new float[(again ? rows : kept) * _shape.Inputs], new float[(again ? rows : kept) * _shape.Targets]);
        for (var row = 0; row < (again ? rows : kept); row++) CopyRow(part, row % kept, made, row);
        return made;
    }

    void CopyRow((float[] Inputs, float[] Targets) from, int row, (float[] Inputs, float[] Targets) to, int place)
    {
        from.Inputs.AsSpan(row * _shape.Inputs, _shape.Inputs).CopyTo(to.Inputs.AsSpan(place * _shape.Inputs));
        from.Targets.AsSpan(row * _shape.Targets, _shape.Targets).CopyTo(to.Targets.AsSpan(place * _shape.Targets));
    }
}
