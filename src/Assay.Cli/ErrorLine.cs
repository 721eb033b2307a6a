namespace Assay.Cli;

/// <summary>An exception as one line for the user.</summary>
static class ErrorLine
{
    public static string Of(Exception error)
    {
        var text = string.Join(' ', error.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (error is ArgumentException { ParamName: { } name }) text = text.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        return IsExpected(error) ? text : $"internal error, {error.GetType().Name}{Place(error)}: {text}";
    }

    static bool IsExpected(Exception error) => error is not ObjectDisposedException and (UsageException or ArgumentException or IOException or InvalidDataException
        or UnauthorizedAccessException or InvalidOperationException or OutOfMemoryException);

    static string Place(Exception error) =>
        error.TargetSite is { DeclaringType: { } type } method ? $" in {type.FullName}.{method.Name}" : "";
}
