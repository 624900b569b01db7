import { type Exchange, redirect, sendJson } from '../http/listen.ts';
import type { Answer } from './school.ts';
import type { ImmersioFault } from './types.ts';

type Page = { data: Record<string, unknown>[]; total: number };

const HUGE_BYTES = 10 * 1024 * 1024;

/** Whether the request must take no effect: it fails before the work, and was not asked to fail after it. */
export function failsBefore(fault: ImmersioFault | null): boolean {
  return (
    fault !== null && ['status', 'hang', 'reset', 'redirect'].includes(fault.kind) && fault.done !== true
  );
}

/** Sends the answer, or what the fault makes of it. The status sent, or null where none was. */
export function sendAnswer(
  exchange: Exchange,
  answer: Answer,
  fault: ImmersioFault | null,
  now: number,
): number | null {
  if (fault === null) return send(exchange, answer, {});
  switch (fault.kind) {
    case 'hang':
      return null;
    case 'reset':
      exchange.request.socket.resetAndDestroy();
      return null;
    case 'status': {
      const status = fault.status ?? 500;
      const retryAfter = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      const error = { code: 'unavailable', message: 'The simulator was asked to fail this request.' };
      sendJson(exchange, status, { error }, retryAfter);
      return status;
    }
    case 'redirect':
      redirect(exchange, 302, fault.location ?? 'http://127.0.0.1:9/elsewhere');
      return 302;
    case 'garbage':
      sendJson(exchange, 200, '<!doctype html><title>Sign in</title><p>Please sign in.', {
        'content-type': 'text/html',
      });
      return 200;
    case 'truncate':
    case 'cut_json':
      return sendHalf(exchange, answer, fault.kind === 'truncate');
    default: {
      const date = fault.kind === 'clock_skew' ? { date: new Date(now + skewOf(fault)).toUTCString() } : {};
      return send(exchange, { ...answer, body: spoil(answer.body, fault) }, date);
    }
  }
}

function send(exchange: Exchange, answer: Answer, headers: Record<string, string>): number {
  if (answer.status === 204) exchange.response.writeHead(204).end();
  else sendJson(exchange, answer.status, answer.body, headers);
  return answer.status;
}

function sendHalf(exchange: Exchange, answer: Answer, breaksOff: boolean): number {
  const text = Buffer.from(JSON.stringify(answer.body));
  const half = text.subarray(0, Math.floor(text.length / 2));
  exchange.response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': breaksOff ? text.length : half.length,
  });
  if (breaksOff) exchange.response.write(half, () => exchange.request.socket.destroy());
  else exchange.response.end(half);
  return answer.status;
}

function skewOf(fault: ImmersioFault): number {
  return fault.skewMs ?? 3_600_000;
}

/** A changed copy of a body; a single record is treated as a page of one where the fault is about records. */
function spoil(body: unknown, fault: ImmersioFault): unknown {
  if (fault.kind === 'huge') return { ...(body as object), padding: 'x'.repeat(HUGE_BYTES) };
  if (!isPage(body)) return isRecord(body) ? spoilRecords([body], fault)[0] : body;
  switch (fault.kind) {
    case 'duplicate_page':
      return { ...body, data: [...body.data, ...body.data] };
    case 'lying_total':
      return { ...body, total: fault.total ?? body.total * 10 + 7 };
    case 'empty_page':
      return { ...body, data: [] };
    default:
      return { ...body, data: spoilRecords(body.data, fault) };
  }
}

function spoilRecords(records: Record<string, unknown>[], fault: ImmersioFault): Record<string, unknown>[] {
  switch (fault.kind) {
    case 'wrong_types':
      return records.map((record, index) => {
        const title = 'title' in record ? { title: { text: record['title'] } } : {};
        const email = 'email' in record ? { email: [record['email']] } : {};
        return { ...record, ...title, ...email, id: index, isDeleted: 'no', updatedAt: 0 };
      });
    case 'missing_fields':
      // The first loses its content, the second its identity, the rest are whole.
      return records.map((record, index) => {
        const lost = index === 0 ? ['title', 'email', 'courseId'] : index === 1 ? ['id'] : [];
        return Object.fromEntries(Object.entries(record).filter(([key]) => !lost.includes(key)));
      });
    case 'clock_skew':
      return records.map((record) => ({
        ...record,
        updatedAt: new Date(Date.parse(String(record['updatedAt'])) + skewOf(fault)).toISOString(),
      }));
    default:
      return records;
  }
}

function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && 'id' in body;
}

function isPage(body: unknown): body is Page {
  return typeof body === 'object' && body !== null && 'data' in body && 'total' in body;
}
