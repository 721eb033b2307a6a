namespace Assay.Tensors;

/// <summary>
/// The whole gradient dL/dh_t that reaches the state of a recurrent net after each step, from its output and through all later
/// steps. Backward passes by it anyway; for the ops called inside a <see cref="Watch"/> scope it is written down, others
/// pay nothing, and no result changes by a bit.
/// </summary>
/// <example><code>
/// var states = new StateGradients();
/// using (states.Watch()) loss = Losses.Mse(model.Forward(x), y);
/// loss.Backward();
/// foreach (var net in states.Take()) Console.WriteLine(net.Retention);
/// </code></example>
public sealed class StateGradients
{
    [ThreadStatic] static StateGradients? _watching;

    readonly List<Call> _calls = [];

    /// <summary>True inside a scope on this thread.</summary>
    internal static bool Watching => _watching is not null;

    /// <summary>Until the returned scope is disposed, the recurrent ops of this thread are watched. What an earlier scope left is forgotten.</summary>
    public Scope Watch()
    {
        _calls.Clear();
        return new Scope(this);
    }

    /// <summary>
    /// Norms by net, in the order in which the nets were first called. Calls with the same recurrent weights are one net, and their
    /// steps follow one another: a decoder that runs step by step has one curve. To be called after Backward and before the arena is rewound.
    /// </summary>
    public IReadOnlyList<StateNorms> Take()
    {
        var nets = new List<StateNorms>();
        while (_calls.Count > 0)
        {
            var weight = _calls[0].Weight;
            nets.Add(Join(_calls.FindAll(call => call.Weight.IsSameMemory(weight))));
            _calls.RemoveAll(call => call.Weight.IsSameMemory(weight));
        }
        return nets;
    }

    /// <summary>Takes note of where the backward pass of a call will write.</summary>
    internal static void Expect(Tensor weight, Tensor gradients, int[]? lengths, bool reverse)
    {
        // Backward may never come by.
        gradients.Span.Clear();
        _watching!._calls.Add(new Call(weight, gradients, lengths, reverse));
    }

    static StateNorms Join(List<Call> calls)
    {
        double[] norms = [.. calls.SelectMany(call => call.Means())];
        return new StateNorms(calls[0].Weight, calls[0].Reverse, norms, calls[0].MeanAtEnd(first: true) / calls[^1].MeanAtEnd(first: false));
    }

    /// <summary>Ends with <see cref="Dispose"/> what <see cref="StateGradients.Watch"/> began; the default one does nothing.</summary>
    public readonly ref struct Scope : IDisposable
    {
        readonly StateGradients? _before;
        readonly bool _entered;

        internal Scope(StateGradients states)
        {
            (_before, _entered) = (_watching, true);
            _watching = states;
        }

        public void Dispose()
        {
            if (_entered) _watching = _before;
        }
    }

    readonly record struct Call(Tensor Weight, Tensor Gradients, int[]? Lengths, bool Reverse)
    {
        // Of each step over the sequences that have it; NaN where none has.
        public IEnumerable<double> Means()
        {
            for (var step = 0; step < Gradients.Dims[0]; step++)
            {
                var (sum, count) = (0.0, 0);
                for (var sequence = 0; sequence < Gradients.Dims[1]; sequence++)
                {
                    if (step >= LengthOf(sequence)) continue;
                    sum += Norm(step, sequence);
                    count++;
                }
                yield return count == 0 ? double.NaN : sum / count;
            }
        }

        // Of the step that each sequence computes first or last; reversed ones begin with their last step.
        public double MeanAtEnd(bool first)
        {
            var (sum, count) = (0.0, 0);
            for (var sequence = 0; sequence < Gradients.Dims[1]; sequence++)
            {
                if (LengthOf(sequence) is not (> 0 and var length)) continue;
                sum += Norm(first == Reverse ? length - 1 : 0, sequence);
                count++;
            }
            return sum / count;
        }

        int LengthOf(int sequence) => Lengths?[sequence] ?? Gradients.Dims[0];

        double Norm(int step, int sequence)
        {
            var size = Gradients.Dims[2];
            return Math.Sqrt(Updates.SquaredNorm(Gradients.Values.Slice(((step * Gradients.Dims[1]) + sequence) * size, size)));
        }
    }
}
