#include "source/memory.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* That of whatever the machine fails in. */
#define STATUS 3

/* Needs no memory, and no lock that the thread may hold already. */
void
memory_end(void)
{
	static const char message[] = "viceversa: out of memory\n";
	static atomic_flag ending = ATOMIC_FLAG_INIT;
	ssize_t written;

	/* Others that get none wait for the one that tells. */
	while (atomic_flag_test_and_set(&ending))
		pause();
	/* A line of progress may stand on a terminal. */
	written = isatty(STDERR_FILENO) ? write(STDERR_FILENO, "\n", 1) : 0;
	written += write(STDERR_FILENO, message, sizeof message - 1);
	/* There is nobody left to tell that nobody was told. */
	(void) written;
	_exit(STATUS);
}

/* All that is linked finds the functions below in place of the allocator's: most libraries
 * look at what they get, but each ends in its own way, and some in none.  Blocks are freed as
 * ever, so they have to come from whichever allocator there is: libc's, or one that somebody
 * puts in front of it.  Sanitizers have their own, and dlsym() itself asks for no memory with
 * glibc from 2.34 on alone: without these, libraries end as they do. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#define SANITIZED \
	(__has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer))
#else
#define SANITIZED 0
#endif

#if defined(__GLIBC__) && !SANITIZED
#if __GLIBC_PREREQ(2, 34)

typedef struct {
	void *(*malloc)(size_t size);
	void *(*calloc)(size_t count, size_t size);
	void *(*realloc)(void *block, size_t size);
	void *(*aligned_alloc)(size_t alignment, size_t size);
	int (*posix_memalign)(void **block, size_t alignment, size_t size);
} Allocator;

/* The allocator proper.  The loader asks for memory before any thread is there. */
static const Allocator *
allocator(void)
{
	static Allocator proper;

	if (proper.malloc == NULL) {
		proper.calloc = (void *(*) (size_t, size_t)) dlsym(RTLD_NEXT, "calloc");
		proper.realloc = (void *(*) (void *, size_t)) dlsym(RTLD_NEXT, "realloc");
		proper.aligned_alloc = (void *(*) (size_t, size_t)) dlsym(RTLD_NEXT, "aligned_alloc");
		proper.posix_memalign = (int (*)(void **, size_t, size_t)) dlsym(RTLD_NEXT, "posix_memalign");
		proper.malloc = (void *(*) (size_t)) dlsym(RTLD_NEXT, "malloc");
	}
	return &proper;
}

/* More than any machine could have is asked for by mistake, and that is the caller's. */
static void *
check(void *block, size_t size)
{
	if (block == NULL && size != 0 && size <= PTRDIFF_MAX)
		memory_end();
	return block;
}

void *
malloc(size_t size)
{
	return check(allocator()->malloc(size), size);
}

void *
calloc(size_t count, size_t size)
{
	size_t all;

	return check(allocator()->calloc(count, size), __builtin_mul_overflow(count, size, &all) ? SIZE_MAX : all);
}

void *
realloc(void *block, size_t size)
{
	return check(allocator()->realloc(block, size), size);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
	return check(allocator()->aligned_alloc(alignment, size), size);
}

int
posix_memalign(void **block, size_t alignment, size_t size)
{
	int code = allocator()->posix_memalign(block, alignment, size);

	if (code == ENOMEM)
		check(NULL, size);
	return code;
}

#endif
#endif
