using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>How well repair does on faulty trainings.</summary>
/// <param name="Count">Trainings to be repaired.</param>
/// <param name="Doctor">Share of them that reach the healthy skill by the doctor's word.</param>
/// <param name="Chance">Share that reach it by random remedies at equal cost.</param>
/// <param name="Cost">Mean cost of the doctor's repairs, in trainings.</param>
/// <param name="Gains">By remedy: mean share of the lost skill that trying it won back.</param>
/// <param name="Failed">What the doctor could not repair: program, task and fault.</param>
sealed record RepairScore(int Count, double Doctor, double Chance, double Cost, IReadOnlyDictionary<string, double> Gains, IReadOnlyList<string> Failed)
{
    /// <summary>Repairs one training of each faulty configuration.</summary>
    /// <param name="configurations">Program, task, and fault.</param>
    /// <param name="gains">What the order of remedies goes by; null for what the doctor was taught.</param>
    /// <param name="chance">Whether to hold random remedies against it.</param>
    /// <param name="progress">Hears how many are done.</param>
    /// <param name="stop">When cancelled, repairs under way are the last.</param>
    public static RepairScore Of(
        IReadOnlyList<(BaseProgram Program, DataTask Task, Fault Fault)> configurations, IReadOnlyDictionary<string, double>? gains = null,
        bool chance = true, Action<int>? progress = null, CancellationToken stop = default)
    {
        var done = 0;
        var outcomes = configurations.AsParallel().AsOrdered().WithDegreeOfParallelism(Environment.ProcessorCount).WithCancellation(stop).Select(one =>
        {
            var repair = new RecipeRepair(one.Program, one.Task, seed: 1);
            var faulty = one.Fault.Put(one.Program.Recipe);
            var (healthy, before) = (repair.Train(one.Program.Recipe).Skill, repair.Train(faulty).Skill);
            var made = repair.ByDoctor(faulty, gains);
            var (after, random) = (repair.Train(made.Best.Recipe).Skill, chance ? repair.Train(repair.ByChance(faulty)).Skill : double.NaN);
            progress?.Invoke(Interlocked.Increment(ref done));
            return (one, healthy, before, made, after, random, Tried: Won(repair, one, faulty, made, healthy));
        }).ToList();
        return new RepairScore(
            outcomes.Count, outcomes.Average(one => one.after >= RecipeRepair.Enough * one.healthy ? 1.0 : 0), outcomes.Average(one => one.random >= RecipeRepair.Enough * one.healthy ? 1.0 : 0),
            outcomes.Average(one => one.made.Cost),
            outcomes.SelectMany(one => one.Tried).GroupBy(one => one.Id).ToDictionary(group => group.Key, group => group.Average(one => one.Won)),
            [.. outcomes.Where(one => one.after < RecipeRepair.Enough * one.healthy).Select(one => $"{one.one.Program.Name} {one.one.Task.Name} {one.one.Fault.Name}")]);
    }

    static List<(string Id, double Won)> Won(RecipeRepair repair, (BaseProgram Program, DataTask Task, Fault Fault) one, Recipe faulty, RepairOutcome<Recipe> made, double healthy)
    {
        var won = new List<(string, double)>();
        var recipe = faulty;
        foreach (var attempt in made.Ledger)
        {
            if (RecipeRemedies.Apply(recipe, attempt.Action) is not { } tried) continue;
            var (before, after) = (repair.Train(recipe).Skill, repair.Train(tried).Skill);
            if (healthy - before > Standing.LeastLoss * healthy) won.Add((attempt.Action.Id, Math.Clamp((after - before) / (healthy - before), 0, 1)));
            if (attempt.Kept) recipe = tried;
        }
        return won;
    }
}
