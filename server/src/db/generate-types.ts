import { Kysely, PostgresDialect } from 'kysely';
import { generate, PostgresDialect as CodegenDialect } from 'kysely-codegen';
import pg from 'pg';

/**
 * The TypeScript types of a migrated database, as the pool's parsers hand its values out: bigint as number, numeric, date,
 * time and ranges as text, timestamptz as Date. `adminUrl` is a connection of the owner.
 */
export async function generateTypes(adminUrl: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 });
  pool.on('error', () => undefined);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await generate({
      db,
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it implements that class's interface
      dialect: new CodegenDialect({
        dateParser: 'string',
        numericParser: 'string',
        defaultSchemas: ['public'],
      }),
      includePattern: 'public.*',
      outFile: null,
      typeMapping: { int8: 'number', time: 'string', tstzrange: 'string' },
      postprocess: ({ metadata }) => {
        // The transaction's plugin fills tenant_id in, so that an insert need not give it.
        for (const { columns } of metadata.tables)
          for (const column of columns) if (column.name === 'tenant_id') column.hasDefaultValue = true;
        return Promise.resolve(metadata);
      },
    });
  } finally {
    await db.destroy();
  }
}
