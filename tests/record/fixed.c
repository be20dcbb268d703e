/* Put before the C library by LD_PRELOAD: a wall clock that stands still, and chance that is the same each time.

   RECORD_CLOCK is the wall clock in seconds since 1970; the other clocks go on. RECORD_SEED names the chance;
   RECORD_LIFE counts the programs a process has become (it starts over when it locks), so that no two
   draw the same keys. Draws of each size are a row of their own: one draw more of an id moves no code.
   With RECORD_SLOW the steady clock goes eight times as fast, for a command that makes a vault: the machine seems
   slow, and the lightest key derivation is chosen however busy it is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>

static time_t wall;
static int slow;
static uint64_t seed;
static uint64_t drawn[4096];
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;

static uint64_t mixed(uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

__attribute__((constructor)) static void begin(void) {
    const char *clock = getenv("RECORD_CLOCK"), *name = getenv("RECORD_SEED"), *life = getenv("RECORD_LIFE");
    char next[32];
    long lives = life ? atol(life) : 0;
    wall = clock ? atol(clock) : 0;
    slow = getenv("RECORD_SLOW") != NULL;
    seed = mixed((uint64_t)lives);
    for (; name && *name; name++) seed = mixed(seed ^ (unsigned char)*name);
    snprintf(next, sizeof next, "%ld", lives + 1);
    setenv("RECORD_LIFE", next, 1);
}

int clock_gettime(clockid_t which, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    if (wall && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) {
        now->tv_sec = wall;
        now->tv_nsec = 0;
        return 0;
    }
    int failed = real(which, now);
    if (!failed && slow && which == CLOCK_MONOTONIC) {
        uint64_t fast = ((uint64_t)now->tv_sec * 1000000000u + (uint64_t)now->tv_nsec) * 8;
        now->tv_sec = (time_t)(fast / 1000000000u);
        now->tv_nsec = (long)(fast % 1000000000u);
    }
    return failed;
}

int gettimeofday(struct timeval *now, void *zone) {
    struct timespec exact;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *where) {
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    if (where) *where = exact.tv_sec;
    return exact.tv_sec;
}

ssize_t getrandom(void *bytes, size_t size, unsigned int flags) {
    unsigned char *out = bytes;
    size_t row = size % 4096;
    uint64_t word = 0, number;
    (void)flags;
    pthread_mutex_lock(&one);
    number = drawn[row]++;
    pthread_mutex_unlock(&one);
    for (size_t at = 0; at < size; at++) {
        if (at % 8 == 0) word = mixed(seed ^ mixed(size) ^ mixed(number * 0x10001 + at / 8 + 1));
        out[at] = (unsigned char)(word >> (at % 8 * 8));
    }
    return (ssize_t)size;
}

int getentropy(void *bytes, size_t size) { return getrandom(bytes, size, 0) < 0 ? -1 : 0; }
