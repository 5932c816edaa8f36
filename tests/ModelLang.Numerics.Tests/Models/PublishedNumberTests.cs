using System.Numerics;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>
/// Fixed points, eigenvalues and periods of the library's models. The numbers were computed independently (Newton's method on
/// differences, DOP853 at a relative tolerance of 1e-13) or follow from closed forms.
/// </summary>
public sealed class PublishedNumberTests
{
    private const double Accuracy = 1e-9;

    [Fact]
    public void Wilson_Cowan_without_offset_has_an_unstable_focus()
    {
        Simulator simulator = Compile("time ms\nimport std.wilson_cowan (wilson_cowan)", "wilson_cowan");
        SolveFrom(simulator, 0.2, 0.2);

        Near([0.230549133332, 0.176322761157], simulator.State);
        IsEigenvalue(simulator, new Complex(0.051152707688, 0.327305014949));
    }

    [Fact]
    public void Wilson_Cowan_of_1972_has_an_unstable_focus()
    {
        Simulator simulator = Compile("time ms\nimport std.wilson_cowan (wilson_cowan_1972)", "wilson_cowan_1972");
        SolveFrom(simulator, 0.2, 0.1);

        Near([0.202365057291, 0.107971932489], simulator.State);
        IsEigenvalue(simulator, new Complex(0.014936892807, 0.235418680885));
    }

    [Theory]
    [InlineData(0, -0.08, -0.006, -0.088473793431, -0.006233433046)]
    [InlineData(0, 0.06, 0.03, 0.065569292702, 0.029175152278)]
    [InlineData(1, 0.15, 0.15, 0.152559844501, 0.142625200271)]
    [InlineData(2, 0.2, 0.2, 0.205151799023, 0.238552057789)]
    [InlineData(3, 0.25, 0.3, 0.255945341108, 0.332445744412)]
    public void Wilson_Cowan_with_equal_weights_rests(double ext, double guessE, double guessI, double e, double i)
    {
        const string Text = """
            time ms
            import std.wilson_cowan (wc)
            circuit equal {
              node E : wc
              node I : wc { slope = 2, theta = 2.5 }
              connect [E.r, I.r] -> [E.u, I.u] by matrix([[15, -15], [15, -4]], rows = target)
            }
            """;
        Simulator simulator = Compile(Text, "equal");
        SetInput(simulator, "E.ext", ext);
        SolveFrom(simulator, guessE, guessI);

        Near([e, i], simulator.State, 1e-8);
    }

    [Theory]
    [InlineData(0, -2, 0.08, 0.9011005142887, 0.08113444195)]
    [InlineData(0, -1, 0.5, 0.2356105093043, 0.472980340685)]
    [InlineData(0, -0.1, 1, 0.5289524445309, 1.030596798838)]
    [InlineData(3, -0.1, 1.4, 0.6238808361335, 1.373244098482)]
    public void Theta_population_has_two_stable_states_and_a_saddle(double input, double v, double rate, double modulus, double r)
    {
        Simulator simulator = Compile("import std.theta (theta_recurrent)", "theta_recurrent");
        SetInput(simulator, "p.I_ext", input);
        Complex w = Math.PI * rate + Complex.ImaginaryOne * v; // the guess, in the variables of the QIF population
        Complex z = Complex.Conjugate((1 - w) / (1 + w));
        SolveFrom(simulator, z.Real, z.Imaginary);

        Near([modulus, r], [Math.Sqrt(Observe(simulator, "p.z.re", "p.z.im").Sum(x => x * x)), Observe(simulator, "p.r")[0]]);
    }

    [Fact]
    public void Theta_states_have_the_eigenvalues_of_the_QIF_population()
    {
        Simulator simulator = Compile("time ms\nimport std.qif (qif_mf)\ncircuit c {\n node p : qif_mf { tau = 1 ms }\n edge p.r -> p.r_in { weight = 15 }\n}", "c");
        SolveFrom(simulator, 0.08, -2);
        Near([0.08113444195, -1.961619988583], simulator.State);
        IsEigenvalue(simulator, -2.448738426);
        IsEigenvalue(simulator, -5.397741528);

        SolveFrom(simulator, 1, -0.1);
        Near([1.030596798838, -0.154429883026], simulator.State);
        IsEigenvalue(simulator, new Complex(-0.308859766, 3.318628982));
    }

