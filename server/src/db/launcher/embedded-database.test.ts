import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultDataDir, installationRoot } from './data-dir.ts';
import { openEmbeddedDatabase, type EmbeddedDatabase } from './embedded-database.ts';
import { LaunchError } from './launch-error.ts';

const cleanups: (() => Promise<void> | void)[] = [];
/** Most tests start the same cluster again: making one takes longer than all the rest. */
let dataDir: string;
beforeAll(() => {
  dataDir = newFolder();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function newFolder(): string {
  const folder = mkdtempSync(join(installationRoot(), 'test-'));
  chmodSync(folder, 0o711);
  return folder;
}

function temporaryFolder(): string {
  const folder = newFolder();
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function open(folder: string, log?: (line: string) => void): Promise<EmbeddedDatabase> {
  const database = await openEmbeddedDatabase({ dataDir: folder, durable: false, ...(log ? { log } : {}) });
  cleanups.push(() => database.stop());
  return database;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A server of its own process, which can be killed. */
async function openElsewhere(): Promise<{ kill: () => Promise<void> }> {
  const module = join(import.meta.dirname, 'embedded-database.ts');
  const program = `const { openEmbeddedDatabase } = await import(${JSON.stringify(module)});
    await openEmbeddedDatabase({ dataDir: ${JSON.stringify(dataDir)}, durable: false });
    console.log('ready'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const kill = async (): Promise<void> => {
    if (child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  cleanups.push(kill);
  return { kill };
}

function postgresPid(): number {
  return Number(readFileSync(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

describe('the embedded database', () => {
  it('starts, keeps its data over a restart, and gives each role its own rights', async () => {
    const first = await open(dataDir);
    await query(first.adminUrl, 'create table kept (id int)');
    expect(await query(first.appUrl, 'select current_user as name')).toEqual([{ name: 'lessonry_app' }]);
    await expect(query(first.appUrl, 'create table mine (id int)')).rejects.toMatchObject({ code: '42501' });
    const roles = await query(
      first.superuserUrl,
      `select count(*)::int as powerful from pg_roles
       where rolname like 'lessonry%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    );
    expect(roles).toEqual([{ powerful: 0 }]);
    await first.stop();
    await first.exited;

    const second = await open(dataDir);
    expect(await query(second.adminUrl, 'select count(*)::int as rows from kept')).toEqual([{ rows: 0 }]);
    expect(second.databaseUrl('app', 'other')).toBe(second.appUrl.replace(/lessonry$/, 'other'));
  });

  it('keeps passwords and data to itself', async () => {
    const database = await open(dataDir);
    const mode = (path: string): number => statSync(join(dataDir, path)).mode & 0o777;
    expect([mode('passwords.json'), mode('pgdata'), mode('run')]).toEqual([0o600, 0o700, 0o700]);
    await expect(
      query(database.appUrl.replace(/:[0-9a-f]{48}@/, ':guess@'), 'select 1'),
    ).rejects.toMatchObject({ code: '28P01' });
  });

  it('stops within 3 s while somebody is connected, in the middle of a transaction', async () => {
    const database = await open(dataDir);
    const client = new pg.Client({ connectionString: database.appUrl });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('begin');
    const begin = performance.now();
    await database.stop();
    expect(performance.now() - begin).toBeLessThan(3000);
    await client.end().catch(() => undefined);
  });

  it('refuses a second start on the same folder and names the first', async () => {
    await open(dataDir);
    await expect(open(dataDir)).rejects.toThrow(new RegExp(`process ${process.pid} is already using`));
  });

  it('recovers after a kill -9 of the server, which leaves postgres behind', async () => {
    const server = await openElsewhere();
    const orphan = postgresPid();
    await server.kill();
    const lines: string[] = [];
    const database = await open(dataDir, (line) => lines.push(line));
    expect(lines).toEqual(['stopped the database that an earlier run had left behind']);
    expect(postgresPid()).not.toBe(orphan);
    expect(await query(database.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('notices a kill -9 of postgres, and starts again with connections open', async () => {
    const database = await open(dataDir);
    const client = new pg.Client({ connectionString: database.appUrl });
    client.on('error', () => undefined);
    await client.connect();
    process.kill(postgresPid(), 'SIGKILL');
    await database.exited;
    await database.stop();
    const again = await open(dataDir);
    expect(await query(again.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await client.end().catch(() => undefined);
  });

  it('is not misled by a pid file that names some other process', async () => {
    await (await open(dataDir)).stop();
    writeFileSync(join(dataDir, 'pgdata', 'postmaster.pid'), `${process.pid}\n${dataDir}/pgdata\n1\n5432\n`);
    const database = await open(dataDir);
    expect(await query(database.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const database = await open(join(temporaryFolder(), 'x'.repeat(90)));
    cleanups.unshift(() => rmSync(database.socketDir, { recursive: true, force: true }));
    expect(database.socketDir.length).toBeLessThan(80);
    expect(await query(database.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says in one line why a folder will not do', async () => {
    const parent = temporaryFolder();
    const file = join(parent, 'file');
    writeFileSync(file, '');
    const damaged = join(parent, 'damaged');
    mkdirSync(damaged);
    chmodSync(damaged, 0o711);
    writeFileSync(join(damaged, 'passwords.json'), '{');
    for (const [folder, reason] of [
      [file, /a file is in the way/],
      [join(file, 'below'), /not a folder/],
      ['/proc/lessonry', /no such file or folder/],
      [damaged, /passwords\.json is damaged/],
    ] as const) {
      const error: unknown = await openEmbeddedDatabase({ dataDir: folder }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(LaunchError);
      expect((error as Error).message).toMatch(reason);
      expect((error as Error).message).not.toContain('\n');
    }
  });
});

describe('the default data folder', () => {
  it('is keyed by the checkout and lies outside of it', () => {
    const mine = defaultDataDir('/somewhere/checkout');
    expect(mine).toBe(defaultDataDir('/somewhere/checkout/'));
    expect(mine).not.toBe(defaultDataDir('/somewhere/other'));
    expect(mine.startsWith('/somewhere')).toBe(false);
  });
});
