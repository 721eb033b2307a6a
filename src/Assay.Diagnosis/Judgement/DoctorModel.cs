namespace Assay.Diagnosis;

/// <summary>What the benchmark of diagnosis taught the doctor.</summary>
/// <param name="Signs">Names of the signs that the trees ask about.</param>
/// <param name="Faulty">Log odds that a training is really worse than it would be.</param>
/// <param name="Telling">By id of a rule that counts facts: the log odds that it alone gives where it fires.</param>
/// <param name="Causes">Logits of the root causes of a faulty one.</param>
/// <param name="FaultyCalibration">From those log odds to a probability where half of the trainings are faulty.</param>
/// <param name="CauseCalibration">From the product of both probabilities to that of the cause.</param>
/// <param name="FindingCalibration">From the summed probabilities of the causes of a rule that fires to the probability that it is right.</param>
/// <param name="Alarm">Probability from which a finished training is called faulty that was probed.</param>
/// <param name="LoggedAlarm">Probability from which one is that was not.</param>
/// <param name="LiveAlarm">Probability from which one is called faulty that is still going on.</param>
/// <param name="Gains">By cause and remedy: share of what was lost that the remedy wins back on average.</param>
sealed record DoctorModel(
    IReadOnlyList<string> Signs, BoostedTrees Faulty, IReadOnlyDictionary<string, double> Telling, BoostedTrees Causes, Calibration FaultyCalibration, Calibration CauseCalibration,
    Calibration FindingCalibration, double Alarm, double LoggedAlarm, double LiveAlarm, IReadOnlyDictionary<string, double> Gains)
{
    static readonly Lazy<DoctorModel?> Embedded = new(Read);

    /// <summary>What this version was taught; null where it has not been.</summary>
    public static DoctorModel? Taught => Embedded.Value;

    /// <summary>The numbers that the trees ask about, from those there are.</summary>
    public double[] Pick(IReadOnlyList<string> names, double[] signs)
    {
        var places = new Dictionary<string, int>();
        for (var i = 0; i < names.Count; i++) places[names[i]] = i;
        return [.. Signs.Select(name => places.TryGetValue(name, out var place) ? signs[place] : double.NaN)];
    }

    /// <summary>Log odds that a training is faulty: those of the trees, or of the most telling fact where these are higher.</summary>
    /// <param name="signs">What the trees ask about.</param>
    /// <param name="fired">Ids of the rules that fire.</param>
    public double Score(double[] signs, IEnumerable<string> fired) =>
        Math.Max(Faulty.Scores(signs)[0], fired.Select(id => Telling.GetValueOrDefault(id, double.NegativeInfinity)).DefaultIfEmpty(double.NegativeInfinity).Max());

    /// <summary>Causes that the trace could show, and their calibrated probabilities, the likeliest first.</summary>
    public IReadOnlyList<(string Cause, double Probability)> Rank(Trace trace, double[] signs, double faulty)
    {
        var shares = Shares(trace, signs);
        return [.. shares.Select(one => (one.Key, CauseCalibration.Of(faulty * one.Value))).OrderByDescending(one => one.Item2)];
    }

    /// <summary>Uncalibrated probabilities of the causes that the trace could show, which add up to 1.</summary>
    public Dictionary<string, double> Shares(Trace trace, double[] signs)
    {
        var allowed = Causes.Classes.Zip(Causes.Shares(signs)).Where(one => CauseEvidence.Allows(trace, one.First)).ToList();
        var sum = allowed.Sum(one => one.Second);
        return allowed.ToDictionary(one => one.First, one => one.Second / sum);
    }

    static DoctorModel? Read()
    {
        using var stream = typeof(DoctorModel).Assembly.GetManifestResourceStream("doctor.json");
        return stream is null ? null : DoctorJson.Read(stream);
    }
}
