# Prints a C or C++ source without its comments and without what is between
# quotation marks, line for line.  Includes stay as they are.
function strip(line,    out, c, two) {
	out = ""
	while (line != "") {
		c = substr(line, 1, 1)
		two = substr(line, 1, 2)
		if (in_comment) {
			if (two == "*/") {
				in_comment = 0
				line = substr(line, 2)
			}
		} else if (quote != "") {
			if (c == "\\")
				line = substr(line, 2)
			else if (c == quote) {
				quote = ""
				out = out c
			}
		} else if (two == "/*") {
			in_comment = 1
			line = substr(line, 2)
		} else if (two == "//") {
			break
		} else {
			if (c == "\"" || c == "'")
				quote = c
			out = out c
		}
		line = substr(line, 2)
	}
	return out
}

{
	if ($0 ~ /^#include/ && !in_comment)
		print
	else
		print strip($0)
}