    [Fact]
    public void Gap_junctions_rest_below_the_Hopf_point_and_oscillate_beyond_it()
    {
        Simulator simulator = Compile("time ms\nimport std.qif (qif_gap_recurrent)", "qif_gap_recurrent");
        SolveFrom(simulator, 0.014, 0.15);
        Near([0.013897511448, 0.15643861417], simulator.State);

        SetInput(simulator, "p.I_ext", 0.443415590276);
        SolveFrom(simulator, 0.019, 0.25);
        Near([0.0190985932, 0.25], simulator.State, 1e-8);
        IsEigenvalue(simulator, new Complex(0, 0.1865966554));

        SetInput(simulator, "p.I_ext", 2);
        simulator.State[0] *= 1.5;
        Near(20.3337557188, Cycle.Period(simulator, "p.v", 20 / 4096.0, transient: 1000));
    }

    [Fact]
    public void Conductance_population_rests()
    {
        const string Text = """
            time ms
            import std.qif (qif_conductance)
            circuit c {
              node p : qif_conductance { tau = 1 ms, eta = 2, g = 5 ms^-1, tau_s = 2 ms }
              edge p.r -> p.r_in
            }
            """;
        Simulator simulator = Compile(Text, "c");
        SolveFrom(simulator, 0.1, -0.8, 0.2);
        Near([0.1150586728, -0.807956930999, 0.230117345599], simulator.State);

        SetInput(simulator, "p.I_ext", 4);
        SolveFrom(simulator, 0.18, 0.06, 0.37);
        Near([0.184935147694, 0.064077063336, 0.369870295389], simulator.State);
    }

    [Theory]
    [InlineData("wilson_cowan", "E.r", 41.6664541266)]
    [InlineData("wilson_cowan_1972", "E.r", 40.0272874389)]
    public void Wilson_Cowan_oscillates(string circuit, string variable, double period)
    {
        Simulator simulator = Compile($"time ms\nimport std.wilson_cowan ({circuit})", circuit);

        Near(period, Cycle.Period(simulator, variable, 40 / 8192.0, transient: 4000));
    }

    [Fact]
    public void Neural_masses_share_their_fixed_point_and_only_the_second_oscillates()
    {
        double[] rest = [0.056011953166, -0.378859473372, 0.056011953166, 0];
        Simulator second = Compile("time ms\nimport std.nmm (nmm2_recurrent)", "nmm2_recurrent");
        SolveFrom(second, 0.05, -0.4, 0.05, 0);
        Near(rest, second.State);
        IsEigenvalue(second, new Complex(0.063373132176, 0.434163630589));
        IsEigenvalue(second, new Complex(-0.664402325068, 0.347273411969));

        Simulator first = Compile("time ms\nimport std.nmm (nmm1_recurrent)", "nmm1_recurrent");
        SolveFrom(first, 0.05, 0);
        Near([rest[0], 0], first.State);
        IsEigenvalue(first, new Complex(-0.5, 0.746368878191));
    }

    // The source gives the first frequency to ten digits, the others to eight.
    [Theory]
    [InlineData(-20, 10, 71.40491132, Accuracy)]
    [InlineData(-10, 10, 84.967064, 1e-7)]
    [InlineData(-30, 10, 65.711673, 1e-7)]
    [InlineData(-50, 10, 60.748026, 1e-7)]
    [InlineData(-20, 8, 64.570484, 1e-7)]
    [InlineData(-20, 15, 86.575977, 1e-7)]
    [InlineData(-20, 20, 100.68471, 1e-7)]
    public void Inhibitory_NMM2_oscillates(double c, double eta, double frequency, double accuracy)
    {
        Simulator simulator = Compile("time ms\nimport std.nmm (nmm2_recurrent)", "nmm2_recurrent");
        SetParameter(simulator, "C", c);
        SetParameter(simulator, "p.pop.eta", eta);
        double period = Cycle.Period(simulator, "p.pop.v", 14 / 8192.0, transient: 2000);

        Near(frequency, 1000 / period, accuracy);
    }

    [Theory]
    [InlineData(220, 10.93802873)]
    [InlineData(120, 10.46826757)]
    [InlineData(150, 10.62312566)]
    [InlineData(300, 11.13732121)]
    public void Jansen_Rit_shows_an_alpha_rhythm(double p, double frequency)
    {
        Simulator simulator = Compile("time s\nimport std.jansen_rit (jansen_rit_lumped)", "jansen_rit_lumped");
        SetInput(simulator, "p", p);
        SolveFrom(simulator, 0.11, 0, 24, 0, 17, 0);
        simulator.State[2] += 0.1;

        Near(frequency, 1 / Cycle.Period(simulator, "y1", 0.09 / 1024, transient: 120), 2e-9);
    }

