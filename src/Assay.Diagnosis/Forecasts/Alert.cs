namespace Assay.Diagnosis.Forecasts;

/// <summary>What to expect of the next training at one of its stages; less is better.</summary>
/// <param name="Share">Share of the plan that is done then, from 0 to 1.</param>
/// <param name="Step">The step.</param>
/// <param name="Expected">What a training like the last one shows.</param>
/// <param name="Red">Above it something is wrong: nine of ten such trainings do better.</param>
/// <param name="Green">Below it things go better than they did: nine of ten such trainings do worse.</param>
public sealed record Alert(double Share, double Step, double Expected, double Red, double Green)
{
    /// <summary>What a value seen at the step means.</summary>
    public AlertState Of(double value) => !(value <= Red) ? AlertState.Red : value < Green ? AlertState.Green : AlertState.Expected;
}
