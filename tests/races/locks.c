/* Tells ThreadSanitizer of GLib's locks: to be loaded in front of a program that it
 * watches.  GLib's locks are system calls of its own, of which the sanitizer knows nothing,
 * and so it takes all that they order for a race. */
#include <dlfcn.h>
#include <glib.h>

/* Of the sanitizer's runtime; its header is not installed with every compiler. */
void __tsan_acquire(void *address);
void __tsan_release(void *address);

/* GLib's own function of the name. */
#define NEXT(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

void
g_mutex_lock(GMutex *mutex)
{
	NEXT(g_mutex_lock)(mutex);
	__tsan_acquire(mutex);
}

void
g_mutex_unlock(GMutex *mutex)
{
	__tsan_release(mutex);
	NEXT(g_mutex_unlock)(mutex);
}

void
g_cond_wait(GCond *condition, GMutex *mutex)
{
	__tsan_release(mutex);
	NEXT(g_cond_wait)(condition, mutex);
	__tsan_acquire(mutex);
}

gboolean
g_cond_wait_until(GCond *condition, GMutex *mutex, gint64 end)
{
	gboolean is_signalled;

	__tsan_release(mutex);
	is_signalled = NEXT(g_cond_wait_until)(condition, mutex, end);
	__tsan_acquire(mutex);
	return is_signalled;
}
