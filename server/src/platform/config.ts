import { randomBytes } from 'node:crypto';
import { Secret } from './secret.ts';
import type { EncryptionKey } from './crypto.ts';

export type Mode = 'development' | 'test' | 'production';

export type RateLimit = { max: number; windowSeconds: number };
export const RATE_LIMIT_NAMES = ['api', 'pages', 'bookings', 'sign_in', 'webhooks'] as const;
export type RateLimitName = (typeof RATE_LIMIT_NAMES)[number];
export type RateLimits = { limits: Record<RateLimitName, RateLimit>; holdsPerAddress: number } | 'off';

export type DatabaseUrls = { app: Secret; admin: Secret; worker: Secret };

export type Config = {
  mode: Mode;
  port: number;
  baseDomain: string;
  /** Null: the embedded database. */
  database: DatabaseUrls | null;
  dataDir: string | null;
  /** Null: in development the simulator, in production the vendor's own address. */
  stripeApiBase: string | null;
  immersioApiBase: string | null;
  smtpUrl: Secret | null;
  /** Null in development: kept in the data folder. */
  encryptionKeys: readonly EncryptionKey[] | null;
  rateLimits: RateLimits;
};

/** Every fault of the environment at once, one line each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

// Generous for a class of 30 that books at once behind one address.
const DEFAULT_LIMITS: Record<RateLimitName, RateLimit> = {
  api: { max: 1200, windowSeconds: 60 },
  pages: { max: 1200, windowSeconds: 60 },
  bookings: { max: 600, windowSeconds: 60 },
  sign_in: { max: 60, windowSeconds: 60 },
  webhooks: { max: 60_000, windowSeconds: 60 },
};
const DEFAULT_HOLDS_PER_ADDRESS = 5;

const KEY_FORM = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/;

/** Reads the settings, or throws a `ConfigError` that lists every fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const given = (name: string): string | null => env[name]?.trim() || null;

  const mode = given('NODE_ENV') ?? 'development';
  if (mode !== 'development' && mode !== 'test' && mode !== 'production') {
    faults.push(`NODE_ENV: must be development, test or production, not "${mode}"`);
  }
  const production = mode === 'production';

  const portText = given('PORT') ?? '3000';
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN;
  if (!(port >= 0 && port <= 65535)) faults.push(`PORT: must be a number from 0 to 65535, not "${portText}"`);

  const baseDomain = (given('BASE_DOMAIN') ?? 'localhost').toLowerCase();
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(baseDomain)) {
    faults.push(`BASE_DOMAIN: must be a host name without a port, not "${baseDomain}"`);
  }

  const url = (name: string, protocols: readonly string[]): string | null => {
    const text = given(name);
    if (text === null) return null;
    const parsed = URL.parse(text);
    if (!parsed || !protocols.includes(parsed.protocol)) {
      faults.push(`${name}: must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`);
      return null;
    }
    return text;
  };
  const postgres = ['postgres:', 'postgresql:'];
  const app = url('DATABASE_URL', postgres);
  const admin = url('DATABASE_ADMIN_URL', postgres);
  const worker = url('DATABASE_WORKER_URL', postgres);
  if (given('DATABASE_URL') === null && (admin !== null || worker !== null)) {
    faults.push('DATABASE_URL: must be set when DATABASE_ADMIN_URL or DATABASE_WORKER_URL is');
  }
  if (given('DATABASE_URL') !== null && given('DATABASE_ADMIN_URL') === null) {
    faults.push("DATABASE_ADMIN_URL: must be set with DATABASE_URL (the owner's connection, for migrations)");
  }
  if (production && given('DATABASE_URL') === null) faults.push('DATABASE_URL: must be set in production');

  const stripeApiBase = url('STRIPE_API_BASE', ['http:', 'https:']);
  const immersioApiBase = url('IMMERSIO_API_BASE', ['http:', 'https:']);
  const smtpUrl = url('SMTP_URL', ['smtp:', 'smtps:']);
  if (production) {
    for (const [name, value] of [
      ['STRIPE_API_BASE', stripeApiBase],
      ['IMMERSIO_API_BASE', immersioApiBase],
    ] as const) {
      if (value?.startsWith('http:'))
        faults.push(`${name}: must be https in production (simulators are for development)`);
    }
    if (immersioApiBase === null && given('IMMERSIO_API_BASE') === null) {
      faults.push('IMMERSIO_API_BASE: must be set in production');
    }
    if (given('SMTP_URL') === null) faults.push('SMTP_URL: must be set in production');
    if (baseDomain === 'localhost' || baseDomain.endsWith('.localhost')) {
      faults.push('BASE_DOMAIN: must be your own domain in production');
    }
  }

  const encryptionKeys = readKeys(given('ENCRYPTION_KEYS'), production, faults);
  const rateLimits = readRateLimits(given('RATE_LIMITS'), production, faults);

  if (faults.length > 0) throw new ConfigError(faults);
  return {
    mode: mode as Mode,
    port,
    baseDomain,
    database:
      app !== null && admin !== null
        ? { app: new Secret(app), admin: new Secret(admin), worker: new Secret(worker ?? app) }
        : null,
    dataDir: given('DATA_DIR'),
    stripeApiBase,
    immersioApiBase,
    smtpUrl: smtpUrl === null ? null : new Secret(smtpUrl),
    encryptionKeys,
    rateLimits,
  };
}

function readKeys(text: string | null, production: boolean, faults: string[]): EncryptionKey[] | null {
  if (text === null) {
    if (production)
      faults.push(
        'ENCRYPTION_KEYS: must be set in production (id:base64 of 32 bytes, the current one first)',
      );
    return null;
  }
  const keys: EncryptionKey[] = [];
  for (const [index, part] of text.split(',').entries()) {
    const match = KEY_FORM.exec(part.trim());
    const key = Buffer.from(match?.[2] ?? '', 'base64');
    if (!match || key.length !== 32) {
      faults.push(`ENCRYPTION_KEYS: entry ${index + 1} must be id:base64 of 32 bytes`);
    } else if (keys.some((other) => other.id === match[1])) {
      faults.push(`ENCRYPTION_KEYS: the id "${match[1] ?? ''}" is there twice`);
    } else if (production && match[1]?.startsWith('dev')) {
      faults.push(`ENCRYPTION_KEYS: "${match[1]}" is a development key`);
    } else {
      keys.push({ id: match[1] ?? '', key });
    }
  }
  return keys;
}

/** `off`, or a list that changes the defaults: `bookings=600/60,holds=5` (requests per window in seconds; holds per address). */
function readRateLimits(text: string | null, production: boolean, faults: string[]): RateLimits {
  const limits = { ...DEFAULT_LIMITS };
  let holdsPerAddress = DEFAULT_HOLDS_PER_ADDRESS;
  if (text === null) return { limits, holdsPerAddress };
  if (text.toLowerCase() === 'off') {
    if (production) faults.push('RATE_LIMITS: off is for development only');
    return 'off';
  }
  for (const part of text.split(',')) {
    const match = /^([a-z_]+)=([1-9]\d{0,8})(?:\/([1-9]\d{0,5}))?$/.exec(part.trim());
    const name = match?.[1];
    const max = Number(match?.[2]);
    if (match && name === 'holds' && match[3] === undefined) holdsPerAddress = max;
    else if (match && match[3] !== undefined && RATE_LIMIT_NAMES.includes(name as RateLimitName)) {
      limits[name as RateLimitName] = { max, windowSeconds: Number(match[3]) };
    } else {
      faults.push(
        `RATE_LIMITS: "${part.trim()}" must be off, holds=<count>, or <name>=<count>/<seconds> with a name of ${RATE_LIMIT_NAMES.join(', ')}`,
      );
    }
  }
  return { limits, holdsPerAddress };
}

/** A fresh key for development, as it is written to the data folder. */
export const newDevelopmentKey = (): string => `dev:${randomBytes(32).toString('base64')}`;

/** Reads what `newDevelopmentKey` wrote. */
export function parseKeys(text: string): EncryptionKey[] {
  const faults: string[] = [];
  const keys = readKeys(text, false, faults);
  if (!keys || faults.length > 0) throw new ConfigError(faults);
  return keys;
}
