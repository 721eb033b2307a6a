using Assay.Runs;

namespace Assay.Studies.NextVector;

/// <summary>
/// Networks that predict the next vector of a document from the last few. Split by document; the best checkpoint is the one with the highest cosine on the
/// validation documents, and the test documents judge it beside everything that needs no network, and beside the limit where it is known.
/// </summary>
public sealed class NextVectorStudy : Study
{
    /// <inheritdoc/>
    public override string Name => "next-vector";

    /// <inheritdoc/>
    public override string Summary => "networks predict the next sentence vector of a document from the last five";

    /// <inheritdoc/>
    public override JudgedMetric Judged { get; } = new("test/cosine", 1);

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => NextVectorSettings.All;

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets => NextVectorPresets.All;

    /// <inheritdoc/>
    public override void Check(SettingValues settings) => NextVectorSettings.Check(settings);

    /// <inheritdoc/>
    public override StudyPlan Plan(SettingValues settings, ulong seed)
    {
        var data = NextVectorData.Load(settings);
        var training = new NextVectorTraining(settings, seed, data);
        var seconds = training.SecondsOfAStep(0, out var bytes);
        return new StudyPlan(
            data.Describe(), [.. training.Model.NamedParameters.Select(entry => (entry.Name, entry.Parameter.Dims.ToArray()))], training.Model.ParameterCount,
            training.Epochs, training.PlannedSteps, seconds * training.PlannedSteps, (training.Model.ParameterCount * 16) + bytes + (data.Corpus.Values.Length * 4L));
    }

    /// <inheritdoc/>
    public override TrainingOutcome Train(Run run, SettingValues settings, ulong seed, bool resume, TrainingControl control) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void CheckFresh(RunReader run, SettingValues settings, FreshSchedule fresh) =>
        EpochTraining.CheckFresh(run, fresh, () => NextVectorTraining.TrainedOn(NextVectorData.Load(settings).Train));

    /// <inheritdoc/>
    public override Evaluation Evaluate(RunReader run, string checkpoint) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override (string Verdict, IReadOnlyList<Finding> Findings) Conclude(IReadOnlyList<RunRecord> members) => throw new NotImplementedException();
}
