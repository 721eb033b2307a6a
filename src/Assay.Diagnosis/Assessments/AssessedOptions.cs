using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>What could be done about a run, each with what its numbers say for and against it; the recommended first.</summary>
static class AssessedOptions
{
    const int Remedies = 3;

    // Below this share of the curve's own fall, the last quarter of a training brought nothing worth the wait.
    const double Falling = 0.02;

    public static IReadOnlyList<AssessedOption> Of(Trace trace, AssessedState state, IReadOnlyList<Finding> findings, AssessedOutlook outlook, TrainBasis? basis)
    {
        var primary = findings is [{ Severity: not Severity.Info } first, ..] ? first : null;
        List<AssessedOption> remedies = [.. (primary?.Remedies ?? []).Take(Remedies).Select(remedy => Try(remedy, primary!))];
        if (primary?.Advice is { } advice && remedies.Count == 0) remedies.Add(new AssessedOption(advice, [Answers(primary)], [], null, 1));
        var (accept, more, wider) = (Accept(trace, primary), TrainOn(trace, outlook), Wider(trace, basis));
        if (remedies.Count == 0 && state == AssessedState.Unknown) remedies.Add(Measure());
        return state is AssessedState.Healthy or AssessedState.Suspect && remedies.Count == 0
            ? [accept, more, wider]
            : [.. remedies, accept, more, wider];
    }

    static AssessedOption Try(Remedy remedy, Finding finding)
    {
        var reasons = new List<string> { Answers(finding) };
        if (double.IsFinite(remedy.Gain)) reasons.Add($"On the benchmark it won back {Digits.Percent(remedy.Gain)} of what such faults cost.");
        return new AssessedOption(remedy.Title, reasons, [CostOf(remedy.Cost)], remedy.Command, remedy.Cost);
    }

    static string Answers(Finding finding) => $"Answers the diagnosis: {char.ToLowerInvariant(finding.Title[0])}{finding.Title[1..]}";

    static string CostOf(double cost) => cost switch
    {
        < 0.5 => "Costs hardly any training.",
        1 => "Costs a training like this one.",
        _ => $"Costs {Digits.Of(cost)} times a training like this one.",
    };

    static AssessedOption Measure() => new(
        "Measure what is missing: a validation loss with frozen weights, the score of a trivial predictor, and the score without the input.",
        ["Without them nobody can tell a good run from a bad one: a loss has no scale of its own, and that of the updates can fall while nothing is learned."], [], null, 0.1);

    static AssessedOption Accept(Trace trace, Finding? primary)
    {
        var (good, bad) = (new List<string>(), new List<string>());
        if (trace.Skill is var skill && skill > 0) good.Add($"{Digits.Percent(skill)} of the trivial predictor's error is gone.");
        else if (double.IsFinite(skill)) bad.Add($"Not better than the trivial predictor: {Digits.Of(trace.Reached)} against {Digits.Of(trace.Trivial)}.");
        if (primary is null) good.Add("No rule found anything wrong.");
        else bad.Add(primary.Title);
        if (trace.Status is RunStatus.Diverged or RunStatus.Failed) bad.Add($"The run {trace.Status.ToString().ToLowerInvariant()}{(trace.Record.Reason is { } reason ? $": {reason}" : "")}.");
        return new AssessedOption("Accept the result as it stands.", good, bad, null, 0);
    }

    static AssessedOption TrainOn(Trace trace, AssessedOutlook outlook)
    {
        var (good, bad) = (new List<string>(), new List<string>());
        var curve = trace.Validation.Count >= 4 ? trace.Validation : trace.Training;
        var (at, least) = AssessedResults.Least(curve);
        if (at >= 0 && curve.Count >= 4)
        {
            var (earlier, late) = (curve.Until(curve.Steps[^1] * 0.75).Tail(0.34), curve.Tail(0.25));
            var share = (earlier - late) / Math.Abs(curve.First - least);
            var words = $"the mean of the last quarter is {Digits.Of(late)}, that of the quarter before {Digits.Of(earlier)}";
            if (share > Falling) good.Add($"The loss still falls: {words}.");
            else bad.Add($"The loss does not fall any more: {words}.");
            if (at < 0.9 * (curve.Count - 1)) bad.Add($"The best value, {Digits.Of(least)}, was reached at step {Digits.Count(curve.Steps[at])} of {Digits.Count(curve.Steps[^1])}.");
        }
        else
        {
            bad.Add("Too few losses were logged to see where it is going.");
        }

        var gain = outlook.RemainingGain;
        if (double.IsFinite(gain.Value)) (gain.Low > Falling ? good : bad).Add(
            $"Forecast: training twice as long takes {Digits.Percent(gain.Value)} of the loss away; 80 of 100 such forecasts end between {Digits.Percent(gain.Low)} and {Digits.Percent(gain.High)}.");
        if (outlook.End is { } end) good.Add($"Forecast of the end, at step {Digits.Count(end.AtStep)}: {Digits.Of(end.Expected)}, with 80 % probability between {Digits.Of(end.Low)} and {Digits.Of(end.High)}.");
        if (trace.Status == RunStatus.Diverged) bad.Add("A resumed training would diverge again, bit for bit.");
        var resumable = trace.Status is RunStatus.Stopped or RunStatus.Interrupted && trace.Record.Run.Length > 0;
        return new AssessedOption("Train on without a change.", good, bad, resumable ? $"./assay resume {trace.Record.Run}" : null, 1);
    }

    static AssessedOption Wider(Trace trace, TrainBasis? basis)
    {
        var (good, bad) = (new List<string>(), new List<string>());
        var (wider, reached, batch) = (trace.Vital(Vitals.Wider), trace.Reached, trace.Vital(Vitals.OneBatch));
        if (double.IsFinite(wider) && wider < 0.9 * reached) good.Add($"Measured: twice the width scores {Digits.Of(wider)}, this model {Digits.Of(reached)}.");
        else if (double.IsFinite(wider)) bad.Add($"Measured: twice the width scores {Digits.Of(wider)}, this model {Digits.Of(reached)}.");
        if (double.IsFinite(batch) && batch > 0.1) good.Add($"The model cannot fit one batch: {Digits.Percent(batch)} of the trivial loss are left.");
        else if (double.IsFinite(batch)) bad.Add($"The model fits one batch: {Digits.Percent(batch)} of the trivial loss are left.");
        if (good.Count + bad.Count == 0) bad.Add("Nobody measured whether width is the limit; a plateau alone does not show it.");
        var remedy = Prescription.For(trace.Record, [Causes.Capacity], basis).FirstOrDefault(one => one.Command is not null);
        return new AssessedOption("Take a larger model.", good, bad, remedy?.Command, remedy?.Cost ?? 3);
    }
}
