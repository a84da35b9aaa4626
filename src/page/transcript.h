/* Examples as what they are: who says what, line by line.  For the files of page/
 * alone. */
#pragma once

#include "model/model.h"

typedef struct {
	const Speaker *speaker; /* NULL where nobody is named */
	const char *text;       /* not ended by a NUL byte, without the speaker's prefix */
	gsize length;           /* in bytes */
	bool is_remark;         /* in parentheses: said by the author, and by nobody else */
	bool has_code;          /* whether it is the line that carries the entry's code */
} TranscriptLine;

/* The lines of an entry's example, or of a translation of it.  A line carries the code
 * where that is one of its first two words: "550 5.1.1 ...", "HTTP/1.1 404 ...".
 * Returns: (transfer full): of TranscriptLine, which lend from text. */
GArray *transcript_new(const Entry *entry, const char *text);
