// The statements of the language. One token of lookahead decides everywhere, so that an error is
// always found at the first token that cannot be right.
// Operator precedence is not here but in OperatorTable.cs: a flat chain of operands keeps the
// parser's stack small and independent of it.
parser grammar ModelLangParser;

options { tokenVocab = ModelLangLexer; }

// A file:  headers, then declarations
model : (item (END item)*)? EOF ;

item
  : moduleHeader
  | timeHeader
  | importHeader
  | operatorDeclaration
  | nodeDeclaration
  | circuitDeclaration
  | experimentDeclaration
  | functionDeclaration
  ;

// module examples.qif
moduleHeader : MODULE path ;
// time ms
timeHeader : TIME UNIT ;
// import std.synapses (exponential)
importHeader : IMPORT (path | STRING) (LPAREN name (COMMA name)* RPAREN)? ;

// operator qif_sfa extends qif_mf { state a = 0 }
operatorDeclaration : OPERATOR name (EXTENDS path)? block ;
// node pyramidal extends interneuron { use psp as inh }
nodeDeclaration : NODE name (EXTENDS path)? block ;
// circuit cortex { node E : wc }
circuitDeclaration : CIRCUIT name (EXTENDS path)? block ;
// experiment step { run 100 ms }
experimentDeclaration : EXPERIMENT name block ;
// function f(x) = 1/(1 + exp(-x))
functionDeclaration : FUNCTION name LPAREN (name (COMMA name)*)? RPAREN ASSIGN expression ;

// { state x = 0, x' = -x }
block : LBRACE (member (END member)*)? RBRACE ;

member
  : OVERRIDE? (variable | equation)
  | initialValue
  | history
  | noise
  | eventHandler
  | receiver
  | use
  | nodeInstance
  | circuitInstance
  | population
  | edge
  | connection
  | data
  | experimentModel
  | solver
  | run
  | seed
  | drive
  | change
  | recording
  | reduction
  | sweep
  | save
  ;

// state r : Hz = 10 Hz in [0 Hz, inf)
variable
  : (PARAM | CONST | INPUT | STATE | LET | OUTPUT) name annotation? (ASSIGN expression)? (IN range)? (REDUCE name)?
  ;
// : complex      : pA      : complex mV
annotation : COLON (name UNIT? | UNIT) ;
// (0 ms, inf)    abs(z) <= 1
range : RANGE_START expression COMMA expression RANGE_END | expression ;

// 2*tau * z' = (z + 1)^2      dx/dt = -x      out.V = exc.y
// The left side is an expression here; SyntaxBuilder takes the derivative out of it.
equation : expression ASSIGN expression ;

// init a' = 0    init r ~ uniform(0, 0.1)
initialValue : INIT path PRIME* value ;
// history x = cos(t)
history : HISTORY path ASSIGN expression ;
// noise xi, zeta stratonovich
noise : NOISE name (COMMA name)* STRATONOVICH? ;
// event spike located when V >= V_th { V := V_reset }    event spike with hazard h { V := V_reset }
eventHandler : EVENT name LOCATED? (WHEN expression | WITH HAZARD expression) actions ;
// receive exc(w : nS) { g_e += w }
receiver : RECEIVE name (LPAREN (received (COMMA received)*)? RPAREN)? actions ;
// w : nS
received : name annotation? ;
// { V := V_reset, refractory t_ref freezing V }
actions : LBRACE (action (END action)*)? RBRACE ;
// g_e += w    refractory t_ref freezing V
action
  : path (BECOMES | ADD | SUBTRACT | MULTIPLY) expression
  | REFRACTORY expression (FREEZING path (COMMA path)*)?
  ;

// use psp as inh { H = -22 mV }
use : USE path (AS name)? settings? ;
// node I : wc { theta = 2.5 }
nodeInstance : NODE name COLON path settings? ;
// circuit a : jansen_rit { C = 128 }
circuitInstance : CIRCUIT name COLON path settings? ;
// population E : gif[800] at mesoscopic { q_eta = 0 pA }    population P : qif[100] { eta ~ cauchy(-5, 1) } at meanfield
population : POPULATION name COLON path LBRACK expression RBRACK (AT name settings? | settings (AT name)?)? ;
// edge p.r -> p.r_in via depression { weight = 15 }
edge : EDGE path ARROW path (VIA path)? settings? ;
// connect E.spike -> [E.exc, I.exc] by random(p = 0.02) { w = 6 nS }
connection : CONNECT ports ARROW ports BY reference (VIA path)? settings? ;
// [E.exc, I.exc]
ports : path | LBRACK path (COMMA path)* RBRACK ;
// data W = csv("weights.csv", shape = [N, N])
data : DATA name ASSIGN expression ;

// model theta_recurrent { J = 15 }
experimentModel : MODEL path settings? ;
// solver dopri5 { rtol = 1e-8 }
solver : SOLVER name settings? ;
// run 20 s discard 2 s
run : RUN expression (DISCARD expression)? ;
// seed 42
seed : SEED expression ;
// drive p.I_ext = csv("input.csv") with linear
drive : DRIVE path ASSIGN expression (WITH name)? ;
// set p.eta = -5.5
change : SET setting ;
// record p.z, r = p.r every 0.1 ms
recording : RECORD recorded (COMMA recorded)* (EVERY expression)? ;
// r = p.r
recorded : expression (ASSIGN expression)? ;
// reduce mean(r), top = max(r) over [20 ms, 100 ms]
reduction : REDUCE reduced (COMMA reduced)* ;
// top = max(r) over [20 ms, 100 ms]
reduced : expression (ASSIGN expression)? (OVER expression)? ;
// sweep { G = linspace(0, 1, 11), zip { a = [1, 2], b = [3, 4] } }
sweep : SWEEP LBRACE (axis (END axis)*)? RBRACE ;
axis : setting | ZIP settings ;
// save "out.npz"
save : SAVE STRING ;

// { theta = 2.5, init r ~ uniform(0, 0.1) }
settings : LBRACE (setting (END setting)*)? RBRACE ;
// tau ~ normal(10 ms, 1 ms)
setting : INIT? path PRIME* value ;
// = 2.5    ~ normal(10 ms, 1 ms) truncate(0 ms, 20 ms)
value
  : ASSIGN expression
  | TILDE expression (TRUNCATE LPAREN expression COMMA expression RPAREN)?
  ;

// 3 if t >= 20 else 0
expression : chain (IF chain ELSE chain)* ;
// -a + b*c^2 > d and not e
chain : operand (infix operand)* ;
infix
  : PLUS | MINUS | STAR | SLASH | CARET
  | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL | EQUAL | NOT_EQUAL
  | AND | OR
  ;
// -x    not c
operand : (PLUS | MINUS | NOT)* atom ;
atom
  : NUMBER UNIT?                                        // 10 ms
  | IMAGINARY                                           // 0.8i
  | STRING                                              // "weights.csv"
  | LPAREN expression RPAREN                            // (a + b)
  | LBRACK (expression (COMMA expression)*)? RBRACK UNIT?   // [2, 4, 8] m/s
  | DERIVATIVE path                                     // d/dt x
  | reference
  ;
// a.pc.exc.y    y'    x(t - d)    X.r[0..9]
reference
  : path (PRIME+ | LPAREN (argument (COMMA argument)*)? RPAREN | LBRACK expression (DOTS expression)? RBRACK)?
  ;
// mean = 4 ms
argument : expression (ASSIGN expression)? ;
// a.pc.exc
path : name (DOT name)* ;
name : NAME ;
