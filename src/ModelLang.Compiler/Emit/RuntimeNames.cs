namespace ModelLang.Compiler.Emit;

/// <summary>Every member of the runtime library that emitted code names; a test resolves each against the assembly.</summary>
internal static class RuntimeNames
{
    public const string Namespace = "ModelLang.Runtime";
    public const string Simulator = "Simulator";
    public const string StateArray = "StateArray";
    public const string Time = "Time";
    public const string FixedStepKernel = "IFixedStepKernel";
    public const string Advance = "Advance";
    public const string Wiener = "Wiener";
    public const string WienerIncrements = "WienerIncrements";
    public const string WienerPair = "Pair";
    public const string NoiseStep = "NoiseStep";
    public const string LaneBlock = "LaneBlock";
    public const string FixedStepLanes = "IFixedStepLanes";
    public const string LaneElements = "LaneElements";
    public const string WriteLane = "WriteLane";
    public const string AdvanceLanes = "AdvanceLanes";
    public const string WriteElements = "Write";
    public const string AdaptiveLanes = "IAdaptiveLanes";
    public const string StartLane = "StartLane";
    public const string TryStepLanes = "TryStepLanes";
    public const string InterpolateLane = "InterpolateLane";
    public const string AcceptLane = "AcceptLane";
    public const string AdaptiveKernel = "IAdaptiveKernel";
    public const string ErrorOrder = "ErrorOrder";
    public const string Start = "Start";
    public const string TryStep = "TryStep";
    public const string Interpolate = "Interpolate";
    public const string Accept = "Accept";
    public const string Derivative = "Derivative";
    public const string Jacobian = "Jacobian";
    public const string Observe = "Observe";
    public const string CheckConditions = "CheckConditions";
    public const string Reset = "Reset";
    public const string GetParameter = "GetParameter";
    public const string SetParameter = "SetParameter";
    public const string GetInput = "GetInput";
    public const string SetInput = "SetInput";
    public const string SetTable = "SetTable";
    public const string NextDiscontinuity = "NextDiscontinuity";
    public const string EnterSegment = "EnterSegment";
    public const string Description = "Description";
    public const string Metadata = "Metadata";
    public const string SetState = "SetState";
    public const string Observed = "Observed";
    public const string SystemDescription = "SystemDescription";
    public const string VariableDescription = "VariableDescription";
    public const string Require = "Require";
    public const string EquationDescription = "EquationDescription";
    public const string TableDescription = "TableDescription";
    public const string ExperimentDescription = "ExperimentDescription";
    public const string RecordingDescription = "RecordingDescription";
    public const string Sweep = "Sweep";
    public const string Reductions = "Reductions";
    public const string ReductionDescription = "ReductionDescription";
    public const string ReductionKind = "ReductionKind";
    public const string ResultFile = "ResultFile";
    public const string SweepAxisDescription = "SweepAxisDescription";
    public const string SweptDescription = "SweptDescription";
    public const string SweptKind = "SweptKind";
    public const string TimeTable = "TimeTable";
    public const string TablePrevious = "Previous";
    public const string TableLinear = "Linear";
    public const string TableSlope = "Slope";
    public const string TableNextRow = "NextRow";
    public const string TableMissing = "TableMissingException";
    public const string DiscontinuityTimes = "DiscontinuityTimes";
    public const string Next = "Next";
    public const string Middle = "Middle";
    public const string SteadyState = "SteadyState";
    public const string Solve = "Solve";
    public const string LinearSolver = "LinearSolver";
    public const string Factor = "Factor";
    public const string Past = "Past";
    public const string PastValue = "Value";
    public const string PastSlope = "Slope";
    public const string SignalCount = "SignalCount";
    public const string Signals = "Signals";
    public const string SignalsBefore = "SignalsBefore";
    public const string MethodOrder = "MethodOrder";
    public const string CollectDelays = "CollectDelays";
    public const string ForgetPast = "ForgetPast";
    public const string DelayHistory = "DelayHistory";
    public const string DelayList = "DelayList";
    public const string AddDelay = "Add";

    public const string Seed = "Seed";
    public const string Reduce = "Reduce";
    public const string Workers = "Workers";
    public const string For = "For";
    public const string Connection = "Connection";
    public const string Connections = "Connections";
    public const string ConnectionDescription = "ConnectionDescription";
    public const string NetworkException = "NetworkException";
    public const string DelayedConnection = "DelayedConnection";
    public const string PastValues = "Values";
    public const string ConnectionPattern = "ConnectionPattern";
    public const string Create = "Create";
    public const string Multiply = "Multiply";
    public const string Draws = "Draws";
    public const string Quantiles = "Quantiles";
    public const string ArrayData = "ArrayData";
    public const string LinearCombination = "LinearCombination";
    public const string Resize = "Resize";
    public const string Fit = "Fit";
    public const string StateLayout = "StateLayout";
    public const string ObservableLayout = "ObservableLayout";
    public const string ParameterValues = "ParameterValues";
    public const string SetArray = "SetArray";
    public const string UnitValues = "UnitValues";
    public const string UnitValueKind = "UnitValueKind";

