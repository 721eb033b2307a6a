using Assay.Statistics;

namespace Assay.Sweeps;

/// <summary>
/// Keeps one proposal off configurations that were tried before: seeds are replicates, so the same configuration again would teach nothing.
/// </summary>
/// <param name="root">The first question of the tree of tried ones.</param>
sealed class UnusedValues(TriedTree.Question root)
{
    /// <summary>Draws before all values are listed, which takes long where they are many.</summary>
    const int Attempts = 20;

    TriedTree.Question? _here = root;

    /// <summary>The next answer: the proposed value, or another by chance where all behind the proposed one was tried.</summary>
    public object Take(string name, ParameterRange range, object proposed, ref CounterGenerator generator)
    {
        if (_here is null || !_here.Asks(name, range))
        {
            _here = null;
            return proposed;
        }
        for (var attempt = 0; attempt < Attempts && _here.IsUsed(proposed); attempt++) proposed = UnitScale.Value(range, generator.NextDouble());
        if (_here.IsUsed(proposed) && Free(_here, range) is { Count: > 0 } free) proposed = free[generator.NextInt(free.Count)];
        _here = _here.Behind(proposed);
        return proposed;
    }

    /// <summary>Whether answers, null where none is known yet, lead on from here to something that was not tried.</summary>
    public bool Leads(Func<string, object?> answers)
    {
        for (var question = _here; question?.Name is not null && answers(question.Name) is { } answer; question = question.Behind(answer))
            if (question.IsUsed(answer))
                return false;
        return true;
    }

    static List<object> Free(TriedTree.Question question, ParameterRange range)
    {
        var free = new List<object>();
        for (var index = 0; index < UnitScale.Count(range); index++)
        {
            var value = range is WholeRange whole ? whole.Low + index : ((ChoiceRange)range).Choices[index];
            if (!question.IsUsed(value)) free.Add(value);
        }
        return free;
    }
}
