// The works of models/*.mlang as straightforward C: classical Runge-Kutta (Heun for the network) with everything inlined, states in registers, points of
// a sweep innermost in blocks that the compiler turns into vectors. Prints nanoseconds a step (and point) and the sum of the final states.
// Usage: trajectories qif|wilson_cowan|qif_network|qif_sweep|wilson_cowan_sweep
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define POINTS 10000
#define BLOCK 32 // four vectors of eight
#define PADDED ((POINTS + BLOCK - 1) / BLOCK * BLOCK)
#define NODES 100

static double now(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + 1e-9 * t.tv_nsec; }

static inline double logistic(double x) { return 1 / (1 + exp(-x)); }

// Montbrio, Pazo and Roxin (2015), Phys. Rev. X 5:021028: J = 15, Delta = tau = 1.
static inline void qif(double eta, double r, double v, double *dr, double *dv) {
    double p = M_PI * r;
    *dr = 1 / M_PI + 2 * r * v;
    *dv = v * v + eta + 15 * r - p * p;
}

// Wilson and Cowan (1972), Biophys. J. 12:1; w is the weight of excitation onto itself.
static inline void wilson_cowan(double w, double e, double i, double *de, double *di) {
    const double rest_e = 1 / (1 + exp(2.)), rest_i = 1 / (1 + exp(5.));
    *de = 0.1 * (-e + (1 - e) * (logistic(w * e - 15 * i - 2) - rest_e));
    *di = 0.1 * (-i + (1 - i) * (logistic(2 * (15 * e - 4 * i - 2.5)) - rest_i));
}

#define RUNGE_KUTTA(f, p, x, y, h)                                                     \
    do {                                                                               \
        double k1, l1, k2, l2, k3, l3, k4, l4;                                         \
        f(p, x, y, &k1, &l1);                                                          \
        f(p, x + h / 2 * k1, y + h / 2 * l1, &k2, &l2);                                \
        f(p, x + h / 2 * k2, y + h / 2 * l2, &k3, &l3);                                \
        f(p, x + h * k3, y + h * l3, &k4, &l4);                                        \
        x += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);                                      \
        y += h / 6 * (l1 + 2 * l2 + 2 * l3 + l4);                                      \
    } while (0)

__attribute__((noinline)) static double run_qif(long steps, double h) {
    double r = 0.01, v = -2;
    for (long n = 0; n < steps; n++) {
        double eta = n > steps / 3 ? -2 : -5;
        RUNGE_KUTTA(qif, eta, r, v, h);
    }
    return r + v;
}

__attribute__((noinline)) static double run_wilson_cowan(long steps, double h) {
    double e = 0.1, i = 0.05;
    for (long n = 0; n < steps; n++) RUNGE_KUTTA(wilson_cowan, 15, e, i, h);
    return e + i;
}

#define SWEEP(name, f, x0, y0)                                                         \
    __attribute__((noinline)) static double name(const double *p, long steps, double h) { \
        double sum = 0;                                                                \
        for (int b = 0; b < PADDED; b += BLOCK) {                                      \
            double x[BLOCK], y[BLOCK];                                                 \
            for (int l = 0; l < BLOCK; l++) { x[l] = x0; y[l] = y0; }                  \
            for (long n = 0; n < steps; n++) {                                         \
                _Pragma("GCC ivdep")                                                   \
                for (int l = 0; l < BLOCK; l++) RUNGE_KUTTA(f, p[b + l], x[l], y[l], h); \
            }                                                                          \
            for (int l = 0; l < BLOCK && b + l < POINTS; l++) sum += x[l] + y[l];      \
        }                                                                              \
        return sum;                                                                    \
    }

SWEEP(run_qif_sweep, qif, 0.01, -2)
SWEEP(run_wilson_cowan_sweep, wilson_cowan, 0.1, 0.05)

static double weights[NODES * NODES] __attribute__((aligned(64)));
static double parameter[PADDED] __attribute__((aligned(64)));

static inline void node_rates(const double *r, const double *v, double *dr, double *dv) {
    for (int i = 0; i < NODES; i++) {
        double s = 0, p = M_PI * r[i];
        const double *w = weights + (long)i * NODES;
        for (int j = 0; j < NODES; j++) s += w[j] * r[j];
        dr[i] = 1 / M_PI + 2 * r[i] * v[i];
        dv[i] = v[i] * v[i] - 5 + s - p * p;
    }
}

__attribute__((noinline)) static double run_qif_network(long steps, double h) {
    static double r[NODES], v[NODES], r2[NODES], v2[NODES], k[NODES], l[NODES], k2[NODES], l2[NODES];
    for (int i = 0; i < NODES; i++) { r[i] = 0.01; v[i] = -2 + 0.001 * i; }
    for (long n = 0; n < steps; n++) {
        node_rates(r, v, k, l);
        for (int i = 0; i < NODES; i++) { r2[i] = r[i] + h * k[i]; v2[i] = v[i] + h * l[i]; }
        node_rates(r2, v2, k2, l2);
        for (int i = 0; i < NODES; i++) { r[i] += h / 2 * (k[i] + k2[i]); v[i] += h / 2 * (l[i] + l2[i]); }
    }
    double sum = 0;
    for (int i = 0; i < NODES; i++) sum += r[i] + v[i];
    return sum;
}

static void sweep_from(double first) {
    for (int i = 0; i < PADDED; i++) parameter[i] = first + 10. * i / POINTS;
}

static double run(const char *work, long steps) {
    if (strcmp(work, "qif") == 0) return run_qif(steps, 1e-3);
    if (strcmp(work, "wilson_cowan") == 0) return run_wilson_cowan(steps, 1e-2);
    if (strcmp(work, "qif_network") == 0) return run_qif_network(steps, 1e-3);
    if (strcmp(work, "qif_sweep") == 0) { sweep_from(-10); return run_qif_sweep(parameter, steps, 1e-3); }
    if (strcmp(work, "wilson_cowan_sweep") == 0) { sweep_from(10); return run_wilson_cowan_sweep(parameter, steps, 1e-2); }
    exit(2);
}

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    for (int k = 0; k < NODES * NODES; k++) weights[k] = 15. / NODES * (0.5 + k * 7919L % 1000 / 1000.);
    long steps = strcmp(argv[1], "qif") == 0 ? 20000000 : strcmp(argv[1], "wilson_cowan") == 0 ? 5000000
        : strcmp(argv[1], "qif_network") == 0 ? 100000 : strcmp(argv[1], "qif_sweep") == 0 ? 2000 : 500;
    double warm = run(argv[1], steps / 10);
    double points = strstr(argv[1], "sweep") ? PADDED : 1;
    int rounds = points > 1 ? 20 : 1; // one takes some hundredths of a second only
    double sum = 0;
    double start = now();
    for (int round = 0; round < rounds; round++) sum = run(argv[1], steps);
    printf("%.4f %.15g\n", (now() - start) / rounds / steps / points * 1e9, warm == warm ? sum : 0);
    return 0;
}
