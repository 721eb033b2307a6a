namespace Assay.Cli;

/// <summary>What is done about what the rules find while training goes on.</summary>
enum WatchMode
{
    /// <summary>Nobody looks.</summary>
    Off,

    /// <summary>It is said.</summary>
    Warn,

    /// <summary>It is said, and what is grave and persists ends the training.</summary>
    Stop,

    /// <summary>As <see cref="Stop"/>, and then remedies are tried.</summary>
    Repair,
}
