// System.ValueType, which the implicit usings bring in, is never meant in the compiler.
global using ValueType = ModelLang.Compiler.IR.ValueType;
