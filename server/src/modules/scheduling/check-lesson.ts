import { canStartAt, type StartRefusal } from '@lessonry/slots';
import type { Tx } from '#db/database.ts';
import { DAY } from '#platform/clock.ts';
import type { OwnTime } from './busy.ts';
import type { EventType } from './event-types.ts';
import type { LessonHost } from './hosts.ts';
import { lessonRequest } from './slot-request.ts';

export type LessonCheck =
  { ok: true; hosts: LessonHost[] } | { ok: false; reason: StartRefusal | 'no_such_host' };

/** May this lesson start at this instant, and which hosts are free for it? The same rules as the list of slots. */
export async function checkLessonStart(
  tx: Tx,
  eventType: EventType,
  {
    start,
    now,
    timeZone,
    hostUid,
    ignoring,
  }: {
    start: number;
    now: number;
    timeZone: string;
    hostUid?: string | undefined;
    ignoring?: OwnTime | undefined;
  },
): Promise<LessonCheck> {
  const { request, hosts } = await lessonRequest(tx, eventType, {
    from: start - DAY,
    to: start + 2 * DAY,
    now,
    timeZone,
    hostUid,
    ignoring,
  });
  if (hosts.length === 0 || (hostUid !== undefined && !hosts.some((host) => host.uid === hostUid))) {
    return { ok: false, reason: 'no_such_host' };
  }
  const answer = canStartAt(request, start);
  if (!answer.ok) return answer;
  return { ok: true, hosts: answer.hosts.map((index) => hosts[index]).filter((host) => host !== undefined) };
}

/**
 * Who teaches, out of those who are free: everyone for a collective; in a round robin the fixed ones and one other: highest
 * priority first, then the fewest lessons of this event for their weight in the month around `start`.
 */
export async function chooseHosts(
  tx: Tx,
  eventType: EventType,
  free: readonly LessonHost[],
  start: number,
): Promise<LessonHost[]> {
  if (eventType.schedulingType !== 'ROUND_ROBIN') return [...free];
  const fixed = free.filter((host) => host.isFixed);
  const others = free.filter((host) => !host.isFixed);
  if (others.length === 0) return fixed;
  const counts = await tx.db
    .selectFrom('bookings')
    .select((eb) => ['host_id', eb.fn.countAll<number>().as('lessons')])
    .where('event_type_id', '=', eventType.id)
    .where('status', 'in', ['PENDING', 'CONFIRMED'])
    .where('start_time', '>=', new Date(start - 15 * DAY))
    .where('start_time', '<', new Date(start + 15 * DAY))
    .groupBy('host_id')
    .execute();
  const load = new Map(counts.map((row) => [row.host_id, row.lessons]));
  const burden = (host: LessonHost) => (load.get(host.id) ?? 0) / host.weight;
  const [chosen] = others.sort((a, b) => b.priority - a.priority || burden(a) - burden(b) || a.id - b.id);
  return chosen ? [...fixed, chosen] : fixed;
}
