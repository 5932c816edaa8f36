using System.Globalization;
using ModelLang.Runtime;

namespace ModelLang.Benchmarks;

/// <summary>Times of one product of weights with what the sources send; the works and numbers of reference/network.c.</summary>
internal static class NetworkTimes
{
    /// <summary>Gives the dense network of QIF nodes its weights and initial values; other models need nothing.</summary>
    public static void Prepare(Simulator simulator)
    {
        const int Units = 100;
        if (simulator.Description.Arrays.Count == 0)
        {
            return;
        }

        simulator.SetArray(0, new ArrayData(
            Units, Units, [.. Enumerable.Range(0, Units * Units).Select(i => 15.0 / Units * (0.5 + (i * 7919 % 1000 / 1000.0)))], "computed"));
        simulator.Reset();
        int v = simulator.StateLayout.Offset(1);
        for (int i = 0; i < Units; i++)
        {
            simulator.State[v + i] = -2 + (0.001 * i);
        }
    }

    /// <summary>Prints microseconds a product and the sum of the result.</summary>
    /// <param name="work">"dense", "sparse" or "delayed".</param>
    /// <param name="units">Number of sources and of targets.</param>
    /// <param name="products">How many.</param>
    public static void Report(string work, int units, int products)
    {
        double[] x = [.. Enumerable.Range(0, units).Select(i => 0.01 * i)];
        double[] y = new double[units];
        Action<int> product;
        if (work == "delayed")
        {
            product = Delayed(units, y);
        }
        else
        {
            ConnectionPattern pattern = work == "dense" ? ConnectionPattern.AllToAll(units, units) : Spread(units, 100);
            Connection connection = Connection.Create(pattern, Weights(pattern.Count));
            product = _ =>
            {
                connection.Multiply(x, y);
                x[0] = 1e-9 * y[0];
            };
        }

        double microseconds = 0;
        for (int round = 0; round < 4; round++)
        {
            ProcessorTime time = ProcessorTime.Start();
            for (int p = 0; p < products; p++)
            {
                product(p);
            }

            microseconds = time.Nanoseconds / 1000 / products;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{microseconds:F4} {y.Sum():G9}"));
    }

    // A number of sources for each target, at irregular distances.
    private static ConnectionPattern Spread(int units, int k)
    {
        int[] target = [.. Enumerable.Range(0, units * k).Select(c => c / k)];
        int[] source = [.. Enumerable.Range(0, units * k).Select(c => (int)((((long)(c % k) * units) + ((long)c * 7919 % units)) / k))];
        return ConnectionPattern.FromList(source, target, units, units);
    }

    private static double[] Weights(int count) => [.. Enumerable.Range(0, count).Select(c => (((long)c * 7919 % 1000) - 400) / 1000.0)];

    // Delays of 10 to 260 steps over a past that rises by 0.001 a step.
    private static Action<int> Delayed(int units, double[] y)
    {
        ConnectionPattern pattern = ConnectionPattern.AllToAll(units, units);
        double[] delays = [.. Enumerable.Range(0, pattern.Count).Select(c => 10 + (250 * ((long)c * 7907 % 100003 / 100003.0)))];
        Ramp ramp = new(units, new DelayedConnection(pattern, Weights(pattern.Count), delays));
        SolutionCursor.Create(ramp, new IntegrationSettings { Step = 1 }).AdvanceTo(300);
        return p => ramp.Product(p, y);
    }

    /// <summary>A system whose states rise slowly, read with delays.</summary>
    private sealed class Ramp : Simulator, IFixedStepKernel
    {
        private readonly DelayedConnection _connection;

        public Ramp(int units, DelayedConnection connection)
            : base(units)
        {
            _connection = connection;
            Reset();
        }

        public override SystemDescription Description { get; } = new() { Name = "ramp", Method = "Euler" };

        protected override int SignalCount => State.Length;

        // Two times in turn, as the sums at one time are kept.
        public void Product(int p, double[] y) => _connection.Multiply(Past, 0, Time - (p & 1), State, y);

        public void Advance(double start, double dt, long first, long steps)
        {
            for (long n = 0; n < steps; n++)
            {
                foreach (ref double x in State)
                {
                    x += 0.001 * dt;
                }
            }
        }

        public override void Reset()
        {
            for (int i = 0; i < State.Length; i++)
            {
                State[i] = 0.01 * i;
            }
        }

        public override void Derivative(double t, ReadOnlySpan<double> y, Span<double> dydt) => dydt.Fill(0.001);

        public override double GetParameter(int index) => throw new NotSupportedException();

        public override void SetParameter(int index, double value) => throw new NotSupportedException();

        public override double GetInput(int index) => throw new NotSupportedException();

        public override void SetInput(int index, double value) => throw new NotSupportedException();

        public override void Jacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian) => throw new NotSupportedException();

        public override void Observe(double t, ReadOnlySpan<double> y, Span<double> values) => throw new NotSupportedException();

        protected override void Signals(double t, ReadOnlySpan<double> y, Span<double> signals) => y.CopyTo(signals);

        protected override void CollectDelays(DelayList delays) => _connection.CollectDelays(delays, "of the ramp");
    }
}
