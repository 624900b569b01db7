import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { Secret } from './secret.ts';

/** A named 256-bit key. The first of a list encrypts and signs; all of them decrypt and verify. */
export type EncryptionKey = { id: string; key: Buffer };

export type Keyring = ReturnType<typeof createKeyring>;

const VERSION = 'v1';

/**
 * Encrypts secrets at rest (AES-256-GCM) and signs links (HMAC-SHA-256), with keys derived per purpose.
 * Ciphertext: `v1.<key id>.<iv>.<tag>.<data>`, bound to its `context` (tenant and column): moved elsewhere it does not decrypt.
 */
export function createKeyring(keys: readonly EncryptionKey[]) {
  const first = keys[0];
  if (!first) throw new Error('a keyring needs at least one key');
  const byId = new Map(keys.map((entry) => [entry.id, entry]));
  const derived = new Map<string, Buffer>();

  const derive = (entry: EncryptionKey, purpose: string): Buffer => {
    const name = `${entry.id}\n${purpose}`;
    let key = derived.get(name);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', entry.key, '', purpose, 32));
      derived.set(name, key);
    }
    return key;
  };

  const mac = (entry: EncryptionKey, purpose: string, data: string): Buffer =>
    createHmac('sha256', derive(entry, `sign:${purpose}`))
      .update(data)
      .digest();

  return {
    encrypt(secret: Secret, context: string): string {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', derive(first, 'encrypt'), iv);
      cipher.setAAD(Buffer.from(context));
      const data = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
      return [
        VERSION,
        first.id,
        ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url')),
      ].join('.');
    },

    /** Throws where the key is unknown, the text was altered, or the context is another one. */
    decrypt(ciphertext: string, context: string): Secret {
      const [version, keyId, iv, tag, data] = ciphertext.split('.');
      const entry = byId.get(keyId ?? '');
      if (version !== VERSION || !entry || iv === undefined || tag === undefined || data === undefined) {
        throw new Error('a stored secret cannot be read: unknown form or key id');
      }
      const decipher = createDecipheriv(
        'aes-256-gcm',
        derive(entry, 'encrypt'),
        Buffer.from(iv, 'base64url'),
        {
          authTagLength: 16,
        },
      );
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      const plain = Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]);
      return new Secret(plain.toString('utf8'));
    },

    /** A signature for a link: `<key id>.<43 characters>`. The same data gives the same token until the first key changes. */
    sign(purpose: string, data: string): string {
      return `${first.id}.${mac(first, purpose, data).toString('base64url')}`;
    },

    /** Compares in constant time; false for anything that is not a signature of ours. */
    verify(purpose: string, data: string, token: string): boolean {
      const dot = token.lastIndexOf('.');
      const entry = byId.get(token.slice(0, dot));
      if (dot < 0 || !entry) return false;
      const given = Buffer.from(token.slice(dot + 1), 'base64url');
      const right = mac(entry, purpose, data);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

/** How tokens lie in the database: a stolen table opens no session. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
