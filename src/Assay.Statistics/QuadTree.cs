namespace Assay.Statistics;

/// <summary>
/// Points of a plane in cells that are cut in four, so that far points count as one (Barnes, Hut: "A hierarchical O(N log N)
/// force-calculation algorithm", 1986). Coordinates lie as x, y, x, y.
/// </summary>
sealed class QuadTree
{
    // Points that share a cell of this depth lie in one place, as far as double can tell.
    const int Deepest = 48;

    readonly List<Cell> _cells = [];

    public QuadTree(ReadOnlySpan<double> points)
    {
        var (lowX, lowY, highX, highY) = (points[0], points[1], points[0], points[1]);
        for (var index = 0; index < points.Length; index += 2)
        {
            (lowX, highX) = (Math.Min(lowX, points[index]), Math.Max(highX, points[index]));
            (lowY, highY) = (Math.Min(lowY, points[index + 1]), Math.Max(highY, points[index + 1]));
        }

        var side = Math.Max(Math.Max(highX - lowX, highY - lowY), double.Epsilon);
        _cells.Add(new Cell(lowX, lowY, side));
        for (var index = 0; index < points.Length; index += 2) Insert(points[index], points[index + 1]);
        foreach (var cell in _cells) cell.Finish();
    }

    /// <summary>
    /// What all other points do to one at (x, y): the sums of w^2 (x - x_j) and w^2 (y - y_j), and of w, for w = 1 / (1 + d^2). A cell
    /// counts as one point where its side is smaller than <paramref name="angle"/> times its distance.
    /// </summary>
    public (double X, double Y, double Weight) Repulsion(double x, double y, double angle)
    {
        Span<int> stack = stackalloc int[4 * (Deepest + 2)];
        var (sumX, sumY, weights, top) = (0.0, 0.0, 0.0, 0);
        stack[top++] = 0;
        while (top > 0)
        {
            var cell = _cells[stack[--top]];
            if (cell.Count == 0) continue;
            var (dx, dy) = (x - cell.X, y - cell.Y);
            var square = dx * dx + dy * dy;
            if (cell.Children < 0 || cell.Side * cell.Side < angle * angle * square)
            {
                var weight = 1 / (1 + square);
                weights += cell.Count * weight;
                var force = cell.Count * weight * weight;
                sumX += force * dx;
                sumY += force * dy;
            }
            else
            {
                for (var child = 0; child < 4; child++) stack[top++] = cell.Children + child;
            }
        }

        // The point itself was met too, in a leaf of its own place: weight 1, no force.
        return (sumX, sumY, weights - 1);
    }

    void Insert(double x, double y)
    {
        var index = 0;
        for (var depth = 0; ; depth++)
        {
            var cell = _cells[index];
            if (cell.Children < 0)
            {
                if (cell.Count == 0 || depth == Deepest || (cell.X == x && cell.Y == y))
                {
                    cell.Add(x, y, 1);
                    return;
                }

                Divide(cell);
            }

            cell.Add(x, y, 1);
            index = cell.ChildAt(x, y);
        }
    }

    void Divide(Cell cell)
    {
        var half = cell.Side / 2;
        cell.Children = _cells.Count;
        for (var child = 0; child < 4; child++)
            _cells.Add(new Cell(cell.Left + (child & 1) * half, cell.Top + (child >> 1) * half, half));
        _cells[cell.ChildAt(cell.X, cell.Y)].Add(cell.X, cell.Y, cell.Count);
    }

    sealed class Cell(double left, double top, double side)
    {
        public readonly double Left = left, Top = top, Side = side;
        public int Children = -1;
        public int Count;
        public double SumX, SumY;

        /// <summary>The place of a leaf's points; the mean of all once the tree is finished.</summary>
        public double X, Y;

        public void Add(double x, double y, int count)
        {
            if (Count == 0) (X, Y) = (x, y);
            Count += count;
            SumX += count * x;
            SumY += count * y;
        }

        public int ChildAt(double x, double y) =>
            Children + (x >= Left + Side / 2 ? 1 : 0) + (y >= Top + Side / 2 ? 2 : 0);

        public void Finish()
        {
            if (Count > 0) (X, Y) = (SumX / Count, SumY / Count);
        }
    }
}
