#include "source/memory.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* That of whatever the machine fails in. */
#define STATUS 3

/* Whether the thread asks for another that it can do without. */
static _Thread_local bool is_trying;

/* Needs no memory, and no lock that the thread may hold already. */
G_NORETURN static void
end(const char *message)
{
	static atomic_flag ending = ATOMIC_FLAG_INIT;
	ssize_t written;

	/* Others that get none wait for the one that tells. */
	while (atomic_flag_test_and_set(&ending))
		pause();
	/* A line of progress may stand on a terminal. */
	written = isatty(STDERR_FILENO) ? write(STDERR_FILENO, "\n", 1) : 0;
	written += write(STDERR_FILENO, message, strlen(message));
	/* There is nobody left to tell that nobody was told. */
	(void) written;
	_exit(STATUS);
}

void
memory_end(void)
{
	end("viceversa: out of memory\n");
}

GThread *
memory_try_thread(const char *name, GThreadFunc func, gpointer data)
{
	GThread *thread;

	is_trying = true;
	thread = g_thread_try_new(name, func, data, NULL);
	is_trying = false;
	return thread;
}

/* All that is linked finds the functions below in place of libc's: most libraries
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
	int (*pthread_create)(pthread_t *thread, const pthread_attr_t *attributes, void *(*function)(void *),
			      void *data);
} Proper;

/* The functions proper.  The loader asks for memory before any thread is there. */
static const Proper *
proper_functions(void)
{
	static Proper proper;

	if (proper.malloc == NULL) {
		proper.calloc = (void *(*) (size_t, size_t)) dlsym(RTLD_NEXT, "calloc");
		proper.realloc = (void *(*) (void *, size_t)) dlsym(RTLD_NEXT, "realloc");
		proper.aligned_alloc = (void *(*) (size_t, size_t)) dlsym(RTLD_NEXT, "aligned_alloc");
		proper.posix_memalign = (int (*)(void **, size_t, size_t)) dlsym(RTLD_NEXT, "posix_memalign");
		proper.pthread_create = (int (*)(pthread_t *, const pthread_attr_t *, void *(*) (void *),
						 void *)) dlsym(RTLD_NEXT, "pthread_create");
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
	return check(proper_functions()->malloc(size), size);
}

void *
calloc(size_t count, size_t size)
{
	size_t all;

	return check(proper_functions()->calloc(count, size),
		     __builtin_mul_overflow(count, size, &all) ? SIZE_MAX : all);
}

void *
realloc(void *block, size_t size)
{
	return check(proper_functions()->realloc(block, size), size);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
	return check(proper_functions()->aligned_alloc(alignment, size), size);
}

int
posix_memalign(void **block, size_t alignment, size_t size)
{
	int code = proper_functions()->posix_memalign(block, alignment, size);

	if (code == ENOMEM)
		check(NULL, size);
	return code;
}

/* GLib has threads of its own for its work, and aborts the program that cannot have them. */
int
pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*function)(void *), void *data)
{
	int code = proper_functions()->pthread_create(thread, attributes, function, data);

	if (code == EAGAIN && !is_trying)
		end("viceversa: cannot start another thread\n");
	return code;
}

#endif
#endif
