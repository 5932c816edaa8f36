// Runs one work of kernels.c once and prints nanoseconds a step and the result, so that a script can take turns.
#define main all_works
#include "kernels.c"
#undef main

int main(int argc, char **argv) {
    int wilson_cowan = argc > 1 && strcmp(argv[1], "wilson_cowan") == 0;
    long n = wilson_cowan ? 5000000 : 20000000;
    double warm = wilson_cowan ? run_wc(n / 10, 1e-2) : run_qif(n / 10, 1e-3);
    double start = now();
    double x = wilson_cowan ? run_wc(n, 1e-2) : run_qif(n, 1e-3);
    double seconds = now() - start;
    printf("%.4f %.15g\n", seconds / n * 1e9, warm == warm ? x : 0);
    return 0;
}
