namespace Assay.Reports;

/// <summary>The look of every chart: the Okabe-Ito colours, which stay apart for colour-blind readers, and dashes beside them.</summary>
static class ChartStyle
{
    /// <summary>How many series look different before the colours repeat.</summary>
    public const int Colours = 7;

    // Plain values, no custom properties: viewers other than browsers read these rules too.
    public const string Css = """
        .chart{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12px}
        .chart .paper{fill:#ffffff}
        .chart .name{fill:#16202b;font-size:14px;font-weight:600}
        .chart .ink{fill:#2b3743}
        .chart .soft{fill:#5a6773}
        .chart .small{font-size:11px}
        .chart .grid{stroke:#e6eaee}
        .chart .axis{stroke:#9aa5b0}
        .chart .reference{stroke:#6d7984;stroke-dasharray:6 4}
        .chart .leader{stroke:#b4bdc6}
        .chart .line{fill:none;stroke-width:1.9;stroke-linejoin:round;stroke-linecap:round}
        .chart .dots{fill:none;stroke-width:3.4;stroke-linecap:round}
        .chart .background{stroke-width:1;stroke-opacity:.38}
        .chart .whisker{stroke:#16202b;stroke-width:1.4}
        .chart .interval{stroke-width:5;stroke-opacity:.3}
        .chart .box{stroke-width:6;stroke-opacity:.45}
        .chart .bin{fill-opacity:.45}
        .chart .mean{stroke:#16202b;stroke-width:2.4}
        .chart .stripe{fill:#f4f6f8}
        .chart .strand{fill:none;stroke-width:1.3;stroke-opacity:.75;stroke-linejoin:round;stroke-linecap:round}
        .chart .halo{paint-order:stroke;stroke:#ffffff;stroke-width:3px;stroke-linejoin:round}
        .chart .faint{fill-opacity:.45;stroke-width:0}
        .chart .band{fill-opacity:.18}
        .chart .tile{shape-rendering:crispEdges}
        .chart .spot{stroke:#ffffff;stroke-width:.8}
        .chart .ring{fill:none;stroke-width:2}
        .chart .frame{fill:none;stroke:#c5ccd3}
        .chart .dash1{stroke-dasharray:7 4}
        .chart .dash2{stroke-dasharray:2 4}
        .chart .c0{stroke:#0072b2}.chart .c1{stroke:#d55e00}.chart .c2{stroke:#009e73}.chart .c3{stroke:#b8558f}
        .chart .c4{stroke:#b27c00}.chart .c5{stroke:#3f9fdb}.chart .c6{stroke:#6d7984}
        .chart .f0{fill:#0072b2}.chart .f1{fill:#d55e00}.chart .f2{fill:#009e73}.chart .f3{fill:#b8558f}
        .chart .f4{fill:#b27c00}.chart .f5{fill:#3f9fdb}.chart .f6{fill:#9aa5b0}
        .chart .missing{fill:#d9dee3}
        @media (prefers-color-scheme:dark){
        .chart .paper{fill:#161c23}
        .chart .name{fill:#eef2f6}
        .chart .ink{fill:#d5dce3}
        .chart .soft{fill:#a3afba}
        .chart .grid{stroke:#2a333d}
        .chart .axis{stroke:#66727e}
        .chart .reference{stroke:#95a1ad}
        .chart .leader{stroke:#4b5763}
        .chart .whisker{stroke:#eef2f6}
        .chart .mean{stroke:#eef2f6}
        .chart .halo{stroke:#161c23}
        .chart .stripe{fill:#1b232b}
        .chart .spot{stroke:#161c23}
        .chart .frame{stroke:#3b4652}
        .chart .c0{stroke:#56b4e9}.chart .c1{stroke:#f08a45}.chart .c2{stroke:#2fc79a}.chart .c3{stroke:#e39cc6}
        .chart .c4{stroke:#e8b93c}.chart .c5{stroke:#9fd3f2}.chart .c6{stroke:#a3afba}
        .chart .f0{fill:#56b4e9}.chart .f1{fill:#f08a45}.chart .f2{fill:#2fc79a}.chart .f3{fill:#e39cc6}
        .chart .f4{fill:#e8b93c}.chart .f5{fill:#9fd3f2}.chart .f6{fill:#7c8893}
        .chart .missing{fill:#39434e}
        }

        """;

    /// <summary>The classes of a series' line: a colour, and from the third series on a dash.</summary>
    public static string Stroke(int index) => (index % 3) switch
    {
        1 => $"c{index % Colours} dash1",
        2 => $"c{index % Colours} dash2",
        _ => $"c{index % Colours}",
    };
}
