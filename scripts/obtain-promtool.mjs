/**
 * Gets `promtool`, which judges the alert rules, out of Debian's package `prometheus`, without
 * installing that: it would start a server. Where there is no such package our own tests judge the
 * rules alone, so that this never fails.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

const cache = join(root, 'node_modules/.cache/ticketpost');
const target = join(cache, 'promtool');

function succeeds(program, args, cwd) {
  return spawnSync(program, args, { cwd, stdio: 'ignore', timeout: 120_000 }).status === 0;
}

function obtain() {
  if (succeeds('promtool', ['--version']) || succeeds(target, ['--version'])) return true;
  if (!succeeds('apt-get', ['--version']) || !succeeds('dpkg-deb', ['--version'])) return false;
  console.log("no promtool found: taking it out of Debian's package prometheus (20 MB)");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'promtool-'));
  try {
    if (!succeeds('apt-get', ['download', 'prometheus'], folder)) return false;
    const [archive] = readdirSync(folder);
    if (archive === undefined || !succeeds('dpkg-deb', ['-x', archive, '.'], folder)) return false;
    renameSync(join(folder, 'usr/bin/promtool'), target);
    return true;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (!obtain()) console.log('no promtool: the rules are judged by our own tests alone');
