namespace Assay.Statistics;

/// <summary>
/// Regression trees over cells, and the exact means of their sum over all parameters but one or two: a tree is constant on boxes, so these are sums over boxes (Hutter,
/// Hoos, Leyton-Brown: "An efficient approach for assessing hyperparameter importance", 2014, section 4).
/// </summary>
sealed class ImportanceTrees
{
    const int SmallestLeaf = 2;

    readonly int[] _cells;
    readonly List<Node> _nodes = [];
    readonly List<int> _roots = [];
    readonly (int A, int B)[] _pairs;
    readonly double[] _sums = new double[64];
    readonly int[] _counts = new int[64];

    /// <param name="cells">Cells of each parameter.</param>
    /// <param name="pairs">The pairs whose joint means are wanted.</param>
    public ImportanceTrees(int[] cells, (int A, int B)[] pairs)
    {
        (_cells, _pairs) = (cells, pairs);
        var most = cells.Max();
        if (most > _sums.Length) (_sums, _counts) = (new double[most], new int[most]);
        Main = [.. cells.Select(count => new double[count])];
        Joint = [.. pairs.Select(pair => new double[(cells[pair.A] + 1) * (cells[pair.B] + 1)])];
    }

    /// <summary>Mean over everything.</summary>
    public double Mean { get; private set; }

    /// <summary>By parameter and cell: the mean over all other parameters.</summary>
    public double[][] Main { get; }

    /// <summary>By pair, with one row and column more than there are cells: the mean over all other parameters.</summary>
    public double[][] Joint { get; }

    /// <summary>Grows a tree from rows drawn again.</summary>
    public void Grow(int[][] rows, double[] values, int[] drawn, ref CounterGenerator generator)
    {
        var box = _cells.Select(cells => (Low: 0, High: cells)).ToArray();
        _roots.Add(Split(rows, values, drawn, box, ref generator));
    }

    /// <summary>Divides the sums over trees by their number and finishes the joint means.</summary>
    public void Finish()
    {
        Mean /= _roots.Count;
        foreach (var cells in Main)
            for (var cell = 0; cell < cells.Length; cell++) cells[cell] /= _roots.Count;
        for (var pair = 0; pair < _pairs.Length; pair++)
        {
            // Corners of boxes become boxes by sums along both directions.
            var (joint, rows, columns) = (Joint[pair], _cells[_pairs[pair].A], _cells[_pairs[pair].B] + 1);
            for (var at = 1; at < joint.Length; at++)
                if (at % columns != 0) joint[at] += joint[at - 1];
            for (var at = columns; at < joint.Length; at++) joint[at] += joint[at - columns];
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns - 1; column++) joint[row * columns + column] /= _roots.Count;
        }
    }

    /// <summary>The mean prediction of all trees for a point.</summary>
    public double At(ReadOnlySpan<int> point)
    {
        var sum = 0.0;
        foreach (var root in _roots)
        {
            var node = _nodes[root];
            while (node.Left >= 0) node = _nodes[point[node.Parameter] < node.Boundary ? node.Left : node.Right];
            sum += node.Value;
        }

        return sum / _roots.Count;
    }

    int Split(int[][] rows, double[] values, Span<int> drawn, (int Low, int High)[] box, ref CounterGenerator generator)
    {
        var sum = 0.0;
        foreach (var row in drawn) sum += values[row];
        var (parameter, boundary) = drawn.Length < 2 * SmallestLeaf ? (-1, 0) : Best(rows, values, drawn, box, sum, ref generator);
        if (parameter < 0) return Leaf(sum / drawn.Length, box);
        var left = 0;
        for (var at = 0; at < drawn.Length; at++)
            if (rows[drawn[at]][parameter] < boundary)
            {
                (drawn[left], drawn[at]) = (drawn[at], drawn[left]);
                left++;
            }

        var (low, high) = box[parameter];
        box[parameter] = (low, boundary);
        var first = Split(rows, values, drawn[..left], box, ref generator);
        box[parameter] = (boundary, high);
        var second = Split(rows, values, drawn[left..], box, ref generator);
        box[parameter] = (low, high);
        _nodes.Add(new Node(parameter, boundary, first, second, 0));
        return _nodes.Count - 1;
    }

    // The split after which squared errors are least, of a random two thirds of the parameters.
    (int Parameter, int Boundary) Best(int[][] rows, double[] values, ReadOnlySpan<int> drawn, (int Low, int High)[] box, double sum, ref CounterGenerator generator)
    {
        var order = Enumerable.Range(0, _cells.Length).ToArray();
        generator.Shuffle<int>(order);
        var (best, found) = (sum * sum / drawn.Length * (1 + 1e-12) + 1e-300, (-1, 0));
        var tried = 0;
        foreach (var parameter in order)
        {
            // What cannot be split further does not use up a try.
            if (tried > 0 && 3 * tried >= 2 * _cells.Length) break;
            var (low, high) = box[parameter];
            if (high - low < 2) continue;
            tried++;
            Array.Clear(_sums, low, high - low);
            Array.Clear(_counts, low, high - low);
            foreach (var row in drawn)
            {
                var cell = rows[row][parameter];
                _sums[cell] += values[row];
                _counts[cell]++;
            }

            var (left, count) = (0.0, 0);
            for (var cell = low; cell < high - 1; cell++)
            {
                if (_counts[cell] == 0) continue;
                left += _sums[cell];
                count += _counts[cell];
                if (count < SmallestLeaf) continue;
                if (drawn.Length - count < SmallestLeaf) break;
                var gain = left * left / count + (sum - left) * (sum - left) / (drawn.Length - count);
                if (gain <= best) continue;
                var next = cell + 1;
                while (_counts[next] == 0) next++;
                // Where between two values the border lies is not known.
                (best, found) = (gain, (parameter, cell + 1 + generator.NextInt(next - cell)));
            }
        }

        return found;
    }

    int Leaf(double value, (int Low, int High)[] box)
    {
        var volume = 1.0;
        for (var parameter = 0; parameter < box.Length; parameter++) volume *= Share(box, parameter);
        Mean += value * volume;
        for (var parameter = 0; parameter < box.Length; parameter++)
        {
            var part = value * volume / Share(box, parameter);
            for (var cell = box[parameter].Low; cell < box[parameter].High; cell++) Main[parameter][cell] += part;
        }

        for (var pair = 0; pair < _pairs.Length; pair++)
        {
            var (a, b) = _pairs[pair];
            var (columns, part) = (_cells[b] + 1, value * volume / Share(box, a) / Share(box, b));
            Joint[pair][box[a].Low * columns + box[b].Low] += part;
            Joint[pair][box[a].Low * columns + box[b].High] -= part;
            Joint[pair][box[a].High * columns + box[b].Low] -= part;
            Joint[pair][box[a].High * columns + box[b].High] += part;
        }

        _nodes.Add(new Node(0, 0, -1, -1, value));
        return _nodes.Count - 1;
    }

    double Share((int Low, int High)[] box, int parameter) => (double)(box[parameter].High - box[parameter].Low) / _cells[parameter];

    readonly record struct Node(int Parameter, int Boundary, int Left, int Right, double Value);
}
