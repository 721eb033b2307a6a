using Assay.Data.Numpy;
using Assay.Data.Sequences;
using Assay.Studies;
using Assay.Tensors;

namespace Assay.Cli;

/// <summary>Contexts to predict from, with queries and targets where the file has them.</summary>
sealed class ContextFile
{
    static readonly string[] TargetKeys = ["target_vectors", "targets", "train_target_vectors"], QueryKeys = ["query_vectors", "queries"];

    ContextFile(Tensor contexts, float[] queries, float[]? targets) => (Contexts, Queries, Targets) = (contexts, queries, targets);

    /// <summary>(windows, context, width).</summary>
    public Tensor Contexts { get; }

    /// <summary>(windows, width) for a model that takes queries; else empty.</summary>
    public float[] Queries { get; }

    /// <summary>(windows, width), or null where the file has none.</summary>
    public float[]? Targets { get; }

    /// <summary>The number of contexts.</summary>
    public int Count => Contexts.Dim(0);

    /// <summary>Reads what a model can predict from.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or its arrays are not what the model reads; names the file, what it has and what is needed.</exception>
    public static ContextFile Read(string path, VectorModel model)
    {
        var contexts = SequenceArchive.ReadContexts(path);
        if (contexts.Dim(1) != model.Context || contexts.Dim(2) != model.Width)
            throw new InvalidDataException($"{path}: has contexts of {contexts.Dim(1)} vectors of {contexts.Dim(2)}; this model reads {model.Context} of {model.Width}.");
        using var file = NumpyFile.Open(path);
        var (targets, queries) = (Name(file, TargetKeys), Name(file, QueryKeys));
        if (model.TakesQueries && queries is null)
            throw new InvalidDataException($"{path}: this model needs {QueryKeys[0]}, one for each context; the file has {string.Join(", ", file.Names)}.");
        return new ContextFile(
            contexts, model.TakesQueries ? Rows(file, path, queries!, contexts.Dim(0), model.Width) : [], targets is null ? null : Rows(file, path, targets, contexts.Dim(0), model.Width));
    }

    static string? Name(NumpyFile file, string[] names) => names.FirstOrDefault(file.Names.Contains);

    static float[] Rows(NumpyFile file, string path, string name, int count, int width)
    {
        using var reader = file.Array(name);
        var shape = reader.Header.Shape;
        if (reader.Header.Count != (long)count * width || shape[^1] != width || shape.Count > 2)
            throw new InvalidDataException($"{path}, {name}: has shape {reader.Header.ShapeText}; needed: ({count}, {width}).");
        var values = new float[count * width];
        reader.Read(values);
        var bad = Array.FindIndex(values, value => !float.IsFinite(value));
        return bad < 0 ? values : throw new InvalidDataException($"{path}, {name}: row {bad / width} has a number that is not finite.");
    }
}
