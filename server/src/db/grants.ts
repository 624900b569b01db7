import { escapeIdentifier as identifier, type Client } from 'pg';

/** What the application and the worker may do, as the whole truth: what is missing is granted, what is more is revoked. */

const ROWS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;

/** Tables of schema public on which the two roles have other rights than all four. */
const TABLE_EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // Schools are opened and closed by the operator. A school changes its own row; row security hides the others.
  tenants: ['SELECT', 'UPDATE'],
};

/** Functions of schema public that both roles may call; every other one is the owner's alone. */
const CALLABLE_FUNCTIONS: readonly string[] = [
  'current_tenant',
  'set_tenant',
  'tenant_by_host',
  'tenant_ids_after',
  'tenant_directory',
  'demo_schools',
  'enqueue_job',
];

/**
 * The job queue's tables, for the worker only. With one of these missing it takes no job and logs nothing. INSERT on jobs
 * and queues is for crontabs and for tasks that add jobs.
 */
const QUEUE_TABLES: Readonly<Record<string, readonly string[]>> = {
  migrations: ['SELECT'],
  _private_jobs: ROWS,
  _private_job_queues: ['SELECT', 'INSERT', 'UPDATE'],
  _private_known_crontabs: ['SELECT', 'INSERT', 'UPDATE'],
  _private_tasks: ['SELECT', 'INSERT'],
};

const QUEUE_POLICY = 'worker_access';

interface Privilege {
  /** As GRANT and REVOKE write it: `TABLE public.bookings`. */
  readonly object: string;
  readonly privilege: string;
  /** A role's name, or `PUBLIC`. */
  readonly grantee: string;
}

/** Brings rights and the queue's policies of the two roles to the state above; does nothing where it is reached. */
export async function applyGrants(
  client: Client,
  roles: { appRole: string; workerRole: string },
): Promise<void> {
  const names = [...new Set([roles.appRole, roles.workerRole])];
  await assertRolesExist(client, names);
  const wanted = await wantedPrivileges(client, roles);
  const actual = await actualPrivileges(client, names);
  const key = ({ object, privilege, grantee }: Privilege): string => `${privilege} ${object} ${grantee}`;
  const wantedKeys = new Set(wanted.map(key));
  const actualKeys = new Set(actual.map(key));
  const statements = [
    ...actual
      .filter((entry) => !wantedKeys.has(key(entry)))
      .map(({ object, privilege, grantee }) => `REVOKE ${privilege} ON ${object} FROM ${roleName(grantee)}`),
    ...wanted
      .filter((entry) => !actualKeys.has(key(entry)))
      .map(({ object, privilege, grantee }) => `GRANT ${privilege} ON ${object} TO ${roleName(grantee)}`),
    ...(await schemaStatements(client, names)),
    ...(await queuePolicyStatements(client, roles.workerRole)),
  ];
  if (statements.length > 0) await client.query(`BEGIN; ${statements.join('; ')}; COMMIT`);
}

async function assertRolesExist(client: Client, names: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)',
    [names],
  );
  const missing = names.filter((name) => !rows.some(({ rolname }) => rolname === name));
  if (missing.length > 0)
    throw new Error(`the role ${missing.join(' and ')} does not exist; create it first`);
}

async function wantedPrivileges(
  client: Client,
  { appRole, workerRole }: { appRole: string; workerRole: string },
): Promise<Privilege[]> {
  const objects = await client.query<{ kind: string; name: string; object: string }>(
    `SELECT CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, c.relname AS name,
            format('%s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname) AS object
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND ${isOurs('c', 'relowner')}
     UNION ALL
     SELECT 'function', p.proname, format('FUNCTION %s', p.oid::regprocedure)
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = 'public' AND p.proname = ANY ($1) AND ${isOurs('p', 'proowner')}`,
    [CALLABLE_FUNCTIONS],
  );
  const rightsOn = (kind: string, name: string): readonly string[] => {
    if (kind === 'table') return TABLE_EXCEPTIONS[name] ?? ROWS;
    return kind === 'sequence' ? ['USAGE'] : ['EXECUTE'];
  };
  const wanted: Privilege[] = [];
  for (const grantee of new Set([appRole, workerRole])) {
    for (const { kind, name, object } of objects.rows)
      for (const privilege of rightsOn(kind, name)) wanted.push({ object, privilege, grantee });
  }
  wanted.push({ object: 'SCHEMA graphile_worker', privilege: 'USAGE', grantee: workerRole });
  for (const [table, privileges] of Object.entries(QUEUE_TABLES))
    for (const privilege of privileges)
      wanted.push({ object: `TABLE graphile_worker.${table}`, privilege, grantee: workerRole });
  return wanted;
}

/** What the roles have been given in our schemas, and what everybody may call or use there. */
async function actualPrivileges(client: Client, names: readonly string[]): Promise<Privilege[]> {
  const { rows } = await client.query<Privilege>(
    `WITH acls (object, acl, owner, schema) AS (
       SELECT format('%s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname),
              c.relacl, c.relowner, n.nspname
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('public', 'graphile_worker', 'migrations') AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
         AND ${isOurs('c', 'relowner')}
       UNION ALL
       SELECT format('FUNCTION %s', p.oid::regprocedure), coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner, n.nspname
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname = 'public' AND ${isOurs('p', 'proowner')}
       UNION ALL
       SELECT format('SCHEMA %I', n.nspname), n.nspacl, n.nspowner, n.nspname
       FROM pg_namespace n WHERE n.nspname IN ('graphile_worker', 'migrations')
     )
     SELECT a.object, e.privilege_type AS privilege, coalesce(r.rolname, 'PUBLIC') AS grantee
     FROM acls a CROSS JOIN LATERAL aclexplode(a.acl) e LEFT JOIN pg_roles r ON r.oid = e.grantee
     WHERE e.grantee <> a.owner
       AND (r.rolname = ANY ($1) OR (e.grantee = 0 AND a.schema = 'public' AND a.object LIKE 'FUNCTION %'))`,
    [names],
  );
  return rows;
}

/** Everybody may use schema public as a rule; an administrator may have closed it. */
async function schemaStatements(client: Client, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS name WHERE NOT has_schema_privilege(name, 'public', 'USAGE')`,
    [names],
  );
  return rows.map(({ name }) => `GRANT USAGE ON SCHEMA public TO ${identifier(name)}`);
}

async function queuePolicyStatements(client: Client, workerRole: string): Promise<string[]> {
  const { rows } = await client.query<{ relname: string; roles: string[] | null }>(
    `SELECT c.relname, (SELECT array_agg(r.rolname::text) FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
                        WHERE p.polrelid = c.oid AND p.polname = $1) AS roles
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity`,
    [QUEUE_POLICY],
  );
  return rows.flatMap(({ relname, roles }) => {
    const table = `graphile_worker.${identifier(relname)}`;
    const to = identifier(workerRole);
    if (roles === null)
      return [`CREATE POLICY ${QUEUE_POLICY} ON ${table} TO ${to} USING (true) WITH CHECK (true)`];
    return roles.length === 1 && roles[0] === workerRole
      ? []
      : [`ALTER POLICY ${QUEUE_POLICY} ON ${table} TO ${to}`];
  });
}

/** Leaves alone what belongs to an extension or to somebody else. */
function isOurs(alias: string, owner: string): string {
  return `pg_has_role(${alias}.${owner}, 'USAGE') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = ${alias}.oid AND d.deptype = 'e')`;
}

function roleName(grantee: string): string {
  return grantee === 'PUBLIC' ? 'PUBLIC' : identifier(grantee);
}
