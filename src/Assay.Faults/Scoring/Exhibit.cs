namespace Assay.Faults;

/// <summary>A training, or its beginning, as the doctor is shown it.</summary>
/// <param name="Case">Which.</param>
/// <param name="View">How much of it.</param>
/// <param name="Standing">Whether it is really worse.</param>
/// <param name="Cause">The root cause of what was put in; empty where it is not faulty.</param>
/// <param name="Signs">What the doctor reads.</param>
/// <param name="Fired">Ids of the rules that fire.</param>
sealed record Exhibit(Case Case, View View, Standing Standing, string Cause, double[] Signs, IReadOnlyList<string> Fired)
{
    /// <summary>Whether the corpus cannot say: worse by more than counts on average, but not surely.</summary>
    public bool Undecided => !Standing.Faulty && Standing.Loss >= Standing.LeastLoss;

    /// <summary>Those of a corpus.</summary>
    public static IReadOnlyList<Exhibit> Of(IReadOnlyList<Case> cases, IReadOnlyList<View> views, double level = Standing.Level)
    {
        var standings = Standing.Of(cases, level);
        var causes = AllFaults.List.ToDictionary(fault => fault.Name, fault => fault.Cause);
        return [.. cases.SelectMany(one => views.Select(view => (Case: one, View: view))).AsParallel().AsOrdered().Select(job =>
        {
            var standing = standings[job.Case.Configuration];
            var trace = Shown(job.Case, job.View);
            var (numbers, fired) = Diagnosis.Signs.Of(trace);
            return new Exhibit(job.Case, job.View, standing, standing.Faulty ? causes[job.Case.Fault] : "", numbers, [.. fired.Select(one => one.Rule.Id)]);
        })];
    }

    /// <summary>What the doctor is shown.</summary>
    public Diagnosis.Trace Trace => Shown(Case, View);

    static Diagnosis.Trace Shown(Case one, View view) => view switch
    {
        View.Examined => one.Outcome.Trace,
        View.Logged => Views.Logged(one.Outcome.Trace),
        // Any beginning will do to learn from, but always the same for a case.
        _ => Views.Beginning(one.Outcome.Trace, DiagnosisBenchmark.Looks[(int)((one.Seed + (ulong)one.Fault.Length + (ulong)one.Task.Length) % (ulong)DiagnosisBenchmark.Looks.Length)]),
    };
}
