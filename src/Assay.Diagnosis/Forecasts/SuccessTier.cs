namespace Assay.Diagnosis.Forecasts;

/// <summary>A degree of success.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AtMost">The outcome is at most this.</param>
/// <param name="Basis">Where that comes from.</param>
public sealed record SuccessTier(string Name, double AtMost, string Basis);
