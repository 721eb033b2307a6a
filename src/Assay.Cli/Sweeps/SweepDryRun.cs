using Assay.Reports;
using Assay.Studies;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>Shows what a sweep would do.</summary>
static class SweepDryRun
{
    public static int Show(Session session, Study study, SweepPlan plan, int workers, bool json)
    {
        if (json)
        {
            session.Terminal.Out.Write(PlanJson.Write(plan));
            return ExitCode.Done;
        }

        var to = session.Terminal.Out;
        to.WriteLine($"sweep of {plan.Study}{(plan.Name is null ? "" : $": {plan.Name}")}{(plan.Preset is null ? "" : $", preset {plan.Preset}")}: nothing is trained");
        to.WriteLine($"judged by {plan.Metric}, {plan.Goal.ToString().ToLowerInvariant()}{(plan.Watch is null ? "" : $"; pruners watch {plan.Watch}")}");
        to.WriteLine();
        var table = new TextTable("PHASE", ">TRIALS", ">SEEDS", ">RUNS", "PROPOSED BY", "PRUNED BY", ">ABOUT");
        var (runs, seconds) = (0, 0.0);
        foreach (var phase in plan.Phases)
        {
            var trials = SweepSize.Trials(phase);
            var cost = Seconds(study, plan, phase) * phase.Seeds.Count * trials / workers;
            table.Add(phase.Name, Numbers.Count(trials), $"{phase.Seeds.Count}{(phase.Race > phase.Seeds.Count ? $" to {phase.Race}" : "")}", Numbers.Count(trials * phase.Seeds.Count),
                phase.Configurations.Count > 0 ? "list" : phase.Sampler, phase.Pruner, double.IsNaN(cost) ? "?" : Numbers.Duration(Math.Ceiling(cost)));
            (runs, seconds) = (runs + (trials * phase.Seeds.Count), seconds + cost);
        }

        foreach (var line in table.Render(session.Terminal.PageWidth)) to.WriteLine(line);
        foreach (var phase in plan.Phases)
        {
            to.WriteLine();
            to.WriteLine($"{phase.Name}{(phase.Set.Count == 0 ? "" : $": {ConfigurationText.Of(null, phase.Set)}")}");
            foreach (var parameter in phase.Vary) to.WriteLine($"  {parameter.Name} {VaryText.Of(parameter)}");
            foreach (var configuration in phase.Configurations) to.WriteLine($"  {configuration.Name}: {ConfigurationText.Of(null, configuration.Values)}");
        }

        to.WriteLine();
        to.WriteLine($"{Numbers.Count(runs)} runs, {workers} at once; {(double.IsNaN(seconds) ? "time unknown" : $"about {Numbers.Duration(Math.Ceiling(seconds))} of training")}, evaluations not counted");
        return ExitCode.Done;
    }

    // Of the first configuration; NaN where the study cannot say.
    static double Seconds(Study study, SweepPlan plan, SweepPhase phase)
    {
        try
        {
            var settings = SettingValues.Resolve(study, plan.Preset, []).With(study, phase.Set);
            if (phase.Configurations.Count > 0) settings = settings.With(study, phase.Configurations[0].Values);
            else settings = settings.With(study, phase.Vary.Where(parameter => parameter.When.Count == 0).ToDictionary(parameter => parameter.Name, parameter => SweepSize.Middle(parameter.Range)));
            return study.Plan(settings, (ulong)phase.Seeds[0]).Seconds;
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or InvalidOperationException)
        {
            return double.NaN;
        }
    }
}
