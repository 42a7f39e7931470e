#ifndef CCALLGRIND_H
#define CCALLGRIND_H

#ifdef __cplusplus
extern "C" {
#endif

// What a program that callgrind runs asks of it. Without callgrind, and where its headers were missing when this was
// compiled, nothing happens.

// Begins to count the instructions of the calling thread, and of what it calls.
void callgrind_begin(void);
// Ends that, and writes the count to a file of its own, under a name.
void callgrind_end(const char *name);

#ifdef __cplusplus
}
#endif

#endif
