import type { Secret } from '#platform/secret.ts';
import { HEADERS } from './interface.ts';

export type ImmersioConnection = { baseUrl: string; apiKey: Secret; subdomainId: string | null };

export type Answer =
  | { kind: 'ok'; body: unknown }
  /** Our key or address is not accepted: trying again cannot help. */
  | { kind: 'rejected'; status: number }
  /** The request itself is refused. */
  | { kind: 'refused'; status: number }
  | { kind: 'unavailable'; why: string };

const TIME_LIMIT = 10_000;
const LARGEST_ANSWER = 5 * 1024 * 1024;

/** One request to Immersio: 10 s, 5 MB, no redirects. Never throws for what the other side does. */
export async function callImmersio(
  connection: ImmersioConnection,
  request: { method: 'GET' | 'POST' | 'DELETE'; path: string; body?: unknown; idempotencyKey?: string },
): Promise<Answer> {
  try {
    const response = await fetch(new URL(connection.baseUrl.replace(/\/$/, '') + request.path), {
      method: request.method,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIME_LIMIT),
      headers: {
        authorization: `Bearer ${connection.apiKey.reveal()}`,
        accept: 'application/json',
        'user-agent': 'Lessonry/0.1 (+https://lessonry.dev)',
        ...(connection.subdomainId === null ? {} : { [HEADERS.subdomain]: connection.subdomainId }),
        ...(request.idempotencyKey === undefined ? {} : { [HEADERS.idempotencyKey]: request.idempotencyKey }),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const text = await readLimited(response);
    const { status } = response;
    if (status >= 200 && status < 300)
      return { kind: 'ok', body: text === '' ? null : (JSON.parse(text) as unknown) };
    if (status === 401 || status === 403) return { kind: 'rejected', status };
    if (status === 429 || status >= 500 || (status >= 300 && status < 400)) {
      return { kind: 'unavailable', why: `HTTP ${status}` };
    }
    return { kind: 'refused', status };
  } catch (error) {
    return { kind: 'unavailable', why: reasonOf(error) };
  }
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<Uint8Array> | null = response.body;
  if (stream === null) return '';
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error('the answer is larger than 5 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'no answer within 10 s';
  if (error instanceof SyntaxError) return 'the answer is not JSON';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
