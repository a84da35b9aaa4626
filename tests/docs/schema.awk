# Prints every key of every schema in src/source/schema.c as the manual's tables
# have it: schema, key, kind, required, translated, with tabs between them.  The
# variable roots names the schemas of whole files, separated by spaces; with
# mode=kinds it prints the kinds of text and their limits instead.

# The value of a member in an initialiser: member(".max = 60 }", "max") is "60".
function member(text, name,    at) {
	at = index(text, "." name " = ")
	if (at == 0)
		return ""
	text = substr(text, at + length(name) + 4)
	sub(/[,} ].*/, "", text)
	sub(/^&/, "", text)
	return text
}

function add_schema(text,    name) {
	name = text
	sub(/.*const Schema /, "", name)
	sub(/ =.*/, "", name)
	kind[name] = tolower(substr(member(text, "kind"), length("SCHEMA_") + 1))
	max[name] = member(text, "max")
	item[name] = member(text, "item")
	fields[name] = member(text, "fields")
}

# Takes the fields of a record out of the text of its table, which has one
# { "key", &schema, flags, ... } after the other.
function add_fields(table, text,    part) {
	while (match(text, /\{ "[a-z_]+", &[a-z_]+, [A-Z_0-9| ]+/)) {
		split(substr(text, RSTART, RLENGTH), part, ", ")
		text = substr(text, RSTART + RLENGTH)
		count[table]++
		field_key[table, count[table]] = substr(part[1], 4, length(part[1]) - 4)
		field_schema[table, count[table]] = substr(part[2], 2)
		field_flags[table, count[table]] = part[3]
	}
}

function is_scalar(name) {
	return kind[name] != "list" && kind[name] != "map" && kind[name] != "record"
}

# What the manual calls a scalar: the name of its schema in the program.
function scalar_name(name) {
	return name == "inline_prose" ? "`inline`" : "`" name "`"
}

function kind_name(name,    noun) {
	if (is_scalar(name))
		return scalar_name(name)
	if (kind[name] == "record")
		return "mapping"
	noun = kind[name] == "list" ? "list" : "mapping"
	if (is_scalar(item[name]))
		noun = noun " of " scalar_name(item[name])
	return noun ", up to " max[name]
}

function row(root, key, name, flags) {
	printf "%s\t%s\t%s\t%s\t%s\n", root, key, kind_name(name), flags ~ /FIELD_REQUIRED/ ? "yes" : "no",
	    flags ~ /FIELD_TRANSLATED/ ? "yes" : "no"
}

function walk(root, path, name,    i, table, key) {
	if (kind[name] == "record") {
		table = fields[name]
		for (i = 1; i <= count[table]; i++) {
			key = path field_key[table, i]
			row(root, key, field_schema[table, i], field_flags[table, i])
			walk(root, key ".", field_schema[table, i])
		}
	} else if (kind[name] == "list" && !is_scalar(item[name])) {
		walk(root, path, item[name])
	} else if (kind[name] == "map" && !is_scalar(item[name])) {
		if (path == "" || kind[item[name]] != "record")
			row(root, path "NAME", item[name], "")
		walk(root, path "NAME.", item[name])
	} else if (kind[name] == "map" && path == "") {
		row(root, "NAME", item[name], "")
	}
}

/const Schema [a-z_]+ =/ {
	statement = ""
	in_schema = 1
}

/const SchemaField [a-z_]+\[\] =/ {
	table = $0
	sub(/.*const SchemaField /, "", table)
	sub(/\[.*/, "", table)
	statement = ""
	in_fields = 1
	next
}

in_schema || in_fields {
	statement = statement " " $0
}

in_schema && /;$/ {
	add_schema(statement)
	in_schema = 0
}

in_fields && /^};/ {
	add_fields(table, statement)
	in_fields = 0
}

END {
	if (mode == "kinds")
		for (name in kind)
			if (is_scalar(name))
				print scalar_name(name) "\t" max[name]
	number = split(roots, root, " ")
	for (i = 1; i <= number; i++)
		walk(substr(root[i], length("schema_") + 1), "", root[i])
}
