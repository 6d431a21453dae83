#!/bin/sh
# Asks Redis as one of the users whose password is new with every start, health or admin:
#
#   docker compose exec redis sh /etc/ticketpost/redis/as.sh admin info memory
#
# In development there are no users, and it asks as everybody does.
set -eu
user=$1
shift
password=/tmp/ticketpost/$user
[ -e "$password" ] || exec redis-cli -e "$@"
REDISCLI_AUTH=$(cat "$password")
export REDISCLI_AUTH
exec redis-cli --user "$user" -e "$@"
