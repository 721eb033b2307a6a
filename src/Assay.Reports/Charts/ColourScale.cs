using System.Globalization;

namespace Assay.Reports;

/// <summary>
/// Colours for continuous values, readable in light and dark and without colour vision: from dark blue over green to yellow, or for signed
/// values from blue over grey to orange with zero in the middle.
/// </summary>
sealed class ColourScale
{
    // Lightness rises evenly from the first to the last.
    static readonly (int R, int G, int B)[] Rising =
        [(68, 1, 84), (71, 45, 123), (59, 82, 139), (44, 114, 142), (33, 145, 140), (40, 174, 128), (94, 201, 98), (173, 220, 48), (253, 231, 37)];

    static readonly (int R, int G, int B)[] Signed =
        [(0, 90, 160), (63, 140, 200), (150, 190, 220), (222, 224, 226), (240, 190, 145), (226, 130, 60), (180, 75, 0)];

    readonly (int R, int G, int B)[] _anchors;

    /// <summary>A scale over the finite values; limits given are kept, a signed scale reaches equally far to both sides of zero, and a falling one is darkest at its highest value.</summary>
    public ColourScale(IEnumerable<double> values, bool signed, double? low, double? high, bool falling = false)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            if (Axis.CanShow(value, log: false)) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        if (least > most) (least, most) = (0, 1);
        (Low, High) = (low ?? least, high ?? most);
        if (signed) (Low, High) = (-Math.Max(Math.Abs(Low), Math.Abs(High)), Math.Max(Math.Abs(Low), Math.Abs(High)));
        if (!(High > Low)) (Low, High) = (Low - 0.5, Low + 0.5);
        _anchors = falling ? [.. Rising.Reverse()] : signed ? Signed : Rising;
    }

    public double Low { get; }
    public double High { get; }

    /// <summary>The colour of a value as #rrggbb; values beyond the limits take the last colour.</summary>
    public string At(double value)
    {
        var place = Math.Clamp((value - Low) / (High - Low), 0, 1) * (_anchors.Length - 1);
        var below = Math.Min((int)place, _anchors.Length - 2);
        var (a, b, share) = (_anchors[below], _anchors[below + 1], place - below);
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(a.R, b.R):x2}{Mix(a.G, b.G):x2}{Mix(a.B, b.B):x2}");
        int Mix(int from, int to) => (int)Math.Round(from + share * (to - from));
    }

    /// <summary>Draws the scale as an upright bar with its values to the right and its title above.</summary>
    public void Draw(SvgCanvas canvas, double x, double top, double bottom, string title)
    {
        const int Slices = 48;
        const double Thickness = 14;
        var height = (bottom - top) / Slices;
        // Slices overlap a little, or thin lines of the background shine through.
        for (var slice = 0; slice < Slices; slice++)
            canvas.Tile(x, bottom - (slice + 1) * height, Thickness, height + (slice == 0 ? 0 : 0.5), At(Low + (slice + 0.5) / Slices * (High - Low)));
        var axis = Axis.Over([Low, High], false, bottom, top, tight: true, ticks: 5);
        foreach (var tick in axis.Ticks)
        {
            canvas.Line(x + Thickness, axis.At(tick), x + Thickness + 4, axis.At(tick), "axis");
            canvas.Text(x + Thickness + 7, axis.At(tick) + 4, axis.Label(tick), "soft small");
        }

        canvas.Text(x, top - 8, title, "soft small");
    }

    /// <summary>The room that the bar's values take to its right, itself included.</summary>
    public double Room(string title)
    {
        var axis = Axis.Over([Low, High], false, 100, 0, tight: true, ticks: 5);
        return Math.Max(24 + axis.Ticks.Select(tick => SvgCanvas.WidthOf(axis.Label(tick), 11)).DefaultIfEmpty(0).Max(), SvgCanvas.WidthOf(title, 11));
    }
}
