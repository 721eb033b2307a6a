using Assay.Data.Sequences;
using Assay.Studies.NextVector;
using Assay.Tensors;

namespace Assay.Tests.Studies.NextVector;

/// <summary>Predicts what a function says of a context, (context, width) row by row.</summary>
sealed class Answers(Func<float[], float[]> answer) : VectorPredictor
{
    public override string Name => "answers";

    /// <summary>Knows the targets of a corpus by their contexts.</summary>
    public static Answers Knowing(VectorWindows windows, Func<int, float[]> row)
    {
        var known = new Dictionary<float, int>();
        for (var window = 0; window < windows.Count; window++) known[windows.Corpus[windows.First(window)][0]] = window;
        return new Answers(context => row(known[context[0]]));
    }

    public override Tensor Predict(Tensor contexts, Tensor? queries = null)
    {
        var (count, row) = (contexts.Dim(0), contexts.Dim(1) * contexts.Dim(2));
        return Tensor.From(Enumerable.Range(0, count).SelectMany(i => answer(contexts.Span.Slice(i * row, row).ToArray())).ToArray(), count, contexts.Dim(2));
    }
}
