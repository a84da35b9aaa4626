#include "source/memory.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

/* More than a process of these tests may have, and less than what no machine could. */
#define MUCH ((gsize) 1 << 40)

/* What a process with little memory answers with; *said is what it writes. */
static int
run(void (*function)(void), char **said)
{
	int ends[2];
	int status;
	char text[200] = "";
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		const struct rlimit limit = { .rlim_cur = MUCH / 2, .rlim_max = MUCH / 2 };

		dup2(ends[1], STDERR_FILENO);
		setrlimit(RLIMIT_AS, &limit);
		function();
		_exit(0);
	}
	close(ends[1]);
	for (gsize length = 0; length < sizeof text - 1;) {
		gssize count = read(ends[0], text + length, sizeof text - 1 - length);

		if (count <= 0)
			break;
		length += (gsize) count;
	}
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	*said = g_strdup(text);
	return WEXITSTATUS(status);
}

static void
end(void)
{
	memory_end();
}

TEST(who_has_no_memory_says_so_and_ends_with_the_status_of_a_machine_that_fails)
{
	g_autofree char *said = NULL;

	assert_int_equal(run(end, &said), 3);
	assert_string_equal(said, "viceversa: out of memory\n");
}

/* Sanitizers have an allocator of their own, whose end is another. */
#ifndef __SANITIZE_ADDRESS__

/* So that no compiler leaves out what nobody uses. */
static void *volatile taken;

static void
ask_malloc(void)
{
	taken = malloc(MUCH);
}

static void
ask_calloc(void)
{
	taken = calloc(MUCH / 8, 8);
}

static void
ask_realloc(void)
{
	taken = realloc(malloc(1), MUCH);
}

static void
ask_aligned(void)
{
	taken = aligned_alloc(64, MUCH);
}

static void
ask_posix_memalign(void)
{
	void *block;

	if (posix_memalign(&block, 64, MUCH) == 0)
		taken = block;
}

static void
ask_glib(void)
{
	taken = g_strnfill(MUCH, 'a');
}

static void
ask_too_much(void)
{
	void *block = NULL;
	/* The compiler is not to see that this is too much. */
	volatile gsize hidden = G_MAXSIZE / 2 + 1;
	gsize most = hidden;

	_exit(malloc(most) == NULL && calloc(most, 4) == NULL && realloc(NULL, most) == NULL &&
		      posix_memalign(&block, 64, most) == ENOMEM && posix_memalign(&block, 3, 64) == EINVAL
		  ? 0
		  : 1);
}

TEST(whichever_function_is_asked_in_vain_the_program_ends_so)
{
	void (*const functions[])(void) = { ask_malloc,  ask_calloc,         ask_realloc,
					    ask_aligned, ask_posix_memalign, ask_glib };

	for (gsize i = 0; i < G_N_ELEMENTS(functions); i++) {
		g_autofree char *said = NULL;

		assert_int_equal(run(functions[i], &said), 3);
		assert_string_equal(said, "viceversa: out of memory\n");
	}
}

static gpointer
do_nothing(gpointer data)
{
	return data;
}

static void
ask_for_a_thread(void)
{
	pthread_attr_t attributes;
	pthread_t thread;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, MUCH);
	pthread_create(&thread, &attributes, do_nothing, NULL);
}

TEST(a_library_that_gets_no_thread_ends_the_program_so_too)
{
	g_autofree char *said = NULL;

	assert_int_equal(run(ask_for_a_thread, &said), 3);
	assert_string_equal(said, "viceversa: cannot start another thread\n");
}

TEST(what_no_machine_could_have_is_refused_as_ever)
{
	g_autofree char *said = NULL;

	assert_int_equal(run(ask_too_much, &said), 0);
	assert_string_equal(said, "");
}

#endif

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_has_no_memory_says_so_and_ends_with_the_status_of_a_machine_that_fails),
#ifndef __SANITIZE_ADDRESS__
		cmocka_unit_test(whichever_function_is_asked_in_vain_the_program_ends_so),
		cmocka_unit_test(a_library_that_gets_no_thread_ends_the_program_so_too),
		cmocka_unit_test(what_no_machine_could_have_is_refused_as_ever),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
