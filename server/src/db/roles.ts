import { escapeIdentifier, escapeLiteral, type Client } from 'pg';

/** Names and passwords of the three roles that the product connects as. */
export interface RoleCredentials {
  readonly name: string;
  readonly password: string;
}

export interface ProductRoles {
  readonly owner: RoleCredentials;
  readonly app: RoleCredentials;
  readonly worker: RoleCredentials;
}

/** The names that the embedded database and the tests use; a database elsewhere may name them differently. */
export const ROLE_NAMES = {
  owner: 'lessonry_owner',
  app: 'lessonry_app',
  worker: 'lessonry_worker',
} as const;

/**
 * Makes the three roles, or gives existing ones these passwords. None of them is a superuser, and none can bypass row
 * security: the owner migrates, the other two own nothing. `client` must be allowed to create roles.
 */
export async function ensureRoles(client: Client, roles: ProductRoles): Promise<void> {
  for (const { name, password } of [roles.owner, roles.app, roles.worker]) {
    const role = escapeIdentifier(name);
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name]);
    if (rowCount === 0) await client.query(`create role ${role}`);
    await client.query(
      `alter role ${role} login nocreatedb nocreaterole inherit noreplication password ${escapeLiteral(password)}`,
    );
  }
}

/** Makes `database` owned by `owner`, closed to everyone but the three roles, unless it exists. */
export async function ensureDatabase(client: Client, database: string, roles: ProductRoles): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
  if (rowCount !== 0) return;
  const name = escapeIdentifier(database);
  const owner = escapeIdentifier(roles.owner.name);
  // A superuser may give a database to anyone; others must be a member of the new owner.
  await client.query(`create database ${name} owner ${owner} template template0 encoding 'UTF8'`);
  await client.query(`revoke connect, temporary on database ${name} from public`);
  await client.query(
    `grant connect on database ${name} to ${escapeIdentifier(roles.app.name)}, ${escapeIdentifier(roles.worker.name)}`,
  );
}
