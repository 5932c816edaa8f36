using ModelLang.Testing;

namespace ModelLang.Compiler.Tests;

public class SnapshotTests : SnapshotOwnership;
