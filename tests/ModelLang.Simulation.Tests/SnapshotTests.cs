using ModelLang.Testing;

namespace ModelLang.Simulation.Tests;

public class SnapshotTests : SnapshotOwnership;
