using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>
/// Trains a preset with several members: each member is a run, and a parent run stands for all of them. Stopped and resumed, it
/// goes on with the first member that is not finished.
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
        var draft = new RunDraft(study, Resumption.Settings(study, reader), record.Seed, record.Command);
        using var parent = store.Reopen(reader.Id, record.Steps, record.Epochs, record.Seconds);
        output.Begin(parent.Id);
        return Train(parent, draft);
    }

    int Train(Run parent, RunDraft draft)
    {
        try
        {
            var members = draft.Settings.Preset!.Members;
            for (var index = 0; index < members.Count && !output.Stop.IsCancellationRequested; index++)
                TrainMember(parent, draft, members[index], index, members.Count);
            var (status, reason) = Conclude(parent, draft.Study, members.Count);
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

    void TrainMember(Run parent, RunDraft draft, IReadOnlyDictionary<string, object> changes, int index, int count)
    {
        var stored = index < parent.Record.Children.Count ? store.Open(parent.Record.Children[index]) : null;
        if (stored?.Status is RunStatus.Finished or RunStatus.Diverged) return;
        var settings = draft.Settings.With(draft.Study, changes);
        var resume = stored is not null && Resumption.HasCheckpoint(stored);
        using var run = resume ? Resumption.Reopen(store, draft.Study, stored!) : store.Create((draft with { Settings = settings }).Record());
        if (index < parent.Record.Children.Count) parent.Record.Children[index] = run.Id;
        else parent.Record.Children.Add(run.Id);
        parent.Save();

        var title = $"{run.Id}  {draft.Settings.Preset!.Name} {index + 1} of {count}: {string.Join(", ", changes.Select(c => $"{c.Key} {ValueText.Of(c.Value)}"))}";
        new SingleTraining(session, store, output).Train(run, draft.Study, settings, resume, title);
        parent.Epoch += run.Record.Epochs;
        parent.Log(parent.Step + run.Record.Steps);
    }

    (RunStatus Status, string? Reason) Conclude(Run parent, Study study, int count)
    {
        var children = parent.Record.Children.Select(store.Open).ToList();
        var diverged = children.Where(child => child.Status == RunStatus.Diverged).Select(child => child.Id).ToList();
        var finished = children.Where(child => child.Status == RunStatus.Finished).Select(child => child.Record).ToList();
        if (finished.Count + diverged.Count < count) return (RunStatus.Stopped, $"{finished.Count} of {count} runs are finished");
        parent.Record.Splits = finished.FirstOrDefault()?.Splits ?? [];
        if (diverged.Count > 0) return (RunStatus.Diverged, $"these of its runs diverged: {string.Join(", ", diverged)}");
        var (verdict, findings) = study.Conclude(finished);
        (parent.Record.Verdict, parent.Record.Findings) = (verdict, [.. findings]);
        return (RunStatus.Finished, null);
    }
}
