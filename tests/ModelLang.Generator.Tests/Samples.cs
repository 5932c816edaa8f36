namespace ModelLang.Generator.Tests;

/// <summary>Small models for tests.</summary>
internal static class Samples
{
    /// <summary>A circuit of one decaying state.</summary>
    public static string Decay(string circuit, string rate = "1") => $$"""
        operator {{circuit}}_part {
          param k = {{rate}}
          state x = 1
          x' = -k*x
        }
        circuit {{circuit}} {
          node p : {{circuit}}_part
        }
        """;

    /// <summary>A circuit made of an operator of another file.</summary>
    public static string Importing(string file, string name, string circuit) => $$"""
        import "{{file}}" ({{name}})
        circuit {{circuit}} {
          node p : {{name}}
        }
        """;
}
