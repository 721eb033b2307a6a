using Assay.Statistics;

namespace Assay.Sweeps;

/// <summary>
/// Keeps a proposal off configurations that were tried before: seeds are replicates, so the same configuration again would teach nothing.
/// Trials are paths of a tree, a question at each node and an answer on each branch. A branch is used up when the questions behind it have no
/// answer left; a question for numbers always has one.
/// </summary>
sealed class UnusedValues
{
    Question? _here;

    UnusedValues(Question root) => _here = root;

    /// <summary>What the trials leave; null where they used up the whole space.</summary>
    public static UnusedValues? After(IReadOnlyList<TrialHistory> history)
    {
        var root = new Question();
        foreach (var trial in history)
        {
            var question = root;
            foreach (var (name, value) in trial.Values)
            {
                if (!trial.Ranges.TryGetValue(name, out var range)) continue;
                question = question.Answer(name, range, value);
                if (question.Open) break;
            }
            if (!question.Open) question.End();
        }
        return history.Count > 0 && root.Close() ? null : new UnusedValues(root);
    }

    /// <summary>The next answer: the proposed value, or another by chance where all behind the proposed one was tried.</summary>
    public object Take(string name, ParameterRange range, object proposed, ref CounterGenerator generator)
    {
        if (_here is null || !_here.Asks(name, range)) _here = null;
        else if (_here.Used(proposed)) proposed = _here.Free(range, ref generator);
        _here = _here?.Behind(proposed);
        return proposed;
    }

    /// <summary>Whether answers, null where none is known yet, lead on from here to something that was not tried.</summary>
    public bool Leads(Func<string, object?> answers)
    {
        for (var question = _here; question?.Name is not null && answers(question.Name) is { } answer; question = question.Behind(answer))
            if (question.Used(answer))
                return false;
        return true;
    }

    sealed class Question
    {
        ParameterRange? _range;
        Dictionary<object, Question>? _behind;
        bool _closed;

        public string? Name { get; private set; }

        /// <summary>Whether it can never be used up: a question for numbers, or one that is asked now so, now otherwise.</summary>
        public bool Open { get; private set; }

        /// <summary>Notes an answer and goes to what is asked next.</summary>
        public Question Answer(string name, ParameterRange range, object value)
        {
            if (_closed || (Name is not null && !Asks(name, range)) || range is NumberRange) Open = true;
            if (Open) return this;
            (Name, _range) = (name, range);
            _behind ??= [];
            if (!_behind.TryGetValue(value, out var next)) _behind[value] = next = new Question();
            return next;
        }

        /// <summary>Notes that nothing more was asked.</summary>
        public void End() => (_closed, Open) = (Name is null, Name is not null);

        /// <summary>Works out what is used up, here and behind.</summary>
        public bool Close()
        {
            if (Name is null || _closed || _behind is null) return _closed && !Open;
            var used = 0;
            foreach (var question in _behind.Values)
                if (question.Close())
                    used++;
            return _closed = !Open && used >= UnitScale.Count(_range!);
        }

        public bool Asks(string name, ParameterRange range) => Name == name && (ReferenceEquals(_range, range) || range.Equals(_range));

        public bool Used(object value) => Behind(value) is { _closed: true, Open: false };

        public Question? Behind(object value) => _behind?.GetValueOrDefault(value);

        /// <summary>A value behind which there is something left, each as likely as the others.</summary>
        public object Free(ParameterRange range, ref CounterGenerator generator)
        {
            var count = (int)UnitScale.Count(range);
            var free = new List<object>(count);
            for (var index = 0; index < count; index++)
            {
                var value = range is WholeRange whole ? whole.Low + index : ((ChoiceRange)range).Choices[index];
                if (!Used(value)) free.Add(value);
            }
            return free[generator.NextInt(free.Count)];
        }
    }
}
