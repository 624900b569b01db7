import { zoneNamed, type Zone } from './zone.ts';

/** The zone of a field of a request, whatever the caller put there. */
export function knownZone(name: unknown): Zone | undefined {
  return typeof name === 'string' ? zoneNamed(name) : undefined;
}

/** What to say of a field that names no zone. */
export function unknownZone(name: unknown): string {
  return name === undefined ? 'must name a time zone' : `unknown time zone ${JSON.stringify(name)}`;
}
