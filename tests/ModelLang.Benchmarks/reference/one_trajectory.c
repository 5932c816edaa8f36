// Runs one work of kernels.c once and prints nanoseconds a step and the result, so that a script can take turns.
#define main all_works
#include "kernels.c"
#undef main

static double weights[100 * 100] __attribute__((aligned(64)));

static double run(const char *work, long n) {
    if (strcmp(work, "wilson_cowan") == 0) return run_wc(n, 1e-2);
    if (strcmp(work, "qif_network") == 0) return run_net(weights, 100, n, 1e-3);
    return run_qif(n, 1e-3);
}

int main(int argc, char **argv) {
    const char *work = argc > 1 ? argv[1] : "qif";
    for (int i = 0; i < 100 * 100; i++) weights[i] = 15. / 100 * (0.5 + (i * 7919 % 1000) / 1000.);
    long n = strcmp(work, "wilson_cowan") == 0 ? 5000000 : strcmp(work, "qif_network") == 0 ? 100000 : 20000000;
    double warm = run(work, n / 10);
    double start = now();
    double x = run(work, n);
    double seconds = now() - start;
    printf("%.4f %.15g\n", seconds / n * 1e9, warm == warm ? x : 0);
    return 0;
}
