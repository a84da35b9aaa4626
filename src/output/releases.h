/* The releases of a site at a destination: each in a folder of its own, and a link to
 * the one that is live, which is put in place of the old one in one step.
 *
 * What is done there, a script of the shell does, in releases.sh, here or over ssh; and
 * rsync brings the files.  Both say on standard error themselves what goes wrong.  As
 * long as a Releases is open it holds the lock of the destination, but for a preview. */
#pragma once

#include "output/destination.h"
#include "output/manifest.h"

#define RELEASES_ERROR (releases_error_quark())

typedef enum {
	RELEASES_REFUSED, /* what was asked for cannot be done there */
	RELEASES_FAILED,  /* a machine, a program or the network failed */
} ReleasesError;

typedef enum {
	RELEASES_PUBLISH,
	RELEASES_PREVIEW, /* of a publish; writes nothing */
	RELEASES_ROLLBACK,
	RELEASES_PREVIEW_ROLLBACK, /* writes nothing */
} ReleasesTask;

/* What a task is about. */
typedef struct {
	ReleasesTask task;
	guint64 fingerprint; /* of the site that is to be published */
	guint keep;          /* how many releases stay, from 2 */
	/* Called when another publish holds the lock; who names it. */
	void (*wait)(const char *who, gpointer data);
	gpointer data;
} ReleasesOrder;

/* What became of a file by a switch. */
typedef enum {
	RELEASES_SAME,  /* it is as it was, or there is none */
	RELEASES_OTHER, /* it has other bytes, or is new */
	RELEASES_GONE,
} ReleasesChange;

typedef struct Releases Releases;

GQuark releases_error_quark(void);

/* Begins a task.  The destination has to outlive it.
 * Returns: (nullable) (transfer full): NULL with error set; free with releases_free(). */
Releases *releases_open(const Destination *destination, ReleasesOrder order, GError **error);

/* Ends a task.  What was not switched to leaves nothing there. */
void releases_free(Releases *releases);

/* The release that is live; NULL where there is none. */
const char *releases_live(const Releases *releases);

/* The fingerprint that a release has in its name; 0 where it has none. */
guint64 releases_fingerprint(const char *release);

/* The release that releases_switch() makes live; NULL in the preview of a publish. */
const char *releases_next(const Releases *releases);

/* The paths of all files of the live release, in no order. */
GHashTable *releases_files(const Releases *releases);

/* Uploads the files of a manifest, in folder, beside the live release.  Those that are
 * there already with the same bytes become hard links to the live one's.  uploaded
 * (nullable) gets the paths (of char, owned) of the others. */
bool releases_upload(Releases *releases, const char *folder, const Manifest *manifest, GPtrArray *uploaded,
		     GError **error);

/* Finds, without writing, the files of a manifest whose bytes are not the same in what
 * was uploaded, or in the live release. */
bool releases_compare_uploaded(Releases *releases, const char *folder, const Manifest *manifest, GPtrArray *others,
			       GError **error);
bool releases_compare_live(Releases *releases, const char *folder, const Manifest *manifest, GPtrArray *others,
			   GError **error);

/* Says that the live release is the site already: nothing but what is older than the
 * releases to keep is removed. */
void releases_stay(Releases *releases);

/* Makes the next release live, which has so many files, and removes what is older than
 * the ones to keep.  change is what became by that of the file named watched, which has
 * no spaces in its name. */
bool releases_switch(Releases *releases, guint64 files, const char *watched, ReleasesChange *change, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Releases, releases_free)
