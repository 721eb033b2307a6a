using System.Numerics.Tensors;
using Assay.Runs;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.Poetry;

/// <summary>Sums up the attention weights of every decode step of every window, head by head.</summary>
sealed class AttentionAnalysis
{
    readonly PoetryArchitecture _architecture;
    readonly int _example, _heads, _steps, _keys;
    readonly double[] _entropy, _share, _sharpness, _diversity;
    readonly double[,,] _weights;
    readonly double[][] _shown;
    readonly int[] _counts;

    public AttentionAnalysis(PoetryArchitecture architecture, PoetryWindows windows)
    {
        (_architecture, _heads, _steps) = (architecture, architecture.Heads, windows.Window);
        _keys = architecture.Attend == AttendTo.Encoder ? windows.Window : architecture.Slots;
        (_entropy, _share, _sharpness, _diversity) = (new double[_heads], new double[_heads], new double[_heads], new double[_heads]);
        (_weights, _counts) = (new double[_heads, _steps, _keys], new int[_steps]);
        // The first of the longest windows.
        for (var i = 1; i < windows.Count; i++)
            if (windows.Ids[i].Length > windows.Ids[_example].Length) _example = i;
        _shown = [.. Enumerable.Range(0, windows.Ids[_example].Length).Select(_ => new double[KeysOf(windows.Ids[_example].Length)])];
    }

    /// <summary>Takes in a run of decode steps of a batch; steps after a window's last token do not count.</summary>
    /// <param name="first">The batch's first window.</param>
    /// <param name="lengths">Tokens of its windows.</param>
    /// <param name="begin">The run's first step.</param>
    /// <param name="weights">(batch, heads, run, keys).</param>
    public void Add(int first, int[] lengths, int begin, Tensor weights)
    {
        var (run, all) = (weights.Dim(2), weights.Dim(3));
        for (var i = 0; i < lengths.Length; i++)
            for (var step = begin; step < Math.Min(begin + run, lengths[i]); step++)
                Add(first + i, KeysOf(lengths[i]), step, weights.Span.Slice(((i * _heads * run) + step - begin) * all), run * all);
    }

    // The rows of one step, one a head, so many floats apart.
    void Add(int window, int keys, int step, ReadOnlySpan<float> rows, int stride)
    {
        _counts[step]++;
        for (var head = 0; head < _heads; head++)
        {
            var row = rows.Slice(head * stride, keys);
            var entropy = 0.0;
            for (var key = 0; key < keys; key++)
            {
                if (row[key] > 0) entropy -= row[key] * Math.Log(row[key]);
                _weights[head, step, key] += row[key];
                if (window == _example) _shown[step][key] += row[key] / (double)_heads;
            }
            _entropy[head] += entropy;
            _share[head] += keys > 1 ? entropy / Math.Log(keys) : 0;
            _sharpness[head] += TensorPrimitives.Max(row);
            for (var other = 0; other < _heads; other++)
                if (other != head) _diversity[head] += (1 - TensorPrimitives.CosineSimilarity(row, rows.Slice(other * stride, keys))) / (_heads - 1.0);
        }
    }

    /// <summary>Means over the heads, by metric.</summary>
    public Dictionary<string, double> Metrics() => new()
    {
        ["test/attention/entropy"] = Means(_entropy).Average(), ["test/attention/entropy/share"] = Means(_share).Average(),
        ["test/attention/sharpness"] = Means(_sharpness).Average(), ["test/attention/diversity"] = Means(_diversity).Average(),
    };

    /// <summary>All of it.</summary>
    /// <param name="data">Whose test windows were decoded.</param>
    /// <param name="named">Of each window the nearest words of what was written.</param>
    public AttentionStatistics Statistics(PoetryData data, int[][] named)
    {
        var tokens = data.Table.Vocabulary.Tokens;
        return new AttentionStatistics
        {
            Key = _architecture.Attend == AttendTo.Encoder ? "encoder state" : "slot",
            Entropy = Rounded.Values(Means(_entropy)), EntropyShare = Rounded.Values(Means(_share)),
            Sharpness = Rounded.Values(Means(_sharpness)), Diversity = Rounded.Values(Means(_diversity)),
            Weights = [.. Enumerable.Range(0, _heads).Select(head => Enumerable.Range(0, _steps).Where(step => _counts[step] > 0)
                .Select(step => Rounded.Values(Enumerable.Range(0, _keys).Select(key => _weights[head, step, key] / _counts[step]))).ToArray())],
            Example = new AttentionExample
            {
                Item = PoemScores.Name(data, data.Test.Chunks[_example].Poem), Read = [.. data.Test.Ids[_example].Select(id => tokens[id])],
                Written = [.. named[_example].Select(id => tokens[id])], Weights = [.. _shown.Select(row => Rounded.Values(row))],
            },
        };
    }

    int KeysOf(int tokens) => _architecture.Attend == AttendTo.Encoder ? tokens : _architecture.Slots;

    IEnumerable<double> Means(double[] sums) => sums.Select(sum => sum / Math.Max(1, _counts.Sum()));
}
