using Assay.Diagnosis;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Repairs a faulty training of the benchmark, as the doctor says or by chance.</summary>
sealed class RecipeRepair(BaseProgram program, DataTask task, ulong seed)
{
    readonly Dictionary<Recipe, FaultOutcome> _trained = [];

    /// <summary>In trainings like the faulty one.</summary>
    public const double Budget = 8;

    /// <summary>Share of the healthy skill from which a training counts as repaired.</summary>
    public const double Enough = 0.95;

    /// <summary>What a recipe came to; trained once.</summary>
    public FaultOutcome Train(Recipe recipe)
    {
        if (!_trained.TryGetValue(recipe, out var outcome)) _trained[recipe] = outcome = FaultTraining.Train(program, task, recipe, seed);
        return outcome;
    }

    /// <summary>By the doctor's word.</summary>
    public RepairOutcome<Recipe> ByDoctor(Recipe faulty, IReadOnlyDictionary<string, double>? gains, double budget = Budget)
    {
        var trace = Train(faulty).Trace;
        return new Repairer<Recipe>(RecipeRemedies.Apply, recipe => Train(recipe).Trace, gains).Repair(new RepairState<Recipe>(faulty, trace, Doctor.Examine(trace)), budget);
    }

    /// <summary>By random remedies of the same list at the same cost, keeping what lowers the held-out loss.</summary>
    public Recipe ByChance(Recipe faulty, double budget = Budget)
    {
        var rng = new Rng(seed).Split($"{program.Name} {task.Name} {faulty}");
        var (best, loss, spent, scale) = (faulty, HeldOut(faulty), 0.0, 1.0);
        while (true)
        {
            var open = RemedyActions.List.Where(action => spent + (action.Cost * scale) <= budget && RecipeRemedies.Apply(best, action) is not null).ToList();
            if (open.Count == 0) return best;
            var action = open[rng.NextInt(open.Count)];
            var recipe = RecipeRemedies.Apply(best, action)!;
            spent += Math.Max(0.1, action.Cost * scale);
            var made = HeldOut(recipe);
            if (made >= loss) continue;
            (best, loss, scale) = (recipe, made, scale * Math.Max(1, action.Cost));
        }
    }

    double HeldOut(Recipe recipe) => RepairState<Recipe>.HeldOutOf(Train(recipe).Trace);
}
