import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const document = readFileSync(join(root, 'docs/data-model.md'), 'utf8');
const schema = readFileSync(join(root, 'server/src/db/schema.sql'), 'utf8');

/** How many fields each entity of the diagram has: a row that gets lost is noticed. */
const FIELDS = {
  Tenant: 13,
  User: 7,
  EventType: 13,
  Booking: 13,
  Payment: 10,
  TenantLandingSettings: 12,
  TeacherCourseAssignment: 8,
  WhitelistEntry: 6,
  ImmersioSyncLog: 8,
  TenantUsage: 8,
  Schedule: 4,
  Availability: 7,
  Host: 3,
};

/** `table.column` of every table in schema.sql. */
const columns = new Set(
  [...schema.matchAll(/^CREATE TABLE (\w+) \(\n([\s\S]*?)^\);/gm)].flatMap(([, table, body = '']) =>
    [...body.matchAll(/^ {2}"?([a-z_]+)"? /gm)].map(([, column]) => `${table}.${column}`),
  ),
);
const tables = new Set([...columns].map((column) => column.split('.')[0]));

describe('docs/data-model.md', () => {
  it('maps every field of the diagram, each once', () => {
    const fields = [...document.matchAll(/^\| ([A-Z]\w+)\.(\w+) \| `\w+\.\w+` \|/gm)].map(
      ([, entity = '', field]) => ({ entity, field }),
    );
    const counts = Object.fromEntries(
      [...Map.groupBy(fields, ({ entity }) => entity)].map(([entity, rows]) => [
        entity,
        new Set(rows.map(({ field }) => field)).size,
      ]),
    );
    expect(counts).toEqual(FIELDS);
  });

  it('names no column that the schema does not have', () => {
    const named = [...document.matchAll(/`([a-z_]+)\.([a-z_]+)`/g)].map(
      ([, table, column]) => `${table}.${column}`,
    );
    expect(named.length).toBeGreaterThan(112);
    expect(named.filter((column) => !columns.has(column))).toEqual([]);
  });

  it('names every table of the schema, and no other', () => {
    expect(
      [...tables].filter((table) => !document.includes(`\`${table}\``) && !document.includes(`\`${table}.`)),
    ).toEqual([]);
    const beyond = [...document.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name ?? '');
    expect(beyond.filter((name) => !tables.has(name) && !name.startsWith('idx_'))).toEqual([]);
  });

  it('names indexes as they are', () => {
    const rows = [...document.matchAll(/^\| `(idx_\w+)` \| `(\w+)` \| ([a-z_, ]+)/gm)];
    expect(rows.length).toBe(6);
    for (const [, index = '', table = '', list = ''] of rows) {
      expect(schema).toMatch(
        new RegExp(`INDEX ${index} ON public\\.${table} USING btree \\(${list.trim()}\\)`),
      );
    }
  });
});
