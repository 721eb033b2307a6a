using MathNet.Numerics.LinearAlgebra;

namespace Assay.Studies.Frequency;

/// <summary>
/// An LSTM of 8 hidden units (489 parameters) written down instead of trained. It ignores S and keeps time: each tone has two
/// units whose state turns by 2 pi f / 1000 a row, and the selector starts them. It shows that the assignment's targets can be
/// had from its rows whatever the noise, to about 6.6e-5, and by a network of this kind and of this size.
/// </summary>
/// <remarks>
/// <para>
/// Forget gates stay shut and output gates open (biases of -20 and +20), so a pair follows h' = tanh(tanh(W h + b)). W is a
/// rotation by one row's angle and b puts its fixed point at distance <see cref="Radius"/> from 0, where tanh is nearly the
/// identity. What tanh takes from a circle of that radius, 1.5 radius^2 of its size a row, W gives back. The input gate opens
/// by the pair's own selector alone: an unselected pair is held at h = 0, off its fixed point, and so starts its circle at the
/// same phase each time.
/// </para>
/// <para>
/// The head is fitted by least squares. Its one bias is what h = 0 predicts for the row before a segment, -sin(2 pi f / 1000),
/// which is another number for each tone; that compromise is what remains of the error.
/// </para>
/// <para>
/// The clock knows the time since the selector switched, not the signal: on segments that start at any other phase than 0 it is
/// worse than predicting 0, about 1.
/// </para>
/// </remarks>
public sealed class ClockLstm : Baseline
{
    /// <summary>Hidden units, two for each tone.</summary>
    public const int HiddenSize = 8;

    /// <summary>Distance of a pair's fixed point from 0 and so the radius of its circle.</summary>
    public const double Radius = 1e-3;

    const float Saturated = 20;
    const int InputGate = 0, ForgetGate = 1, Candidate = 2, OutputGate = 3;

    readonly float[] _weightIh = new float[4 * HiddenSize * SignalSet.InputWidth];
    readonly float[] _weightHh = new float[4 * HiddenSize * HiddenSize];
    readonly float[] _biasIh = new float[4 * HiddenSize];
    readonly float[] _biasHh = new float[4 * HiddenSize];
    readonly float[] _headWeight = new float[HiddenSize];
    readonly float[] _headBias = new float[1];

    /// <summary>Writes the recurrent weights down and fits the affine head on the training targets.</summary>
    public ClockLstm(SignalSet train)
        : base("clock-lstm", "A hand-built 8-unit LSTM that ignores S and counts the time since the selector switched.")
    {
        for (var tone = 0; tone < Signal.Frequencies.Count; tone++)
            WritePair(tone);
        FitHead(train);
    }

    /// <summary>
    /// The parameters in PyTorch's names, layout and gate order (i, f, g, o), as a stateful LSTM with a linear head has them:
    /// weight_ih_l0 (32, 5), weight_hh_l0 (32, 8), bias_ih_l0 (32), bias_hh_l0 (32), head weight (1, 8), head bias (1). Copies.
    /// </summary>
    public IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Parameters => new Dictionary<string, (int[], float[])>
    {
        ["lstm.weight_ih_l0"] = ([4 * HiddenSize, SignalSet.InputWidth], [.. _weightIh]),
        ["lstm.weight_hh_l0"] = ([4 * HiddenSize, HiddenSize], [.. _weightHh]),
        ["lstm.bias_ih_l0"] = ([4 * HiddenSize], [.. _biasIh]),
        ["lstm.bias_hh_l0"] = ([4 * HiddenSize], [.. _biasHh]),
        ["head.weight"] = ([1, HiddenSize], [.. _headWeight]),
        ["head.bias"] = ([1], [.. _headBias]),
    };

    /// <summary>Number of parameters, 489.</summary>
    public int ParameterCount => Parameters.Values.Sum(parameter => parameter.Values.Length);

    /// <inheritdoc/>
    public override float[] Predict(SignalSet set)
    {
        var hidden = HiddenStates(set);
        var predictions = new float[set.Rows];
        for (var row = 0; row < set.Rows; row++)
        {
            var sum = _headBias[0];
            for (var unit = 0; unit < HiddenSize; unit++)
                sum += _headWeight[unit] * hidden[row * HiddenSize + unit];
            predictions[row] = sum;
        }
        return predictions;
    }

