using Assay.Diagnosis.Forecasts;
using Assay.Runs;
using Assay.Statistics;

namespace Assay.Diagnosis;

/// <summary>What a run's curve foretells: its own end where it is not there yet, and the course of the next training like it.</summary>
/// <param name="Metric">The curve: <see cref="ForecastLedger.Validation"/> or <see cref="ForecastLedger.Training"/>.</param>
/// <param name="Steps">Optimizer updates of the plan.</param>
/// <param name="End">Forecast of the run's end; null where it has ended, its plan is not known or too little was seen.</param>
/// <param name="RemainingGain">Share of the loss that training twice as long would take away, with the interval that holds in 80 of 100 cases; NaN where there is no forecast.</param>
/// <param name="Alerts">Limits at stages of the next training; none where too little was seen.</param>
/// <param name="Tree">What to do at which outcome of it, and degrees of success.</param>
public sealed record AssessedOutlook(string Metric, double Steps, Forecast? End, Interval RemainingGain, IReadOnlyList<Alert> Alerts, DecisionTree Tree)
{
    const int Enough = 4;

    /// <summary>The outlook of a run.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="target">The loss or distance that is to be reached; NaN for none in particular.</param>
    public static AssessedOutlook Of(Trace trace, double target = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var validates = trace.Validation.Count >= Enough;
        var (metric, curve, companion) = validates ? (ForecastLedger.Validation, trace.Validation, trace.Training) : (ForecastLedger.Training, trace.Training, null);
        var steps = Math.Max(trace.PlannedSteps, trace.Step);
        var ahead = trace.Status is RunStatus.Running or RunStatus.Stopped or RunStatus.Interrupted && trace.PlannedSteps > trace.Step;
        var end = ahead ? CurveForecast.Of(curve, steps, companion) : null;
        var alerts = steps > 0 ? Forecasts.Alerts.For(curve, steps, companion) : [];
        return new AssessedOutlook(metric, steps, end, CurveForecast.RemainingGain(curve, companion), alerts,
            DecisionTree.Of(end ?? Again(alerts, trace.Trivial), trace.Trivial, trace.Vital(Vitals.Linear), target));
    }

    // The limits at the end of a plan are a forecast of a training like the last one. One that learned nothing promises nothing.
    static Forecast? Again(IReadOnlyList<Alert> alerts, double trivial) => alerts is [.., { Share: 1 } last] && double.IsFinite(last.Green + last.Red) && !(last.Red >= trivial)
        ? new Forecast(0, last.Step, [0.1, 0.5, 0.9], [last.Green, last.Expected, last.Red], new Dictionary<string, double>())
        : null;
}