    /// <summary>Members that every emitted class has from its base and interfaces.</summary>
    public static IEnumerable<string> Inherited => All.Where(t => t.Type is Simulator or FixedStepKernel or AdaptiveKernel or FixedStepLanes or AdaptiveLanes or "ILaneKernel").SelectMany(t => t.Members);

    /// <summary>Types and the members of each that emitted code uses.</summary>
    public static IReadOnlyList<(string Type, string[] Members)> All { get; } =
    [
        (Simulator,
        [
            StateArray, Time, Derivative, Jacobian, Observe, Reset, GetParameter, SetParameter, GetInput, SetInput, SetTable,
            NextDiscontinuity, EnterSegment, Description, SetState, Observed, CheckConditions, Past, SignalCount, Signals, SignalsBefore, MethodOrder, CollectDelays, ForgetPast, Wiener, NoiseStep, Seed, "NoiseRefinement", "State", "Step", "StepSettings", "ModelFolder",
            "HasData", "UnitLabels", Resize, Fit, StateLayout, ObservableLayout, ParameterValues, "ParameterArray", SetArray, "PopulationSizes", Connections,
        ]),
        (FixedStepKernel, [Advance]),
        (FixedStepLanes, [AdvanceLanes]),
        ("ILaneKernel", [LaneElements, WriteLane]),
        (AdaptiveLanes, [StartLane, TryStepLanes, InterpolateLane, AcceptLane]),
        (LaneBlock, ["At", "Count", WriteElements]),
        (WienerIncrements, [WienerPair]),
        (AdaptiveKernel, [ErrorOrder, Start, TryStep, Interpolate, Accept]),
        (SystemDescription, ["Name", "Documentation", "TimeUnit", "Method", "Parameters", "Inputs", "States", "Observables", "Populations", "Arrays", "Equations", "Conditions", "Noises", "HasDraws", "Tables", "Experiment"]),
        (VariableDescription, [Require, "Lower", "Upper", "LowerOpen", "UpperOpen", "Documentation", "Population", "RequireAll"]),
        (EquationDescription, []),
        (TableDescription, []),
        (ExperimentDescription, [Sweep, Reductions, ResultFile]),
        (RecordingDescription, []),
        (SweepAxisDescription, []),
        (SweptDescription, []),
        (SweptKind, [.. Enum.GetNames(typeof(IR.SweptKind))]),
        (ReductionDescription, []),
        (ReductionKind, [.. Enum.GetNames(typeof(IR.SampleReduction))]),
        (TimeTable, [TablePrevious, TableLinear, TableSlope, TableNextRow]),
        (TableMissing, []),
        (DiscontinuityTimes, [Next, Middle]),
        (SteadyState, [Solve]),
        (LinearSolver, [Factor, Solve]),
        (Reduce, ["Sum", "Mean", "Min", "Max"]),
        (Workers, [For]),
        (Connection, [Create, Multiply, "Storage"]),
        (NetworkException, []),
        (ConnectionDescription, []),
        (DelayedConnection, [Multiply, CollectDelays, "Storage"]),
        (ConnectionPattern, ["OneToOne", "AllToAll", "Random", "FixedIndegree", "FixedOutdegree", "FixedTotal", "FromMatrix", "FromList", "PickFromMatrix", "PickFromList", "Count", "Source", "Target", "GatherSources", "GatherTargets", "SumArrivals"]),
        (Draws, ["Uniform", "Normal", "LogNormal", "Gamma", "Exponential", "Cauchy", "Beta"]),
        (Quantiles, ["Uniform", "Normal", "LogNormal", "Exponential", "Cauchy"]),
        (ArrayData, ["Require", "RequireDelays", "RequireIndices", "RequireLabelsOf", "Rows", "Columns", "Values"]),
        (LinearCombination, ["Add", "AddScaled", "ScaledError", "AddProduct", "AddMeanProduct", "AddMilstein"]),
        (UnitValues, []),
        (UnitValueKind, ["Parameter", "State", "Observable"]),
        ("VectorLayout", ["Offset", "Length"]),
        (DelayHistory, [PastSlope]),
        (DelayList, []),
    ];
}
