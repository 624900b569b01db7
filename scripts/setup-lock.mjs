import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A holder touches its lock once a second. After this long without it the numbers in it are other processes' by now. */
const STALE_AFTER_MS = 300_000;

/**
 * Runs `work` while no other process does so under the same lock; waits for the one that does. A lock that a killed
 * process left is taken over, once that process is gone and those that it named by `share(pid)` are.
 */
export async function withSetupLock(path, say, work) {
  mkdirSync(dirname(path), { recursive: true });
  let announced = false;
  while (!tryLock(path)) {
    if (!announced) say('waiting for another start that is installing packages …');
    announced = true;
    await sleep(100);
  }
  const release = () => rmSync(path, { force: true });
  const end = () => process.exit(1);
  process.once('exit', release);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
  const touch = setInterval(() => utimesSync(path, new Date(), new Date()), 1000);
  try {
    await work((pid) => appendFileSync(path, ` ${pid}`));
  } finally {
    clearInterval(touch);
    release();
    process.off('exit', release);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, end);
  }
}

function tryLock(path) {
  if (create(path)) return true;
  if (!isAbandoned(path)) return false;
  // Moved away before it is removed, and looked at again: between the two it may have become somebody's.
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return false;
  }
  if (!isAbandoned(aside)) {
    try {
      linkSync(aside, path);
    } catch {
      // Its place is taken again.
    }
  }
  rmSync(aside, { force: true });
  return create(path);
}

function create(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > STALE_AFTER_MS) return true;
    const pids = readFileSync(path, 'utf8').split(' ').map(Number);
    return pids.every((pid) => pid > 0 && !isAlive(pid));
  } catch {
    return false; // gone already
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
