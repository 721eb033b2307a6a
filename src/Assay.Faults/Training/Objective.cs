using Assay.Tensors;
using Assay.Training;

namespace Assay.Faults;

/// <summary>Losses of a program.</summary>
static class Objective
{
    /// <summary>What training makes small.</summary>
    public static Tensor Loss(Recipe recipe, ProgramNet net, Tensor output, Tensor target)
    {
        var loss = recipe.Loss switch
        {
            "absolute" => (Said(recipe, output) - target).Abs().Mean(),
            "cosine" => 1 - Rows(output).Cosine(Rows(target)).Mean(),
            _ => Losses.Mse(Said(recipe, output), target),
        };
        return net.Divergence is { } divergence && recipe.KlWeight > 0 ? loss + (divergence * (float)recipe.KlWeight) : loss;
    }

    /// <summary>Mean squared error of what the model says.</summary>
    public static double Error(Recipe recipe, Tensor output, Tensor target) => Losses.Mse(Said(recipe, output), target).Item();

    static Tensor Said(Recipe recipe, Tensor output) => recipe.Loss == "squashed" ? output.Sigmoid() : output;

    // A cosine over one number would be its sign alone: the batch is the vector then.
    static Tensor Rows(Tensor x)
    {
        var width = x.Count / x.Dim(0);
        return width == 1 ? x.Reshape(1, x.Dim(0)) : x.Reshape(x.Dim(0), width);
    }
}
