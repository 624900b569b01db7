import { createHash } from 'node:crypto';
import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import pg from 'pg';

// Ids and counts: JavaScript's integers are exact to 2^53, and what lies beyond is a fault, never a rounded number.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint beyond 2^53: ${text}`);
  return value;
});
// A local date stays the text it is: a Date would drag it through the server's zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type StatementHook = (text: string) => void;

const names = new Map<string, string>();

/** One name per text, so that each connection parses and plans a statement once. */
function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    // Statements are written by us and few; a list that grows means that a value was spliced into a text.
    if (names.size > 2000) names.clear();
    names.set(text, name);
  }
  return name;
}

/** kysely over one client that somebody else checks out and returns; statements with values are named. */
export function dialectFor(
  client: pg.ClientBase,
  onStatement: StatementHook | undefined,
  nameStatements: boolean,
): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      onStatement?.(query.sql);
      const values = [...query.parameters];
      const result = await client.query<R & pg.QueryResultRow>(
        nameStatements && values.length > 0
          ? { name: statementName(query.sql), text: query.sql, values }
          : { text: query.sql, values },
      );
      const affected = result.command === 'SELECT' ? undefined : BigInt(result.rowCount ?? 0);
      return { rows: result.rows, ...(affected === undefined ? {} : { numAffectedRows: affected }) };
    },
    streamQuery() {
      throw new Error('statements are not streamed');
    },
  };
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: async () => {
      throw new Error('the transaction is begun by withTenant');
    },
    commitTransaction: async () => undefined,
    rollbackTransaction: async () => undefined,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
