namespace Assay.Runs;

/// <summary>Something noticed about a run, with the numbers that show it.</summary>
/// <param name="Id">Stable name, such as <c>frequency/nothing-learned</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Evidence">The measured numbers behind the title.</param>
/// <param name="Advice">What to try, or null.</param>
public sealed record Finding(string Id, Severity Severity, string Title, string Evidence, string? Advice = null);
