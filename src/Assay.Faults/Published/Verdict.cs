namespace Assay.Faults;

/// <summary>The rules of a published set that fire on one trace.</summary>
sealed class Verdict
{
    readonly List<(string Rule, IReadOnlyList<string> Causes)> _fired = [];

    /// <summary>What fired so far.</summary>
    public IReadOnlyList<(string Rule, IReadOnlyList<string> Causes)> Fired => _fired;

    /// <summary>Notes a rule where its condition holds; says whether it does.</summary>
    /// <param name="holds">False also where a comparison met NaN, because nobody measured it.</param>
    /// <param name="rule">What its authors call it.</param>
    /// <param name="causes">Names of <see cref="Diagnosis.Causes"/> that they read from it.</param>
    public bool If(bool holds, string rule, params IReadOnlyList<string> causes)
    {
        if (holds) _fired.Add((rule, causes));
        return holds;
    }
}
