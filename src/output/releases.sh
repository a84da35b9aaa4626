# What runs where a site is published: started by releases.c, here or over ssh, with
# sh, rsync and what POSIX has, and nothing else.
#
#     DEST/releases/000007-a1b2c3d4e5f60718/  a release, never changed once it is there
#     DEST/current                            a link to the one that is live
#     DEST/before                             a link to the one that was live before it
#     DEST/.viceversa/                        the lock, and what is not finished
#
# It reads its task from standard input, a line for each word, and answers in lines on
# standard output.  As one group of commands it is run whole or, cut off, not at all.
{
LC_ALL=C
export LC_ALL
umask 022
IFS= read -r path && read -r task && read -r print && read -r keep || exit 1
own=.viceversa
new=
locked=

say() {
	printf "%s\n" "$*" || exit 1
}

# Gives up, and says by a word why.
no() {
	say no "$@"
	[ -z "$new" ] || rm -rf "$new"
	exit 1
}

# What was uploaded stays where the other side has just gone: the next publish links to
# it.
finish() {
	trap - EXIT
	[ -z "$locked" ] || [ "$(cat "$own/lock" 2>/dev/null)" != "$me" ] || rm -f "$own/lock"
	[ -z "$locked" ] || rm -f "$own/me.$$"
}

# Whether the program that holds a lock, "PID HOST", is no longer there.  The number
# may be another program's by now.
is_gone() {
	case $1 in
	"" | *[!0-9]*) return 0 ;;
	esac
	[ "$2" = "$(uname -n)" ] || return 1
	case $(kill -0 "$1" 2>&1) in
	"" | *permitted*) ;;
	*) return 0 ;;
	esac
	held_by=$(ps -o args= -p "$1" 2>/dev/null) || return 1
	case $held_by in
	*viceversa-releases*) return 1 ;;
	esac
}

# A link that is made to a whole file is a lock that is made with its content at once.
lock() {
	me="$$ $(uname -n)"
	told=
	tries=0
	locked=1
	while :; do
		printf "%s\n" "$me" >"$own/me.$$" || no write
		if ln "$own/me.$$" "$own/lock" 2>/dev/null; then
			return
		fi
		holder=$(cat "$own/lock" 2>/dev/null)
		if [ ! -e "$own/lock" ]; then
			tries=$((tries + 1))
			[ "$tries" -lt 20 ] || no lock
		elif is_gone $holder; then
			# Whose lock it was is looked at again when nobody else can take it.
			mv "$own/lock" "$own/taken.$$" 2>/dev/null || continue
			[ "$(cat "$own/taken.$$")" = "$holder" ] || ln "$own/taken.$$" "$own/lock"
			rm -f "$own/taken.$$"
		else
			# Where nobody listens any more, this ends the waiting.
			say "${told:-busy $holder}"
			told=wait
			sleep 1
		fi
	done
}

is_release() {
	case $1 in
	[0-9][0-9][0-9][0-9][0-9][0-9]-*[!0-9a-f]*) return 1 ;;
	[0-9][0-9][0-9][0-9][0-9][0-9]-????????????????) [ -d "releases/$1" ] ;;
	*) return 1 ;;
	esac
}

# What became of a file from one release, or none, to another.
follow() {
	if [ ! -e "releases/$2/$3" ]; then
		[ -e "releases/$1/$3" ] && echo gone || echo same
	elif cmp -s "releases/$1/$3" "releases/$2/$3"; then
		echo same
	else
		echo other
	fi
}

