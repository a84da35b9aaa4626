# Writes each fenced block of a Markdown file into a file of its own below the
# folder `out`: "007.yaml" for the seventh block where it is marked yaml.
/^```/ {
	if (file != "") {
		close(file)
		file = ""
	} else {
		kind = substr($0, 4)
		file = sprintf("%s/%03d.%s", out, ++count, kind == "" ? "none" : kind)
		printf "" > file
	}
	next
}
file != "" {
	print > file
}
