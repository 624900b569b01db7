import type { FaultQueue } from '../../http/faults.ts';
import { type Exchange, header, sendJson } from '../../http/listen.ts';
import type { Waiting } from '../../http/waiting.ts';
import type { StripeFault } from '../types.ts';
import type { World } from '../world.ts';
import { answerApi, newRequestId, sendAnswer } from './handle.ts';

export type SeenRequest = {
  method: string;
  path: string;
  status: number | null;
  idempotencyKey: string | null;
  account: string | null;
};

/** Serves one API request, with the next fault that fits it, and returns what is to be noted about it. */
export async function serveApi(
  world: World,
  exchange: Exchange,
  faults: FaultQueue<StripeFault>,
  waiting: Waiting,
): Promise<SeenRequest> {
  const fault = faults.take(exchange);
  const requestId = newRequestId();
  const answer = await answerApi(world, exchange, requestId, async () => {
    if (fault?.kind === 'slow') await waiting.pause(fault.delay ?? 1000);
    return fault && fault.kind !== 'slow' && fault.done !== true ? 'skip' : 'do';
  });
  const seen = {
    method: exchange.method,
    path: exchange.path,
    idempotencyKey: header(exchange, 'idempotency-key'),
    account: answer?.account ?? null,
  };
  if (answer && (!fault || fault.kind === 'slow')) {
    sendAnswer(exchange, requestId, answer);
    return { ...seen, status: answer.status };
  }
  return { ...seen, status: applyFault(exchange, fault, requestId) };
}

/** The status that was sent, or null where none was. */
function applyFault(exchange: Exchange, fault: StripeFault | null, requestId: string): number | null {
  switch (fault?.kind) {
    case 'reset':
      exchange.request.socket.resetAndDestroy();
      return null;
    case 'garbage':
      sendJson(exchange, 200, '<html><body>502 Bad Gateway', { 'request-id': requestId });
      return 200;
    case 'hang':
      return null;
    default: {
      const status = fault?.status ?? 500;
      const limited = status === 429;
      const error = {
        type: limited ? 'invalid_request_error' : 'api_error',
        ...(limited ? { code: 'rate_limit' } : {}),
        message: limited
          ? 'Request rate limit exceeded.'
          : 'An unknown error occurred (the simulator was asked to fail this request).',
      };
      const retryAfter = fault?.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      sendJson(exchange, status, { error }, { 'request-id': requestId, ...retryAfter });
      return status;
    }
  }
}
