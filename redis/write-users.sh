#!/bin/sh
# Writes Redis' ACL file from users.acl beside this script:
#
#   sh write-users.sh FOLDER
#
# makes FOLDER/users.acl, and FOLDER/<user> with the password of each user that gets a new one with
# every start. Passwords of apps come from REDIS_<USER>_PASSWORD or, better, from the file that
# REDIS_<USER>_PASSWORD_FILE names. None is ever an argument of a program, and the ACL file only has
# their SHA-256. A password that will not do ends it with 78 and says which one and why.
set -eu
umask 077

folder=$1
rules=$(dirname "$0")/users.acl
made_per_start='health admin'

fail() {
  printf '%s\n' "$1" >&2
  exit 78
}

# Answers in $password.
read_password() {
  variable=REDIS_$(printf %s "$1" | tr '[:lower:]' '[:upper:]')_PASSWORD
  eval "password=\${$variable-} file=\${${variable}_FILE-}"
  if [ -n "$file" ]; then
    [ -z "$password" ] || fail "$variable and ${variable}_FILE are both set: set one of them."
    [ -r "$file" ] || fail "${variable}_FILE names a file that cannot be read: let user $(id -u) read it."
    password=$(cat "$file")
  fi
  # These letters need no escaping in a URL.
  case $password in
    '') fail "$variable is not set: openssl rand -hex 32 makes one." ;;
    *[!A-Za-z0-9_-]*) fail "$variable must consist of letters, digits, - and _: openssl rand -hex 32 makes one." ;;
  esac
  [ ${#password} -ge 32 ] || fail "$variable must have 32 characters or more: openssl rand -hex 32 makes one."
  case " $known " in
    *" $password "*) fail "$variable must be a password of its own: another user has it already." ;;
  esac
  known="$known $password"
}

hash_of() {
  printf %s "$1" | sha256sum | cut -d ' ' -f 1
}

known=
line=
users=$folder/users.acl.new
: >"$users"
# A line in the first column begins a user; what is indented belongs to it.
while IFS= read -r text || [ -n "$text" ]; do
  words=${text#"${text%%[! ]*}"}
  case $words in
    '' | '#' | '# '*) continue ;;
  esac
  if [ "$words" = "$text" ]; then
    [ -z "$line" ] || printf '%s\n' "$line" >>"$users"
    line=$words
  else
    line="$line $words"
  fi
  case $words in
    *'#<password>'*)
      user=${line#user }
      user=${user%% *}
      case " $made_per_start " in
        *" $user "*)
          password=$(head -c 32 /dev/urandom | sha256sum | cut -d ' ' -f 1)
          printf %s "$password" >"$folder/$user"
          ;;
        *) read_password "$user" ;;
      esac
      line="${line%'#<password>'*}#$(hash_of "$password")${line##*'#<password>'}"
      ;;
  esac
done <"$rules"
printf '%s\n' "$line" >>"$users"
mv "$users" "$folder/users.acl"
