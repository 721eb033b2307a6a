using Assay.Diagnosis.Forecasts;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Trainings of a corpus from which forecasts can be judged.</summary>
static class CorpusCurves
{
    const int Each = 60;

    /// <summary>A draw of the healthy and one of the faulty trainings of each program, which count as a program each, so that both count alike.</summary>
    public static IReadOnlyList<CurveCase> Draw(IReadOnlyList<Case> cases)
    {
        var standings = Standing.Of(cases);
        return [.. Finished(cases).GroupBy(one => (one.Program, standings[one.Configuration].Faulty)).SelectMany(group => group
            .OrderBy(one => new Rng(one.Seed).Split($"{one.Configuration}").NextUInt()).Take(Each)
            .Select(one => Of(one, $"{group.Key.Program}, {(group.Key.Faulty ? "faulty" : "healthy")}")))];
    }

    /// <summary>All that came to their end: of the healthy and of the faulty.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<CurveCase> Curves)> All(IReadOnlyList<Case> cases)
    {
        var standings = Standing.Of(cases);
        var all = Finished(cases).ToList();
        return
        [
            ("all", [.. all.Select(one => Of(one, one.Program))]),
            ("healthy", [.. all.Where(one => !standings[one.Configuration].Faulty).Select(one => Of(one, one.Program))]),
            ("faulty", [.. all.Where(one => standings[one.Configuration].Faulty).Select(one => Of(one, one.Program))]),
            ("without any change", [.. all.Where(one => one.Fault.Length == 0).Select(one => Of(one, one.Program))]),
        ];
    }

    static IEnumerable<Case> Finished(IReadOnlyList<Case> cases) =>
        cases.Where(one => one.Outcome.Trace.Status != RunStatus.Diverged && one.Outcome.Trace.Validation.Count > 1);

    static CurveCase Of(Case one, string program) => new(program, one.Outcome.Trace.Validation, one.Outcome.Trace.Training);
}
