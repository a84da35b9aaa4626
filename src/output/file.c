#include "output/file.h"

#include <errno.h>
#include <glib/gstdio.h>

bool
file_write(const char *path, const char *text, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);

	if (g_mkdir_with_parents(folder, 0777) < 0) {
		g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "cannot create the folder %s: %s",
			    folder, g_strerror(errno));
		return false;
	}
	return g_file_set_contents(path, text, -1, error);
}
