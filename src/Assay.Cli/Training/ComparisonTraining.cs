using Assay.Reports;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>
/// Trains a preset with several members, or with several seeds, or each member with each seed: every training is a run, and a parent run
/// stands for all of them. One seed is finished before the next begins. Stopped and resumed, it goes on with the first that is not finished.
/// </summary>
sealed class ComparisonTraining(Session session, RunStore store, TrainingOutput output)
{
    /// <inheritdoc cref="SingleTraining.Start"/>
    public int Start(RunDraft draft)
    {
        using var parent = store.Create(draft.Record());
        output.Begin(parent.Id);
        return Train(parent, draft);
    }

    /// <inheritdoc cref="SingleTraining.Continue"/>
    public int Continue(RunReader reader)
    {
        Resumption.Check(reader);
        var (study, record) = (session.RequireStudy(reader), reader.Record);
        var draft = new RunDraft(study, Resumption.Settings(study, reader), record.Seed, record.Command) { Seeds = record.Seeds };
        using var parent = store.Reopen(reader.Id, record.Steps, record.Epochs, record.Seconds);
        output.Begin(parent.Id);
        return Train(parent, draft);
    }

    int Train(Run parent, RunDraft draft)
    {
        try
        {
            var parts = Parts(draft);
            for (var index = 0; index < parts.Count && !output.Stop.IsCancellationRequested; index++)
                TrainPart(parent, draft, parts[index], index, parts.Count);
            var (status, reason) = Conclude(parent, draft, parts.Count);
            parent.Finish(status, reason);
        }
        catch (Exception e)
        {
            parent.Finish(RunStatus.Failed, ErrorLine.Of(e));
            throw;
        }

        var reader = store.Open(parent.Id);
        ReportFiles.Write(store, reader);
        return output.End(reader, [.. reader.Record.Children.Select(store.Open)]);
    }

    static List<Part> Parts(RunDraft draft)
    {
        IReadOnlyList<IReadOnlyDictionary<string, object>> members =
            draft.Settings.Preset?.Members is { Count: > 0 } several ? several : [new Dictionary<string, object>()];
        IReadOnlyList<long> seeds = draft.Seeds.Count > 0 ? draft.Seeds : [draft.Seed];
        return [.. seeds.SelectMany(seed => members.Select(member => new Part(member, seed)))];
    }

    void TrainPart(Run parent, RunDraft draft, Part part, int index, int count)
    {
        var stored = index < parent.Record.Children.Count ? store.Open(parent.Record.Children[index]) : null;
        if (stored?.Status is RunStatus.Finished or RunStatus.Diverged) return;
        var settings = draft.Settings.With(draft.Study, part.Changes);
        var resume = stored is not null && stored.HasCheckpoint();
        using var run = resume ? Resumption.Reopen(store, draft.Study, stored!) : store.Create((draft with { Settings = settings, Seed = part.Seed, Seeds = [] }).Record());
        if (index < parent.Record.Children.Count) parent.Record.Children[index] = run.Id;
        else parent.Record.Children.Add(run.Id);
        parent.Save();

        List<string> names = [.. part.Changes.Select(change => $"{change.Key} {ValueText.Of(change.Value)}")];
        if (draft.Seeds.Count > 0) names.Add($"seed {ValueText.Of(part.Seed)}");
        var title = $"{run.Id}  {draft.Settings.Preset?.Name ?? draft.Study.Name} {index + 1} of {count}: {string.Join(", ", names)}";
        output.Announce(title);
        new SingleTraining(session, store, output).Train(run, draft.Study, settings, resume, title);
        parent.Epoch += run.Record.Epochs;
        parent.Log(parent.Step + run.Record.Steps);
    }

    (RunStatus Status, string? Reason) Conclude(Run parent, RunDraft draft, int count)
    {
        var children = parent.Record.Children.Select(store.Open).ToList();
        var diverged = children.Where(child => child.Status == RunStatus.Diverged).Select(child => child.Id).ToList();
        var finished = children.Where(child => child.Status == RunStatus.Finished).Select(child => child.Record).ToList();
        var study = draft.Study;
        if (finished.Count + diverged.Count < count) return (RunStatus.Stopped, $"{finished.Count} of {count} runs are finished");
        parent.Record.Splits = finished.FirstOrDefault()?.Splits ?? [];
        study.Combine(parent, [.. children.Where(child => child.Status == RunStatus.Finished)]);
        if (draft.Seeds.Count > 0 && finished.Count > 0) (parent.Record.Verdict, parent.Record.Findings) = OverSeeds(study, children, finished, draft.Seeds[0]);
        if (diverged.Count > 0) return (RunStatus.Diverged, $"these of its runs diverged: {string.Join(", ", diverged)}");
        if (draft.Seeds.Count > 0) return (RunStatus.Finished, null);
        var (concluded, findings) = study.Conclude(finished);
        (parent.Record.Verdict, parent.Record.Findings) = (ComparisonVerdict.Of(RunGroup.Of([.. children.Select(ReportFiles.Read)]), concluded), [.. findings]);
        return (RunStatus.Finished, null);
    }

    /// <summary>What the seeds show together; what a study concludes is about one seed, so it is said of the first alone.</summary>
    static (string Verdict, List<Finding> Findings) OverSeeds(Study study, List<RunReader> children, List<RunRecord> finished, long first)
    {
        var groups = RunGroup.Of([.. children.Select(ReportFiles.Read)]);
        var members = finished.Where(record => record.Seed == first).ToList();
        if (groups.Count < 2 || members.Count < 2) return (ComparisonVerdict.OverSeeds(groups, null), []);
        var (said, findings) = study.Conclude(members);
        return (ComparisonVerdict.OverSeeds(groups, $"Seed {ValueText.Of(first)} alone: {said}"), [.. findings]);
    }

    sealed record Part(IReadOnlyDictionary<string, object> Changes, long Seed);
}