    [Fact]
    public void Jansen_Rit_from_parts_shows_the_same_rhythm()
    {
        Simulator simulator = Compile("time s\nimport std.jansen_rit (jansen_rit)", "jansen_rit");

        Near(0.0914241518926, Cycle.Period(simulator, "pc.exc.y", 0.09 / 2048, transient: 40));
    }

    [Fact]
    public void Jansen_Rit_has_an_unstable_focus()
    {
        Simulator simulator = Compile("time s\nimport std.jansen_rit (jansen_rit_lumped)", "jansen_rit_lumped");
        SolveFrom(simulator, 0.11, 0, 24, 0, 17, 0);

        Near([0.113888588627, 24.6083847253, 17.0880947743, 7.52028995097], Observe(simulator, "y0", "y1", "y2", "eeg"));
        IsEigenvalue(simulator, new Complex(0.83318529, 70.24609), 2e-7);
    }

    [Theory]
    [InlineData(0.1, 6.28711127229)]
    [InlineData(0.5, 6.38067580177)]
    [InlineData(1, 6.66328685932)]
    [InlineData(2, 7.62987447967)]
    [InlineData(5, 11.6122306677)]
    [InlineData(10, 19.0783695669)]
    public void Van_der_Pol_period_grows_with_damping(double mu, double period)
    {
        Simulator simulator = Compile("import std.oscillators (van_der_pol)", "van_der_pol");
        SetParameter(simulator, "mu", mu);

        Near(period, Cycle.Period(simulator, "x", 1 / 4096.0, transient: 300));
    }

    [Fact]
    public void Izhikevich_population_rests_and_oscillates_slowly()
    {
        Simulator simulator = Compile("time ms\nimport std.izhikevich (izhikevich_recurrent)", "izhikevich_recurrent");
        SetInput(simulator, "p.I_ext", 20);
        SolveFrom(simulator, 0.001, -58, 0, 0.006);
        Near([9.939797325e-4, -57.94204638829], simulator.State[..2]);

        SetInput(simulator, "p.I_ext", 60);
        SolveFrom(simulator, 0.0136, -50, 0, 0.08);
        Near(0.01362771126855, simulator.State[0]);
        IsEigenvalue(simulator, new Complex(0.00152822935, 0.0389131183));
        simulator.State[0] *= 1.5;
        Near(175.153179226, Cycle.Period(simulator, "p.v", 1 / 32.0, transient: 16000));
    }

    [Theory]
    [InlineData(0.56, 8.73356767)]
    [InlineData(0.57, 8.87416218567)]
    [InlineData(0.58, 9.00498653)]
    public void Larter_Breakspear_oscillates(double dV, double period)
    {
        Simulator simulator = Compile("import std.larter_breakspear (larter_breakspear)", "larter_breakspear");
        SetParameter(simulator, "dV", dV);

        Near(period, Cycle.Period(simulator, "V", 8 / 1024.0, transient: 30000), 2e-9);
    }

    [Fact]
    public void Wong_Wang_area_rests()
    {
        Simulator simulator = Compile("time ms\nimport std.wong_wang (wong_wang)", "wong_wang");
        SolveFrom(simulator, 0.1);
        Near(0.09801845315682, simulator.State[0]);

        SetParameter(simulator, "w", 0.9);
        SetParameter(simulator, "I_o", 300);
        SolveFrom(simulator, 0.03);
        Near(0.03435505688101, simulator.State[0]);
    }

