import type { Database, TenantIdentity } from '#db/database.ts';

export type HostOwner =
  { kind: 'platform' } | { kind: 'school'; tenant: TenantIdentity } | { kind: 'nobody' };

// A school that was just made or moved is found within this time; the page of a busy school asks the database rarely.
const REMEMBERED_FOR = 5_000;
const REMEMBERED_AT_MOST = 10_000;

/** Whose host name is this? `localhost:3000` → `localhost`; the platform's, a school's (subdomain or own domain), or nobody's. */
export function createHostLookup(db: Database, baseDomain: string, now: () => number) {
  // The question itself is remembered, so that a hundred requests at once ask it once.
  const remembered = new Map<string, { owner: Promise<HostOwner>; until: number }>();

  return async (host: string): Promise<HostOwner> => {
    const name = host.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase();
    if (name === baseDomain) return { kind: 'platform' };
    const known = remembered.get(name);
    if (known && known.until > now()) return await known.owner;
    const owner = lookUp(db, baseDomain, name);
    if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear();
    remembered.set(name, { owner, until: now() + REMEMBERED_FOR });
    try {
      return await owner;
    } catch (error) {
      remembered.delete(name);
      throw error;
    }
  };
}

async function lookUp(db: Database, baseDomain: string, name: string): Promise<HostOwner> {
  const suffix = `.${baseDomain}`;
  const label = name.endsWith(suffix) ? name.slice(0, -suffix.length) : null;
  if (label?.includes('.')) return { kind: 'nobody' };
  const tenant = await db.platform.tenantByHost(label, name);
  return tenant ? { kind: 'school', tenant } : { kind: 'nobody' };
}
