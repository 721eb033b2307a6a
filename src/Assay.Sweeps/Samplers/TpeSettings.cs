namespace Assay.Sweeps;

sealed record TpeSettings
{
    public int Startup { get; init; } = 10;
    public int Candidates { get; init; } = 24;
    public bool Quasi { get; init; } = true;
    public double GammaLinear { get; init; } = 0.1;
    public double GammaRoot { get; init; }
    public int GammaMost { get; init; } = 25;
    public double GoodScale { get; init; } = 0.2;
    public double BadScale { get; init; } = 0.2;
    public bool GoodSpread { get; init; }
    public bool BadSpread { get; init; }
    public double SpreadPower { get; init; } = 1;
    public double GoodFloor { get; init; } = 0.01;
    public double BadFloor { get; init; } = 0.01;
    public double ChoiceGood { get; init; } = 0.2;
    public double ChoiceBad { get; init; } = 0.2;
    public double Prior { get; init; } = 1;
    public double PriorBad { get; init; } = 1;
    public bool RankWeights { get; init; }
    public int Ramp { get; init; } = 25;
    public int BranchStartup { get; init; } = 4;
    public double CellFloor { get; init; } = 0.5;
}