# Sets live, the release that is live; back, the one before it in order; last, the
# newest; and withdrawn, those that were rolled back from.
look() {
	here=$(pwd -P)
	live=
	back=
	last=000000
	withdrawn=
	passed=
	if [ -L current ]; then
		target=$(cd -P current 2>/dev/null && pwd -P)
		case $target in
		"") ;;
		"${here%/}/releases/"*) live=${target##*/} ;;
		*) no current ;;
		esac
		[ -z "$live" ] || is_release "$live" || no current
	elif [ -e current ]; then
		no current
	fi
	for release in releases/*; do
		release=${release#releases/}
		is_release "$release" || continue
		last=$release
		if [ "$release" = "$live" ]; then
			passed=1
		elif [ -n "$passed" ]; then
			withdrawn="$withdrawn $release "
		else
			back=$release
		fi
	done
}

# Puts a link to a release in the place of the one that there is, in one step.  mv has
# no form everywhere that would not follow the old link; rsync makes the new one under
# another name and renames it.
point() {
	rm -rf "$own/link" && mkdir "$own/link" && ln -s "releases/$2" "$own/link/$1" || return
	rsync -l "$own/link/$1" . </dev/null >/dev/null || return
	rm -rf "$own/link"
	[ "$(cd -P "$1" && pwd -P)" = "${here%/}/releases/$2" ]
}

# A release goes in one step too, so that none is ever in part there.
remove() {
	mv "releases/$1" "$own/gone.$$" && rm -rf "$own/gone.$$" && say gone "$1"
}

# Removes what was rolled back from, and all but the newest.
prune() {
	set --
	for release in releases/*; do
		release=${release#releases/}
		is_release "$release" || continue
		case $withdrawn in
		*" $release "*) remove "$release" ;;
		*) set -- "$@" "$release" ;;
		esac
	done
	while [ "$#" -gt "$keep" ]; do
		remove "$1"
		shift
	done
}

# Clears up behind a publish that was killed.  The files that it has uploaded become a
# folder to link to.
tidy() {
	rm -rf "$own"/gone.* "$own"/taken.* "$own/link"
	for left in "$own"/new.*; do
		[ -d "$left" ] || continue
		rm -rf "$own/old" && mv "$left" "$own/old"
	done
	for left in "$own"/me.*; do
		[ "$left" = "$own/me.$$" ] || rm -f "$left"
	done
}

now() {
	date -u +%Y%m%d%H%M%S
}

list() {
	(cd "releases/$1" && find . -type f) | sed "s|^\./|file |"
}

publish() {
	lock
	mkdir -p releases || no write
	look
	tidy
	# A server tells versions of a file apart by size and second.
	while [ "$(now)" = "$(cat "$own/second" 2>/dev/null)" ]; do
		sleep 0.1 2>/dev/null || sleep 1
	done
	new="$own/new.$$"
	name=$(printf "%06d" "$(expr "${last%%-*}" + 1)")-$print
	is_old=-
	[ ! -d "$own/old" ] || is_old=old
	mkdir "$new" || no write
	say ready "$new" "$name" "${live:--}" "$is_old"
	[ -z "$live" ] || list "$live"
	say end
	read -r word count watched || exit 1
	case $word in
	switch) ;;
	same)
		rm -rf "$new" "$own/old"
		prune
		return
		;;
	*)
		rm -rf "$new"
		return
		;;
	esac
	rm -rf "$own/old"
	[ "$(find "$new" -type f | wc -l)" -eq "$count" ] || no whole
	[ -z "$(find "$new" ! -type d ! -type f)" ] || no whole
	[ "$(cat "$own/lock")" = "$me" ] || no lock
	# The release is on the disk before the link is.
	now >"$own/second" && sync && mv "$new" "releases/$name" || no write
	new=
	[ -z "$live" ] || point before "$live" || no switch
	point current "$name" || no switch
	sync
	say live "$name" "$(follow "$live" "$name" "$watched")"
	prune
}

rollback() {
	lock
	look
	tidy
	[ -n "$back" ] || no before
	say ready - "$back" "${live:--}" -
	say end
	read -r word count watched || exit 1
	[ "$word" = switch ] || exit 0
	[ "$(cat "$own/lock")" = "$me" ] || no lock
	[ -z "$live" ] || point before "$live" || no switch
	point current "$back" || no switch
	sync
	say live "$back" "$(follow "$live" "$back" "$watched")"
}

trap finish EXIT
trap "exit 1" HUP INT TERM PIPE
say viceversa 1
command -v rsync >/dev/null 2>&1 || no rsync
if [ ! -e "$path" ] && [ ! -L "$path" ]; then
	case $task in
	publish)
		# Another publish may make it at the same time.
		[ -d "${path%/*}/" ] && mkdir -p "$path" || no folder
		;;
	preview)
		say ready - - - -
		say end
		exit 0
		;;
	*) no nothing ;;
	esac
fi
[ -d "$path" ] || no file
cd "$path" || no enter
if [ ! -d "$own" ]; then
	case $task in
	*rollback) no nothing ;;
	esac
	[ -z "$(ls -A)" ] || [ -d "$own" ] || no foreign
	if [ "$task" = preview ]; then
		say ready - - - -
		say end
		exit 0
	fi
	mkdir -p "$own" || no write
fi
case $task in
publish | rollback) "$task" ;;
preview)
	look
	say ready - - "${live:--}" -
	[ -z "$live" ] || list "$live"
	say end
	;;
preview-rollback)
	look
	[ -n "$back" ] || no before
	say ready - "$back" "${live:--}" -
	say end
	;;
esac
exit 0
}
