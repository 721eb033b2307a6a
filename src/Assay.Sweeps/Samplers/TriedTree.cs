namespace Assay.Sweeps;

/// <summary>
/// The configurations that were tried, as paths of a tree: a question at each node and an answer on each branch. A branch is used up when the
/// questions behind it have no answer left; a question for numbers always has one. The tree grows with the history that it is shown.
/// </summary>
sealed class TriedTree
{
    readonly List<TrialHistory> _shown = [];
    Question _root = new(null);

    /// <summary>What the trials leave; null where they used up the whole space.</summary>
    public UnusedValues? Left(IReadOnlyList<TrialHistory> history)
    {
        if (!Continues(_shown, history))
        {
            _shown.Clear();
            _root = new Question(null);
        }
        for (var trial = _shown.Count; trial < history.Count; trial++)
        {
            Add(history[trial]);
            _shown.Add(history[trial]);
        }
        return history.Count > 0 && _root.UsedUp ? null : new UnusedValues(_root);
    }

    /// <summary>Whether a history begins with the trials that were shown before: the values of a trial never change.</summary>
    public static bool Continues(List<TrialHistory> shown, IReadOnlyList<TrialHistory> history)
    {
        if (shown.Count > history.Count) return false;
        for (var trial = 0; trial < shown.Count; trial++)
            if (!ReferenceEquals(shown[trial].Values, history[trial].Values) || !ReferenceEquals(shown[trial].Ranges, history[trial].Ranges))
                return false;
        return true;
    }

    void Add(TrialHistory trial)
    {
        var question = _root;
        foreach (var (name, value) in trial.Values)
        {
            if (!trial.Ranges.TryGetValue(name, out var range)) continue;
            question = question.Answer(name, range, value);
            if (question.Open) return;
        }
        if (question != _root) question.End();
    }

    /// <param name="before">The question whose answer leads here.</param>
    internal sealed class Question(Question? before)
    {
        readonly Dictionary<object, Question> _behind = [];
        ParameterRange? _range;
        int _used;

        /// <summary>The parameter asked for; null where nothing is.</summary>
        public string? Name { get; private set; }

        /// <summary>Whether it can never be used up: a question for numbers, or one that is asked now so, now otherwise.</summary>
        public bool Open { get; private set; }

        /// <summary>Whether nothing is left here and behind.</summary>
        public bool UsedUp { get; private set; }

        /// <summary>Notes an answer and goes to what is asked next.</summary>
        public Question Answer(string name, ParameterRange range, object value)
        {
            if (range is NumberRange || (Name is null ? UsedUp : !Asks(name, range))) MakeOpen();
            if (Open) return this;
            (Name, _range) = (name, range);
            if (!_behind.TryGetValue(value, out var next)) _behind[value] = next = new Question(this);
            return next;
        }

        /// <summary>Notes that nothing more was asked.</summary>
        public void End()
        {
            if (Name is not null) MakeOpen();
            else if (!UsedUp) UseUp();
        }

        public bool Asks(string name, ParameterRange range) => Name == name && (ReferenceEquals(_range, range) || range.Equals(_range));

        public bool IsUsed(object value) => _behind.TryGetValue(value, out var next) && next.UsedUp;

        public Question? Behind(object value) => _behind.GetValueOrDefault(value);

        void UseUp()
        {
            UsedUp = true;
            if (before is { Open: false } && ++before._used >= UnitScale.Count(before._range!)) before.UseUp();
        }

        void MakeOpen()
        {
            Open = true;
            TakeBack();
        }

        void TakeBack()
        {
            if (!UsedUp) return;
            UsedUp = false;
            if (before is null) return;
            before._used--;
            before.TakeBack();
        }
    }
}
