using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>Remedies on recipes: changes of settings as on any run, and what a person would do by hand after reading the finding.</summary>
static class RecipeRemedies
{
    static readonly Dictionary<string, Func<Recipe, Recipe>> ByHand = new()
    {
        ["loss-check"] = r => r with { Loss = "mse" },
        ["labels-check"] = r => r with { TargetNoise = 0, TargetsShuffled = 0, TargetsShifted = 0, TargetsMissing = 0 },
        ["gradients-check"] = r => r with { GradientsKept = false },
        ["state-check"] = r => r with { State = "whole" },
        ["leak-check"] = r => r with { TargetInInput = false },
        ["split-check"] = r => r with { SharedRows = 0 },
        ["data-more"] = r => r with { Rows = 0 },
        ["frozen-check"] = r => r with { FrozenShare = 0 },
        ["scale-check"] = r => r with { InputScale = 1, InputOffset = 0, ServedScale = 1 },
        ["checkpoint-check"] = r => r with { CheckpointDamage = 0 },
        ["optimizer-check"] = r => r with { StaleMoments = 1 },
        ["dropout-check"] = r => r with { DropoutInEvaluation = false },
    };

    /// <summary>The recipe with a remedy; null where it changes nothing.</summary>
    public static Recipe? Apply(Recipe recipe, RemedyAction action)
    {
        var made = ByHand.TryGetValue(action.Id, out var change) ? change(recipe)
            : action.Change?.Invoke(recipe.ToSettings()) is { } settings ? recipe.With(settings) : recipe;
        return made == recipe ? null : made;
    }
}
