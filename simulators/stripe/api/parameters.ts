import { invalidParameter } from '../errors.ts';
import type { FormMap } from './form.ts';

/** Parameters at some depth of the form, with the path that error messages name. */
export type Fields = { map: FormMap; at: string };

export function nameOf(fields: Fields, key: string): string {
  return fields.at === '' ? key : `${fields.at}[${key}]`;
}

/** A text; absent and empty are null. */
export function text(fields: Fields, key: string, maxLength = 5000): string | null {
  const value = fields.map[key];
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string') throw invalidParameter('Invalid string', nameOf(fields, key));
  if (value.length > maxLength) {
    throw invalidParameter(
      `Invalid string: ${value.slice(0, 20)}…; must be at most ${maxLength} characters`,
      nameOf(fields, key),
      'parameter_invalid_string_too_long',
    );
  }
  return value;
}

export function requiredText(fields: Fields, key: string): string {
  const value = text(fields, key);
  if (value !== null) return value;
  const name = nameOf(fields, key);
  if (fields.map[key] === '') {
    throw invalidParameter(
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset.`,
      name,
      'parameter_invalid_empty',
    );
  }
  throw invalidParameter(`Missing required param: ${name}.`, name, 'parameter_missing');
}

export function integer(fields: Fields, key: string): number | null {
  const value = text(fields, key);
  if (value === null) return null;
  if (!/^-?\d{1,15}$/.test(value)) {
    throw invalidParameter(`Invalid integer: ${value}`, nameOf(fields, key), 'parameter_invalid_integer');
  }
  return Number(value);
}

export function oneOf<T extends string>(fields: Fields, key: string, allowed: readonly T[]): T | null {
  const value = text(fields, key);
  if (value === null) return null;
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw invalidParameter(`Invalid ${key}: must be one of ${allowed.join(', ')}`, nameOf(fields, key));
}

/** A nested hash; absent is null. */
export function nested(fields: Fields, key: string): Fields | null {
  const value = fields.map[key];
  if (value === undefined || value === '') return null;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw invalidParameter('Invalid object', nameOf(fields, key));
  }
  return { map: value, at: nameOf(fields, key) };
}

/** A list of hashes. */
export function nestedList(fields: Fields, key: string): Fields[] {
  const value = fields.map[key];
  if (value === undefined || value === '') return [];
  if (!Array.isArray(value)) throw invalidParameter('Invalid array', nameOf(fields, key));
  return value.map((entry, index) => {
    const at = `${nameOf(fields, key)}[${index}]`;
    if (typeof entry !== 'object' || Array.isArray(entry)) throw invalidParameter('Invalid object', at);
    return { map: entry, at };
  });
}

/** A list of texts; absent is empty. */
export function textList(fields: Fields, key: string): string[] {
  const value = fields.map[key];
  if (value === undefined || value === '') return [];
  if (!Array.isArray(value)) throw invalidParameter('Invalid array', nameOf(fields, key));
  return value.map((entry) => (typeof entry === 'string' ? entry : ''));
}

/** Metadata by Stripe's limits: 50 keys of 40 characters, values of 500. Absent is `{}`. */
export function metadata(fields: Fields, key = 'metadata'): Record<string, string> {
  const value = fields.map[key];
  if (value === undefined || value === '') return {};
  const name = nameOf(fields, key);
  if (typeof value !== 'object') throw invalidParameter('Invalid object', name);
  const entries = Object.entries(value).filter(([, entry]) => entry !== '');
  if (entries.length > 50) throw invalidParameter('Metadata can have up to 50 keys.', name);
  const result: Record<string, string> = {};
  for (const [entryKey, entry] of entries) {
    if (typeof entry !== 'string') throw invalidParameter('Metadata values must be strings.', name);
    if (entryKey.length > 40) {
      throw invalidParameter(`Metadata keys can be up to 40 characters, got ${entryKey.length}.`, name);
    }
    if (entry.length > 500) {
      throw invalidParameter('Metadata values can have up to 500 characters.', `${name}[${entryKey}]`);
    }
    result[entryKey] = entry;
  }
  return result;
}

/** Merges new metadata into old; an empty text removes its key. */
export function mergeMetadata(old: Record<string, string>, fields: Fields): Record<string, string> {
  const given = fields.map['metadata'];
  if (given === '') return {};
  const removed = given && typeof given === 'object' ? Object.keys(given) : [];
  const kept = Object.entries(old).filter(([key]) => !removed.includes(key));
  return { ...Object.fromEntries(kept), ...metadata(fields) };
}

/** Refuses parameters that Stripe does not know, as it does itself. */
export function refuseUnknown(fields: Fields, known: readonly string[]): void {
  const unknown = Object.keys(fields.map).filter((key) => !known.includes(key));
  if (unknown[0] === undefined) return;
  const names = unknown.map((key) => nameOf(fields, key));
  throw invalidParameter(
    `Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`,
    names[0] ?? '',
    'parameter_unknown',
  );
}
