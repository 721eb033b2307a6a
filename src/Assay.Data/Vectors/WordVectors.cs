using System.Numerics.Tensors;

namespace Assay.Data.Vectors;

/// <summary>Words and their vectors, one row of <see cref="Dimension"/> floats each: in memory, or in a file that is mapped into it.</summary>
public sealed class WordVectors : IDisposable
{
    const int RowsAtOnce = 1024;

    readonly string[] _words;
    readonly Dictionary<string, int> _indices;
    readonly float[]? _values;
    readonly VectorStore? _store;
    float[]? _lengths;

    /// <summary>Vectors in memory.</summary>
    /// <param name="words">The words; if one comes twice, its first vector counts.</param>
    /// <param name="values">Their vectors one after the other: (words, dimension).</param>
    /// <exception cref="ArgumentException">There are not as many floats as words times some dimension.</exception>
    public WordVectors(IReadOnlyList<string> words, float[] values)
        : this(words, words.Count == 0 ? 0 : values.Length / words.Count)
    {
        if (words.Count == 0 || values.Length == 0 || values.Length % words.Count != 0)
            throw new ArgumentException($"Word vectors need one row of equal length for each word; given {values.Length} floats for {words.Count} words.");
        _values = values;
    }

    internal WordVectors(IReadOnlyList<string> words, VectorStore store)
        : this(words, store.Dimension) => _store = store;

    WordVectors(IReadOnlyList<string> words, int dimension)
    {
        (_words, Dimension) = ([.. words], dimension);
        _indices = new Dictionary<string, int>(_words.Length, StringComparer.Ordinal);
        for (var i = 0; i < _words.Length; i++) _indices.TryAdd(_words[i], i);
    }

    /// <summary>Opens vectors that <see cref="Import"/> or <see cref="Save"/> wrote; at once, whatever their size.</summary>
    /// <exception cref="InvalidDataException">The file is none of these, or was cut off.</exception>
    public static WordVectors Open(string path) => VectorStore.Open(path);

    /// <summary>Reads vectors as GloVe and word2vec write them and writes a file for <see cref="Open"/>.</summary>
    /// <param name="path">The text file: a line for each word, the word and its numbers.</param>
    /// <param name="target">The file to write. If anything is wrong with the text, nothing is written.</param>
    /// <param name="progress">Told the bytes read so far now and then.</param>
    /// <returns>Words written, and words left out because they had come before.</returns>
    /// <exception cref="InvalidDataException">A line has too few or too many numbers, or one that is not finite; the message names it.</exception>
    public static (int Words, int Repeated) Import(string path, string target, Action<long>? progress = null) => VectorText.Import(path, target, progress);

    /// <summary>Writes a file for <see cref="Open"/>.</summary>
    public void Save(string path)
    {
        using var writer = new VectorStore.Writer(path, Dimension);
        var row = new float[Dimension];
        for (var i = 0; i < Count; i++)
        {
            Read(i, row);
            writer.Add(_words[i], row);
        }
        writer.Finish();
    }

    /// <summary>The words, in the order of their vectors.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>The number of words.</summary>
    public int Count => _words.Length;

    /// <summary>Floats of a vector.</summary>
    public int Dimension { get; }

    /// <summary>A word's 0-based place, or -1.</summary>
    public int IndexOf(string word) => _indices.GetValueOrDefault(word, -1);

    /// <summary>Reads the vectors of consecutive words.</summary>
    /// <param name="first">The first word's place.</param>
    /// <param name="rows">Where they go; a multiple of <see cref="Dimension"/> floats.</param>
    public void Read(int first, Span<float> rows)
    {
        if (_values is not null) _values.AsSpan(first * Dimension, rows.Length).CopyTo(rows);
        else _store!.Read((long)first * Dimension, rows);
    }

    /// <summary>A word's vector, copied.</summary>
    /// <exception cref="KeyNotFoundException">There is no such word.</exception>
    public float[] this[string word]
    {
        get
        {
            var index = IndexOf(word);
            if (index < 0) throw new KeyNotFoundException($"There is no vector for '{word}' among {Count:N0} words.");
            var vector = new float[Dimension];
            Read(index, vector);
            return vector;
        }
    }

    /// <summary>The words whose vectors have the highest cosine with one.</summary>
    /// <param name="vector">Any vector of <see cref="Dimension"/> floats.</param>
    /// <param name="count">How many.</param>
    /// <param name="except">Words that do not count.</param>
    public IReadOnlyList<(string Word, double Cosine)> Nearest(ReadOnlySpan<float> vector, int count = 10, IReadOnlyCollection<string>? except = null)
    {
        if (vector.Length != Dimension) throw new ArgumentException($"These vectors have {Dimension} floats; given one of {vector.Length}.");
        var lengths = Lengths();
        var length = TensorPrimitives.Norm(vector);
        var best = new PriorityQueue<int, double>();
        var rows = new float[Math.Min(RowsAtOnce, Count) * Dimension];
        for (var first = 0; first < Count; first += RowsAtOnce)
        {
            var number = Math.Min(RowsAtOnce, Count - first);
            Read(first, rows.AsSpan(0, number * Dimension));
            for (var i = 0; i < number; i++)
            {
                var product = (double)length * lengths[first + i];
                var cosine = product > 0 ? TensorPrimitives.Dot(vector, rows.AsSpan(i * Dimension, Dimension)) / product : 0;
                if (except?.Contains(_words[first + i]) == true || (best.Count == count && best.TryPeek(out _, out var least) && cosine <= least)) continue;
                if (best.Count == count) best.Dequeue();
                best.Enqueue(first + i, cosine);
            }
        }
        var found = new List<(string, double)>();
        while (best.TryDequeue(out var index, out var cosine)) found.Add((_words[index], cosine));
        found.Reverse();
        return found;
    }

    /// <summary>What is to <paramref name="c"/> as <paramref name="b"/> is to <paramref name="a"/>: the words nearest to b - a + c, of unit vectors.</summary>
    public IReadOnlyList<(string Word, double Cosine)> Analogy(string a, string b, string c, int count = 5)
    {
        var target = new float[Dimension];
        foreach (var (word, sign) in new[] { (a, -1f), (b, 1f), (c, 1f) })
        {
            var vector = this[word];
            var length = TensorPrimitives.Norm<float>(vector);
            if (length > 0) TensorPrimitives.MultiplyAdd(vector, sign / length, target, target);
        }
        return Nearest(target, count, [a, b, c]);
    }

    float[] Lengths()
    {
        if (_lengths is not null) return _lengths;
        var lengths = new float[Count];
        var row = new float[Dimension];
        for (var i = 0; i < Count; i++)
        {
            Read(i, row);
            lengths[i] = TensorPrimitives.Norm<float>(row);
        }
        return _lengths = lengths;
    }

    /// <summary>Lets go of the file, if there is one.</summary>
    public void Dispose() => _store?.Dispose();
}
