import { redisImage } from './redis-program.ts';

/** What a person can do when no Redis server was found or could be got, system by system. */
export const redisRemedy = `No Redis server was found and none could be installed. Use one of these, then run the command again:
  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y --no-install-recommends redis-server
  Fedora:          sudo dnf install -y valkey
  Alpine:          sudo apk add redis
  macOS:           brew install redis
  Docker:          start its daemon; then this must work: docker run --rm ${redisImage} redis-server --version`;