    [Fact]
    public void Kuramoto_coherence_follows_its_closed_form()
    {
        Simulator simulator = Compile("import std.oscillators (kuramoto_oa)", "kuramoto_oa");
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 1 / 4096.0 });
        cursor.AdvanceTo(4);
        double x0 = (0.05 * 0.05) + (0.02 * 0.02);
        const double HalfK = 1.5;
        const double Growth = 0.5;
        double expected = Math.Sqrt(Growth / (HalfK + ((Growth / x0) - HalfK) * Math.Exp(-2 * Growth * 4)));

        Near(expected, Observe(simulator, "R")[0]);
    }

    [Fact]
    public void Stuart_Landau_radius_follows_its_closed_form()
    {
        Simulator simulator = Compile("import std.oscillators (stuart_landau)", "stuart_landau");
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 1 / 1024.0 });
        cursor.AdvanceTo(5);
        double expected = Math.Sqrt(0.5 / (1 + (((0.5 / 0.01) - 1) * Math.Exp(-5))));

        Near(expected, Math.Sqrt(Observe(simulator, "z.re", "z.im").Sum(x => x * x)));
    }

    [Fact]
    public void Steady_starts_at_the_fixed_point()
    {
        const string Text = """
            time ms
            import std.nmm (nmm2_recurrent)
            experiment rest {
              model nmm2_recurrent { init p.pop.r = steady, init p.pop.v = steady, init p.syn.s = steady }
              run 10 ms
            }
            """;
        Simulator simulator = Compile(Text, null);
        simulator.Reset();

        Near([0.056011953166, -0.378859473372, 0.056011953166, 0], simulator.State);
    }

    /// <summary>From this start the norm of the right-hand side has a local minimum on the way, where Newton's method gets stuck.</summary>
    [Fact]
    public void Steady_finds_the_fixed_point_beyond_a_singular_Jacobian()
    {
        const string Text = """
            time ms
            import std.wilson_cowan (wilson_cowan)
            experiment rest {
              model wilson_cowan { init E.r = steady, init I.r = steady }
              run 10 ms
            }
            """;
        Simulator simulator = Compile(Text, null);
        simulator.Reset();

        Near([0.230549133332, 0.176322761157], simulator.State);
    }

    [Fact]
    public void Constant_spike_input_moves_Freeman_masses_to_their_closed_forms()
    {
        foreach ((string model, double expected) in new[] { ("freeman_cfm", -70.0), ("freeman_mfm", -68.928571428571) })
        {
            Simulator simulator = Compile($"time ms\nimport std.freeman ({model})", model);
            SetInput(simulator, "PhiE", 0.3);
            SetInput(simulator, "PhiI", 0.1);
            SetInput(simulator, "PhiX", 1);
            SolveFrom(simulator, -70, 0);

            Near(expected, simulator.State[0]);
        }
    }

    private static Simulator Compile(string text, string? circuit)
    {
        string whole = circuit is null || text.Contains("circuit", StringComparison.Ordinal)
            ? text
            : $"{text}\nexperiment e {{\n model {circuit}\n}}";
        return Model.FromText(whole, new ModelOptions { Method = "rk4", UseCache = false }).CreateSimulator();
    }

    private static void SetInput(Simulator simulator, string name, double value) =>
        simulator.SetInput(IndexOf(simulator.Description.Inputs, name), value);

    private static void SetParameter(Simulator simulator, string name, double value) =>
        simulator.SetParameter(IndexOf(simulator.Description.Parameters, name), value);

    private static int IndexOf(IReadOnlyList<VariableDescription> variables, string name)
    {
        int index = variables.Select(v => v.Name).ToList().IndexOf(name);
        Assert.True(index >= 0, $"no '{name}' among {string.Join(", ", variables.Select(v => v.Name))}");
        return index;
    }

    private static double[] Observe(Simulator simulator, params string[] names)
    {
        double[] values = new double[simulator.Description.Observables.Count];
        simulator.Observe(simulator.Time, simulator.State, values);
        return [.. names.Select(name => values[IndexOf(simulator.Description.Observables, name)])];
    }

    private static void SolveFrom(Simulator simulator, params double[] guess)
    {
        guess.CopyTo(simulator.State);
        SteadyState.Solve(simulator, [.. Enumerable.Range(0, guess.Length)]);
    }

    private static void Near(double expected, double actual, double accuracy = Accuracy) => Near([expected], [actual], accuracy);

    // Relative, and absolute below 1e-3.
    private static void Near(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double accuracy = Accuracy)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]) / Math.Max(Math.Abs(expected[i]), 1e-3);
            Assert.True(error <= accuracy, $"expected {expected[i]:R}, found {actual[i]:R}, relative difference {error:E2}");
        }
    }

    // Newton's method on det(J - l*I), with the derivative from a difference, moves an eigenvalue by no more than its accuracy.
    private static void IsEigenvalue(Simulator simulator, Complex eigenvalue, double accuracy = 2e-9)
    {
        int n = simulator.State.Length;
        double[] jacobian = new double[n * n];
        simulator.Jacobian(simulator.Time, simulator.State, jacobian);
        double scale = Math.Max(eigenvalue.Magnitude, 1e-3);
        Complex difference = scale * 1e-4;
        Complex slope = (Characteristic(eigenvalue + difference) - Characteristic(eigenvalue - difference)) / (2 * difference);
        double move = (Characteristic(eigenvalue) / slope).Magnitude / scale;
        Assert.True(move <= accuracy, $"{eigenvalue} is off by {move:E2} of its size");

        Complex Characteristic(Complex shift)
        {
            Complex[,] a = new Complex[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    a[i, j] = jacobian[(i * n) + j] - (i == j ? shift : 0);
                }
            }

            return Determinant.Of(a);
        }
    }
}
