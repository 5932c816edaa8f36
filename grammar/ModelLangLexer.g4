// Words, numbers and signs of the language.
// The lexer knows no keywords: every word is a NAME. Which words are keywords, which lines go on,
// and which words are units depends on the place; TokenScanner decides it with one look at the
// neighbouring tokens and gives the parser the tokens listed here.
lexer grammar ModelLangLexer;

tokens {
  // Headers and declarations:  operator psp { ... }
  MODULE, TIME, IMPORT, OPERATOR, NODE, CIRCUIT, EXPERIMENT, FUNCTION, EXTENDS,
  // Statements:  param tau = 10 ms
  OVERRIDE, PARAM, CONST, INPUT, STATE, LET, OUTPUT, INIT, HISTORY, NOISE, EVENT, RECEIVE, REFRACTORY,
  USE, POPULATION, EDGE, CONNECT, DATA,
  MODEL, SOLVER, RUN, SEED, DRIVE, SET, RECORD, SWEEP, ZIP, SAVE,
  // Words inside a statement:  edge a.r -> b.u via depression
  AS, AT, BY, VIA, IN, WHEN, WITH, HAZARD, LOCATED, STRATONOVICH, REDUCE, FREEZING, EVERY, OVER, DISCARD, TRUNCATE,
  // Words inside an expression:  a if c and not d else b
  IF, ELSE, AND, OR, NOT,
  // End of a statement: the end of a line, or a comma between the statements of one line
  END,
  // A unit behind a number, a list, a colon or `time`:  mV/ms
  UNIT,
  // The brackets of a range, whichever side is open:  in [0, inf)
  RANGE_START, RANGE_END,
  // The words d/dt in front of a name:  d/dt x = -x
  DERIVATIVE
}

// A line of slashes that only draws a border
BORDER : '////' ~[\r\n]* -> skip ;
// Documentation of a declaration:  /// membrane time constant
DOCUMENTATION : '///' ~[\r\n]* ;
// Comment:  // as in the source paper
COMMENT : '//' ~[\r\n]* -> skip ;
// Comments of other languages, reported:  # comment
FOREIGN_COMMENT : '#' ~[\r\n]* | '/*' .*? ('*/' | EOF) ;

NEWLINE : '\r'? '\n' | '\r' ;
BLANK : [ \t\f\u000B\u00A0\u2000-\u200B\u202F\u3000\uFEFF]+ -> skip ;

// Letters of any script, digits, underscores; anything between back-ticks:  tau_m  η  `my name`
NAME : NAME_START NAME_PART* | '`' ~[`\r\n]+ '`' ;
UNCLOSED_NAME : '`' ~[`\r\n]* ;

// Number:  10  0.5  1e-3
NUMBER : DIGIT+ ('.' DIGIT+)? EXPONENT? ;
// Imaginary number:  0.8i
IMAGINARY : DIGIT+ ('.' DIGIT+)? EXPONENT? 'i' ;
// What looks like a number and is none:  10ms  .5  1_000
MALFORMED_NUMBER : DIGIT+ ('.' DIGIT+)? EXPONENT? NAME_PART+ | '.' DIGIT+ EXPONENT? NAME_PART* ;

// Quoted text:  "weights.csv"
STRING : '"' STRING_PART* '"' ;
UNCLOSED_STRING : '"' STRING_PART* ;
CURLY_STRING : [\u201C\u201D\u201E] ~[\u201C\u201D\u201E"\r\n]* [\u201C\u201D"] ;

LBRACE : '{' ;
RBRACE : '}' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACK : '[' ;
RBRACK : ']' ;

COMMA : ',' ;
DOT : '.' ;
// Range of indices:  r[0..9]
DOTS : '..' ;
COLON : ':' ;
// Flow along an edge:  a.r -> b.u
ARROW : '->' ;
// Definition:  tau = 10 ms
ASSIGN : '=' ;
// Random draw:  tau ~ normal(10 ms, 1 ms)
TILDE : '~' ;
// Actions of an event:  V := V_reset
BECOMES : ':=' ;
ADD : '+=' ;
SUBTRACT : '-=' ;
MULTIPLY : '*=' ;

PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
CARET : '^' ;
PRIME : '\'' ;
LESS : '<' ;
LESS_OR_EQUAL : '<=' ;
GREATER : '>' ;
GREATER_OR_EQUAL : '>=' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;

// Spellings of other languages and of word processors, reported with the right one:  **  &&  ;
FOREIGN : '**' | '&&' | '||' | '!' | ';' | '<>' | '<-' | '\u2212' | '\u2013' | '\u00D7' | '\u00B7' | '\u22C5' | '\u00F7'
  | '\u2264' | '\u2265' | '\u2260' | '\u2192' | '\u2019' | '\u2018' | '\u2032' | '\u221E' ;
// Anything else, reported
UNEXPECTED : . ;

fragment DIGIT : [0-9] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
fragment NAME_START : [\p{L}_] ;
fragment NAME_PART : [\p{L}_0-9] ;
fragment STRING_PART : ~["\\\r\n] | '\\' ~[\r\n] ;