    void WritePair(int tone)
    {
        var angle = 2 * Math.PI * Signal.Frequencies[tone] / Signal.SampleRate;
        var gain = 1 + 1.5 * Radius * Radius;
        var (sin, cos) = (gain * Math.Sin(angle), gain * Math.Cos(angle));
        int first = 2 * tone, second = first + 1;

        SetRecurrent(first, first, cos);
        SetRecurrent(first, second, -sin);
        SetRecurrent(second, first, sin);
        SetRecurrent(second, second, cos);
        // b = (I - W) h* for the fixed point h* = (radius, 0).
        _biasIh[Gate(Candidate, first)] = (float)((1 - cos) * Radius);
        _biasIh[Gate(Candidate, second)] = (float)(-sin * Radius);

        for (var unit = first; unit <= second; unit++)
        {
            _biasIh[Gate(ForgetGate, unit)] = -Saturated;
            _biasIh[Gate(OutputGate, unit)] = Saturated;
            _biasIh[Gate(InputGate, unit)] = -Saturated;
            _weightIh[Gate(InputGate, unit) * SignalSet.InputWidth + 1 + tone] = 2 * Saturated;
        }
    }

    void SetRecurrent(int to, int from, double weight) => _weightHh[Gate(Candidate, to) * HiddenSize + from] = (float)weight;

    static int Gate(int gate, int unit) => gate * HiddenSize + unit;

    // Least squares of the targets on (h, 1), by the normal equations.
    void FitHead(SignalSet train)
    {
        const int Width = HiddenSize + 1;
        var hidden = HiddenStates(train);
        var gram = Matrix<double>.Build.Dense(Width, Width);
        var products = Vector<double>.Build.Dense(Width);
        var regressors = new double[Width];
        regressors[HiddenSize] = 1;
        for (var row = 0; row < train.Rows; row++)
        {
            for (var unit = 0; unit < HiddenSize; unit++)
                regressors[unit] = hidden[row * HiddenSize + unit] / Radius;
            for (var j = 0; j < Width; j++)
            {
                products[j] += regressors[j] * train.Targets[row];
                for (var k = 0; k < Width; k++)
                    gram[j, k] += regressors[j] * regressors[k];
            }
        }
        var head = gram.Cholesky().Solve(products);
        for (var unit = 0; unit < HiddenSize; unit++)
            _headWeight[unit] = (float)(head[unit] / Radius);
        _headBias[0] = (float)head[HiddenSize];
    }

    // The whole recurrence in float32, state carried over all rows: h of each row (rows, 8).
    float[] HiddenStates(SignalSet set)
    {
        var states = new float[set.Rows * HiddenSize];
        Span<float> hidden = stackalloc float[HiddenSize];
        Span<float> cell = stackalloc float[HiddenSize];
        Span<float> gates = stackalloc float[4 * HiddenSize];
        Span<float> input = stackalloc float[SignalSet.InputWidth];
        hidden.Clear();
        cell.Clear();
        for (var row = 0; row < set.Rows; row++)
        {
            set.WriteInput(row, input);
            for (var gate = 0; gate < gates.Length; gate++)
            {
                var sum = _biasIh[gate] + _biasHh[gate];
                for (var i = 0; i < input.Length; i++)
                    sum += _weightIh[gate * input.Length + i] * input[i];
                for (var unit = 0; unit < HiddenSize; unit++)
                    sum += _weightHh[gate * HiddenSize + unit] * hidden[unit];
                gates[gate] = sum;
            }
            for (var unit = 0; unit < HiddenSize; unit++)
            {
                cell[unit] = Sigmoid(gates[Gate(ForgetGate, unit)]) * cell[unit]
                    + Sigmoid(gates[Gate(InputGate, unit)]) * MathF.Tanh(gates[Gate(Candidate, unit)]);
                hidden[unit] = Sigmoid(gates[Gate(OutputGate, unit)]) * MathF.Tanh(cell[unit]);
            }
            hidden.CopyTo(states.AsSpan(row * HiddenSize));
        }
        return states;
    }

    static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
