# Changes a file as a block of a chapter shows: awk -f change.awk BLOCK FILE. Lines
# with "-" are replaced by those with "+", lines with " " stay. Together they stand
# in the file exactly once; otherwise the status is 1.
FNR == NR {
	sign = substr($0, 1, 1)
	if (sign != "+")
		old = old substr($0, 2) "\n"
	if (sign != "-")
		new = new substr($0, 2) "\n"
	next
}
{
	text = text $0 "\n"
}
END {
	text = "\n" text
	at = index(text, "\n" old)
	rest = substr(text, at + length(old))
	if (old == "" || at == 0 || index(rest, "\n" old) > 0)
		exit 1
	printf "%s%s", substr(text, 2, at - 1), new substr(rest, 2)
}
