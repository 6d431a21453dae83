#!/bin/sh
# Starts redis-server, with the given arguments and the users of users.acl, for whom passwords are
# read as write-users.sh tells. They are not in the server's environment.
set -eu
umask 077
folder=/tmp/ticketpost
mkdir -p "$folder"
sh "$(dirname "$0")/write-users.sh" "$folder"
for variable in $(env | sed -n 's/^\(REDIS_[A-Z]*_PASSWORD\)=.*/\1/p'); do
  unset "$variable"
done
exec redis-server "$@" --protected-mode yes --aclfile "$folder/users.acl"
