/** `tenants` is its own tenant. */
const OWN_KEY: Readonly<Record<string, string>> = { tenants: 'id' };

const MENTION = /\b(from|join|update|into|using)\s+"?([a-z_]+)"?(?:\s+(?:as\s+)?"?([a-z_]+)"?)?/gi;
const NO_ALIAS = new Set([
  'where',
  'on',
  'set',
  'inner',
  'left',
  'join',
  'order',
  'group',
  'limit',
  'for',
  'values',
  'returning',
  'union',
  'using',
  'cross',
  'having',
]);

/**
 * The tables of a statement that are read or written without naming their tenant: every mention needs an equality of its own
 * with its alias (`b.tenant_id = $1`), an insert needs the column. A plain reading of the text, enough for the SQL that we write.
 */
export function tablesWithoutTenant(text: string, tenantTables: ReadonlySet<string>): string[] {
  const mentions = new Map<string, { table: string; count: number }>();
  const missing: string[] = [];
  for (const [, verb = '', table = '', word] of text.matchAll(MENTION)) {
    if (!tenantTables.has(table)) continue;
    if (verb.toLowerCase() === 'into') {
      const columns = new RegExp(`into\\s+"?${table}"?\\s*\\(([^)]*)\\)`, 'i').exec(text)?.[1] ?? '';
      if (!/"?\btenant_id\b"?/.test(columns)) missing.push(table);
      continue;
    }
    const alias = word === undefined || NO_ALIAS.has(word.toLowerCase()) ? table : word;
    const known = mentions.get(alias);
    mentions.set(alias, { table, count: (known?.count ?? 0) + 1 });
  }
  for (const [alias, { table, count }] of mentions) {
    const equality = new RegExp(
      `"?\\b${alias}"?\\."?${OWN_KEY[table] ?? 'tenant_id'}"?\\s*=\\s*\\$\\d+`,
      'g',
    );
    if ((text.match(equality)?.length ?? 0) < count) missing.push(table);
  }
  return missing;
}
