namespace Assay.Studies;

/// <summary>Guesses which name a user meant.</summary>
public static class Nearest
{
    /// <summary>" (did you mean 'train'?)" where one of the names is close, else nothing.</summary>
    public static string Suggest(string given, IEnumerable<string> names) =>
        Find(given, names) is { } name ? $" (did you mean '{name}'?)" : "";

    /// <summary>
    /// The closest name within a third of its letters, where 'width' is as good as 'model.width', or one that contains what was given;
    /// null when none is close.
    /// </summary>
    public static string? Find(string given, IEnumerable<string> names)
    {
        var candidates = names.Select(name => (Name: name, Distance: Math.Min(Distance(given, name), Distance(given, name[(name.LastIndexOf('.') + 1)..])))).ToList();
        var close = candidates.Where(c => c.Distance <= Math.Max(1, Math.Max(c.Name.Length, given.Length) / 3)).ToList();
        if (close.Count > 0) return close.MinBy(c => c.Distance).Name;
        var holding = candidates.Where(c => given.Length >= 3 && c.Name.Contains(given, StringComparison.OrdinalIgnoreCase)).ToList();
        return holding.Count > 0 ? holding.MinBy(c => c.Distance).Name : null;
    }

    /// <summary>Letters to insert, remove, replace or swap with their neighbour (optimal string alignment).</summary>
    static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
