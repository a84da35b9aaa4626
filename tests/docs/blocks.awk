# Writes each fenced block of a Markdown file into a file of its own below the
# folder `out`: "007.yaml" for the seventh block where it is marked yaml. A file
# that the mark names ("yaml locales/it/site.yaml") stands in "007.name".
/^```/ {
	if (file != "") {
		close(file)
		file = ""
	} else {
		kind = substr($1, 4)
		file = sprintf("%s/%03d.%s", out, ++count, kind == "" ? "none" : kind)
		printf "" > file
		if ($2 != "") {
			name = sprintf("%s/%03d.name", out, count)
			print $2 > name
			close(name)
		}
	}
	next
}
file != "" {
	print > file
}
