namespace Assay.Data.Sequences;

/// <summary>
/// Puts windows that overlap together again: windows that follow one another in a file, each a vector further than the one before, are a chain; where
/// the end of one chain is the beginning of another, they are one sequence. So every vector is stored once, whatever order the windows came in.
/// </summary>
sealed class WindowChains
{
    readonly UInt128[] _hashes;
    readonly int[]? _documents;
    readonly int _length;
    readonly List<Chain> _chains = [];

    /// <param name="hashes">(windows, length) of the vectors of each window, the target last.</param>
    /// <param name="length">Vectors of a window with its target.</param>
    /// <param name="documents">The document of each window; null where that is unknown.</param>
    public WindowChains(UInt128[] hashes, int length, int[]? documents)
    {
        (_hashes, _length, _documents) = (hashes, length, documents);
        for (var window = 0; window < hashes.Length / length; window++)
        {
            if (window > 0 && Follows(window)) Extend(window);
            else _chains.Add(new Chain(window, length - 1, length, Document(window)));
        }
        // A single shared vector says little: texts repeat themselves. Windows of two vectors have no more to show.
        for (var overlap = length - 1; overlap >= Math.Min(2, length - 1); overlap--) Link(overlap);
        Sequences = Ordered();
        Place();
    }

    /// <summary>The sequences in the order of their first windows; each is a list of chains.</summary>
    public IReadOnlyList<IReadOnlyList<Chain>> Sequences { get; }

    /// <summary>The chains in the order of their windows.</summary>
    public IReadOnlyList<Chain> Chains => _chains;

    /// <summary>All vectors that are stored.</summary>
    public long Rows { get; private set; }

    /// <summary>Groups of sequences that share two vectors in a row, or of which one begins where another ends: a group's number for each sequence.</summary>
    public int[] Groups()
    {
        var parent = Enumerable.Range(0, Sequences.Count).ToArray();
        var holder = new Dictionary<UInt128, int>();
        var ends = new Dictionary<UInt128, int>();
        for (var sequence = 0; sequence < Sequences.Count; sequence++)
        {
            var rows = Sequences[sequence].SelectMany(chain => Enumerable.Range(chain.Skipped, chain.Count - chain.Skipped).Select(row => Hash(chain, row))).ToArray();
            for (var row = 0; row + 1 < rows.Length; row++) Join(holder, RowHash.Then(rows[row], rows[row + 1]), sequence);
            ends[rows[^1]] = sequence;
        }
        for (var sequence = 0; sequence < Sequences.Count; sequence++)
            if (ends.TryGetValue(Hash(Sequences[sequence][0], 0), out var other)) parent[Root(other)] = Root(sequence);
        return [.. Enumerable.Range(0, parent.Length).Select(Root)];

        void Join(Dictionary<UInt128, int> seen, UInt128 hash, int sequence)
        {
            if (!seen.TryAdd(hash, sequence)) parent[Root(sequence)] = Root(seen[hash]);
        }

        int Root(int sequence)
        {
            while (parent[sequence] != sequence) sequence = parent[sequence] = parent[parent[sequence]];
            return sequence;
        }
    }

    int Document(int window) => _documents?[window] ?? 0;

    bool Follows(int window) =>
        _hashes.AsSpan(window * _length, _length - 1).SequenceEqual(_hashes.AsSpan((window - 1) * _length + 1, _length - 1));

    void Extend(int window)
    {
        var last = _chains[^1];
        if (Document(window) == last.Document) last.Count++;
        // The target begins another document; the windows that reach over from the last one are given up.
        else _chains.Add(new Chain(window, 0, 1, Document(window)));
    }

    // The hash of a chain's row: those of the first window, then the targets of the others.
    UInt128 Hash(Chain chain, int row)
    {
        var own = chain.Places;
        return row <= own ? _hashes[chain.First * _length + _length - 1 - own + row] : _hashes[(chain.First + row - own) * _length + _length - 1];
    }

    UInt128 Hash(Chain chain, int start, int count)
    {
        var hash = Hash(chain, start);
        for (var row = start + 1; row < start + count; row++) hash = RowHash.Then(hash, Hash(chain, row));
        return hash;
    }

    // Where exactly one chain ends as exactly one other begins, the other goes on where the first one stopped.
    void Link(int overlap)
    {
        var tails = Unique(_chains.Where(chain => chain.Next is null && chain.Count >= overlap), chain => (Hash(chain, chain.Count - overlap, overlap), chain.Document));
        var heads = Unique(_chains.Where(chain => !chain.IsLinked && chain.Count > overlap), chain => (Hash(chain, 0, overlap), chain.Document));
        foreach (var (key, head) in heads)
        {
            if (head is null || !tails.TryGetValue(key, out var tail) || tail is null || head.OtherEnd == tail) continue;
            (tail.Next, head.IsLinked, head.Skipped) = (head, true, overlap);
            var (start, end) = (tail.OtherEnd, head.OtherEnd);
            (start.OtherEnd, end.OtherEnd) = (end, start);
        }
    }

    static Dictionary<(UInt128, int), Chain?> Unique(IEnumerable<Chain> chains, Func<Chain, (UInt128, int)> key)
    {
        var unique = new Dictionary<(UInt128, int), Chain?>();
        foreach (var chain in chains)
            if (!unique.TryAdd(key(chain), chain)) unique[key(chain)] = null;
        return unique;
    }

    List<List<Chain>> Ordered()
    {
        var sequences = new List<List<Chain>>();
        foreach (var start in _chains.Where(chain => !chain.IsLinked))
        {
            sequences.Add([]);
            for (var chain = start; chain is not null; chain = chain.Next) sequences[^1].Add(chain);
        }
        return sequences;
    }

    void Place()
    {
        foreach (var chain in Sequences.SelectMany(sequence => sequence))
        {
            chain.Start = Rows;
            Rows += chain.Count - chain.Skipped;
        }
    }

    /// <summary>Windows in a row.</summary>
    /// <param name="first">The first window.</param>
    /// <param name="places">Vectors before the first window's target that are this chain's.</param>
    /// <param name="count">Vectors of the chain.</param>
    /// <param name="document">The document's number.</param>
    internal sealed class Chain(int first, int places, int count, int document)
    {
        Chain? _otherEnd;

        public int First => first;

        public int Places => places;

        public int Document => document;

        public int Count { get; set; } = count;

        /// <summary>Vectors at its beginning that the chain before it has.</summary>
        public int Skipped { get; set; }

        /// <summary>The chain that goes on where this one ends.</summary>
        public Chain? Next { get; set; }

        public bool IsLinked { get; set; }

        /// <summary>Of a sequence's first chain the last one, of its last the first.</summary>
        public Chain OtherEnd
        {
            get => _otherEnd ?? this;
            set => _otherEnd = value;
        }

        /// <summary>Where the first vector that is not skipped is stored.</summary>
        public long Start { get; set; }
    }
}
