import { z } from 'zod';
import type { Tx } from '#db/database.ts';
import type { Locale } from '#platform/locale.ts';

/** What a school has set for itself, in `tenants.settings`. */
export const settingsSchema = z.object({
  /** Minutes that an unpaid place is held, instead of the usual 33. */
  holdMinutes: z
    .int()
    .min(5)
    .max(24 * 60)
    .optional(),
  /** Ways of paying beside cards, by Stripe's names; those that settle later are among them. */
  paymentMethods: z.array(z.string().regex(/^[a-z_]+$/)).default([]),
  /** How many hours before the start a reminder is mailed. */
  reminderHours: z
    .array(
      z
        .number()
        .positive()
        .max(30 * 24),
    )
    .max(5)
    .default([24, 1]),
  contactEmail: z.string().optional(),
  address: z.record(z.string(), z.string()).optional(),
});
export type SchoolSettings = z.infer<typeof settingsSchema>;

/** The school of the transaction. */
export type School = {
  id: number;
  name: string;
  subdomain: string;
  customDomain: string | null;
  defaultLocale: Locale;
  timeZone: string;
  currency: string;
  immersio: { apiKeyEncrypted: string; subdomainId: string | null } | null;
  settings: SchoolSettings;
};

export async function ownSchool(tx: Tx): Promise<School> {
  const row = await tx.db
    .selectFrom('tenants')
    .selectAll()
    .where('id', '=', tx.tenantId)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    name: row.name,
    subdomain: row.subdomain,
    customDomain: row.custom_domain,
    defaultLocale: row.default_locale as Locale,
    timeZone: row.time_zone,
    currency: row.currency,
    immersio:
      row.immersio_api_key_encrypted === null
        ? null
        : { apiKeyEncrypted: row.immersio_api_key_encrypted, subdomainId: row.immersio_subdomain_id },
    settings: settingsSchema.parse(row.settings),
  };
}

export type Addresses = { baseDomain: string; port: number; secure: boolean };

/** The school's origin, for links in mails: its own domain where it has one. Ports appear in development only. */
export function schoolOrigin(
  school: Pick<School, 'subdomain' | 'customDomain'>,
  addresses: Addresses,
): string {
  if (school.customDomain !== null && addresses.secure) return `https://${school.customDomain}`;
  const host = `${school.subdomain}.${addresses.baseDomain}`;
  return addresses.secure ? `https://${host}` : `http://${host}:${addresses.port}`;
}

/** The platform's own origin: webhooks come in there. */
export const platformOrigin = ({ baseDomain, port, secure }: Addresses): string =>
  secure ? `https://${baseDomain}` : `http://${baseDomain}:${port}`;
