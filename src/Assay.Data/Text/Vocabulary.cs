namespace Assay.Data.Text;

/// <summary>Tokens and their ids: the markers first (<see cref="Marker.All"/>, so padding is 0), then words, the most frequent first.</summary>
public sealed class Vocabulary
{
    readonly string[] _tokens;
    readonly Dictionary<string, int> _ids;

    /// <summary>Tokens by id, as <see cref="Tokens"/> gives them.</summary>
    /// <exception cref="InvalidDataException">The markers are not in their places, or a token comes twice.</exception>
    public Vocabulary(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        _tokens = [.. tokens];
        _ids = new Dictionary<string, int>(_tokens.Length, StringComparer.Ordinal);
        if (!_tokens.Take(Marker.All.Count).SequenceEqual(Marker.All))
            throw new InvalidDataException($"A vocabulary begins with {string.Join(", ", Marker.All)}; given {string.Join(", ", _tokens.Take(Marker.All.Count))}.");
        for (var id = 0; id < _tokens.Length; id++)
            if (!_ids.TryAdd(_tokens[id], id)) throw new InvalidDataException($"A vocabulary has each token once; '{_tokens[id]}' comes as {_ids[_tokens[id]]} and {id}.");
    }

    /// <summary>Tokens by id.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>The number of tokens, markers included.</summary>
    public int Count => _tokens.Length;

    /// <summary>A token's id; that of <see cref="Marker.Unknown"/> if there is no such token.</summary>
    public int this[string token] => _ids.GetValueOrDefault(token, 1);

    /// <summary>Whether there is such a token.</summary>
    public bool Contains(string token) => _ids.ContainsKey(token);

    /// <summary>The ids of tokens.</summary>
    public int[] Encode(IEnumerable<string> tokens) => [.. tokens.Select(token => this[token])];

    /// <summary>The vocabulary of tokenised texts: every token that comes at least so often, by count and then by spelling.</summary>
    public static Vocabulary Build(IEnumerable<IReadOnlyList<string>> texts, int minCount = 1)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minCount);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
            foreach (var token in text) counts[token] = counts.GetValueOrDefault(token) + 1;
        foreach (var marker in Marker.All) counts.Remove(marker);
        var words = counts.Where(pair => pair.Value >= minCount).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
        return new Vocabulary([.. Marker.All, .. words.Select(pair => pair.Key)]);
    }
}
