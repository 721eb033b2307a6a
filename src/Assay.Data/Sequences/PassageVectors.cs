using System.Numerics.Tensors;
using Assay.Data.Text;
using Assay.Data.Vectors;

namespace Assay.Data.Sequences;

/// <summary>
/// Vectors of passages by smooth inverse frequency (Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017): the mean
/// over a passage's words of a / (a + p(w)) v_w, where p(w) is how often a word comes in the documents. <see cref="CommonComponents"/> is the second half of
/// that method, and is fitted on training vectors alone.
/// </summary>
/// <example><code>
/// var read = PassageVectors.Embed(TextDocument.ReadFolder("chapters"), vectors);
/// var common = CommonComponents.Fit(read.Corpus, trainingRows, components: 1);
/// var corpus = common.Remove(read.Corpus);
/// </code></example>
public sealed class PassageVectors
{
    /// <summary>The a of the weights a / (a + p) that its authors use.</summary>
    public const double UsualWeight = 1e-3;

    const double UsualCoverage = 0.8;

    PassageVectors(VectorCorpus corpus, long words, long known, int leftOut) => (Corpus, Words, Known, LeftOut) = (corpus, words, known, leftOut);

    /// <summary>A vector for each passage, neither centred nor of length 1; one segment for each document.</summary>
    public VectorCorpus Corpus { get; }

    /// <summary>Words read.</summary>
    public long Words { get; }

    /// <summary>Words among them that have a vector.</summary>
    public long Known { get; }

    /// <summary>Passages left out because none of their words has one; what stands before and after them is taken as following one another.</summary>
    public int LeftOut { get; }

    /// <summary>How much of the texts the vectors stand for, in a sentence.</summary>
    public string Coverage => $"{(double)Known / Words:P1} of {Words:N0} words have a vector; {LeftOut:N0} passage{(LeftOut == 1 ? "" : "s")} without such a word left out.";

    /// <summary>What a reader of results should know, in sentences; empty where most words have a vector.</summary>
    public IReadOnlyList<string> Notes => Known >= UsualCoverage * Words ? [] : [$"Many words have no vector, and the vectors say nothing of them: {Coverage}"];

    /// <summary>Cuts documents into passages and computes their vectors.</summary>
    /// <param name="documents">At least one.</param>
    /// <param name="vectors">Of words in lower case.</param>
    /// <param name="passages">How long passages are.</param>
    /// <param name="weight">The a of a / (a + p): the smaller, the less frequent words count.</param>
    /// <exception cref="ArgumentException">The weight is not above 0, or no word of the documents has a vector.</exception>
    public static PassageVectors Embed(IReadOnlyList<TextDocument> documents, WordVectors vectors, PassageSettings? passages = null, double weight = UsualWeight)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        passages ??= new PassageSettings();
        var (lexicon, tokenizer) = (new Lexicon(vectors), new Tokenizer());
        var cut = documents.Select(document => Passages.Of(document.Text, passages).Select(text => (Text: text, Words: lexicon.Read(tokenizer.Tokenize(text)))).ToList()).ToList();
        if (lexicon.Known == 0) throw new ArgumentException($"None of {lexicon.Words:N0} words of the documents has a vector; needed: vectors of words in lower case, of the documents' language.");
        var (names, texts, segments, kept) = (new List<string>(), new List<string>(), new List<Segment>(), new List<int[]>());
        foreach (var (document, read) in documents.Zip(cut))
        {
            var first = kept.Count;
            foreach (var (text, words) in read.Where(passage => passage.Words.Length > 0))
            {
                texts.Add(text);
                kept.Add(words);
            }
            if (kept.Count == first) continue;
            segments.Add(new Segment(names.Count, first, kept.Count - first));
            names.Add(document.Name);
        }
        var corpus = new VectorCorpus(lexicon.Sums(kept, weight), vectors.Dimension, names, segments) { Texts = texts };
        return new PassageVectors(corpus, lexicon.Words, lexicon.Known, cut.Sum(read => read.Count) - kept.Count);
    }

    // The words of the documents that have vectors, and how often they come.
    sealed class Lexicon(WordVectors vectors)
    {
        readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
        readonly List<int> _indices = [], _counts = [];
        readonly float[] _row = new float[vectors.Dimension];

        public long Words { get; private set; }

        public long Known { get; private set; }

        public int[] Read(List<string> tokens)
        {
            var known = new List<int>(tokens.Count);
            foreach (var token in tokens)
            {
                if (Marker.IsBreak(token) || !token.Any(char.IsLetterOrDigit)) continue;
                Words++;
                var place = Place(token);
                if (place < 0) continue;
                Known++;
                _counts[place]++;
                known.Add(place);
            }
            return [.. known];
        }

        public float[] Sums(List<int[]> passages, double weight)
        {
            var width = vectors.Dimension;
            var rows = new float[_indices.Count * width];
            for (var place = 0; place < _indices.Count; place++)
            {
                var row = rows.AsSpan(place * width, width);
                vectors.Read(_indices[place], row);
                TensorPrimitives.Multiply(row, (float)(weight / (weight + (double)_counts[place] / Words)), row);
            }
            var sums = new float[checked(passages.Count * width)];
            for (var passage = 0; passage < passages.Count; passage++)
            {
                var sum = sums.AsSpan(passage * width, width);
                foreach (var place in passages[passage]) TensorPrimitives.Add(sum, rows.AsSpan(place * width, width), sum);
                TensorPrimitives.Divide(sum, passages[passage].Length, sum);
            }
            return sums;
        }

        // "The king's" is about a king, whether or not the vectors know the word with its ending.
        int Place(string word)
        {
            if (_places.TryGetValue(word, out var place)) return place;
            var index = vectors.IndexOf(word);
            if (index < 0 && word.EndsWith("'s", StringComparison.Ordinal)) return _places[word] = Place(word[..^2]);
            if (index < 0 || IsZero(index)) return _places[word] = -1;
            _indices.Add(index);
            _counts.Add(0);
            return _places[word] = _indices.Count - 1;
        }

        bool IsZero(int index)
        {
            vectors.Read(index, _row);
            return !_row.AsSpan().ContainsAnyExcept(0f);
        }
    }
}
