namespace Assay.Data.Numpy;

/// <summary>What the elements of a NumPy array are.</summary>
public enum NpyKind
{
    /// <summary>Numbers of 2, 4 or 8 bytes with a fraction.</summary>
    Float,

    /// <summary>Whole numbers of 1 to 8 bytes with a sign.</summary>
    Integer,

    /// <summary>Whole numbers of 1 to 8 bytes without one; also truth values, of one byte.</summary>
    Unsigned,

    /// <summary>Texts of a fixed number of characters, four bytes each.</summary>
    Unicode,

    /// <summary>Texts of a fixed number of bytes.</summary>
    Bytes,
}
