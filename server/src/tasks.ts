import type { CronItem, TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import type { Tx } from '#db/database.ts';
import { cleanUp, forEachTenant, sweepOutbox } from '#jobs/housekeeping.ts';
import { outboxTask, type OutboxHandler } from '#jobs/outbox-task.ts';
import {
  closeCancelledCheckout,
  expireHold,
  settlePaymentEvent,
  tellRefund,
} from '#modules/bookings/index.ts';
import { pushEnrollments, withdrawEnrollments, type ImmersioDeps } from '#modules/immersio/index.ts';
import {
  sendCancelled,
  sendChanged,
  sendConfirmation,
  sendExpired,
  sendPaymentFailed,
  sendPaymentReturned,
  sendProof,
  sendRefunded,
  sendReminder,
  type MailDeps,
} from '#modules/notifications/index.ts';
import { executeRefund, type PaymentDeps } from '#modules/payments/index.ts';
import { forgetExpiredSessions, forgetOldProofs } from '#modules/people/index.ts';
import { extendAllSessions } from '#modules/scheduling/index.ts';
import { subscriptions } from './subscriptions.ts';

export type TaskDeps = PaymentDeps & MailDeps & ImmersioDeps & { log: Logger };

type TaskName = (typeof subscriptions)[keyof typeof subscriptions][number]['task'];
type OfBooking = { bookingId: number };

/** Every task of the queue: those that events cause, and the rounds by the clock. */
export function taskList(deps: TaskDeps): TaskList {
  const handlers: Record<TaskName, OutboxHandler> = {
    'bookings:settle_payment_event': (tenantId, { eventId }: { eventId: string }) =>
      settlePaymentEvent(deps, tenantId, eventId),
    'payments:execute_refund': (tenantId, { refundId }: { refundId: number }) =>
      executeRefund(deps, tenantId, refundId),
    'bookings:expire_hold': (tenantId, { bookingId }: OfBooking) => expireHold(deps, tenantId, bookingId),
    'notifications:confirmation': (tenantId, { bookingId }: OfBooking) =>
      sendConfirmation(deps, tenantId, bookingId),
    'immersio:push_enrollments': (tenantId, { bookingId }: OfBooking) =>
      pushEnrollments(deps, tenantId, bookingId),
    'notifications:expired': (tenantId, { bookingId }: OfBooking) => sendExpired(deps, tenantId, bookingId),
    'notifications:proof': (tenantId, { proofId }: { proofId: number }) => sendProof(deps, tenantId, proofId),
    'notifications:payment_returned': (tenantId, { bookingId }: OfBooking) =>
      sendPaymentReturned(deps, tenantId, bookingId),
    'notifications:payment_failed': (tenantId, failed: Parameters<typeof sendPaymentFailed>[2]) =>
      sendPaymentFailed(deps, tenantId, failed),
    'notifications:cancelled': (tenantId, { bookingId }: OfBooking) =>
      sendCancelled(deps, tenantId, bookingId),
    'notifications:changed': (tenantId, move: Parameters<typeof sendChanged>[2]) =>
      sendChanged(deps, tenantId, move),
    'notifications:refunded': (tenantId, refund: Parameters<typeof sendRefunded>[2]) =>
      sendRefunded(deps, tenantId, refund),
    'notifications:reminder': (tenantId, due: Parameters<typeof sendReminder>[2]) =>
      sendReminder(deps, tenantId, due),
    'bookings:close_checkout': (tenantId, { bookingId }: OfBooking) =>
      closeCancelledCheckout(deps, tenantId, bookingId),
    'bookings:tell_refund': (tenantId, { refundId }: { refundId: number }) =>
      tellRefund(deps, tenantId, refundId),
    'immersio:withdraw_enrollments': (tenantId, { bookingId }: OfBooking) =>
      withdrawEnrollments(deps, tenantId, bookingId),
  };
  const everyTenant = (visit: (tenantId: number) => Promise<void>) => () =>
    forEachTenant(deps.db, visit, (tenant, error) =>
      deps.log.error({ err: error, tenant }, 'a round failed for a tenant'),
    );
  const inTransaction = (work: (tx: Tx) => Promise<void>) =>
    everyTenant((tenantId) => deps.db.withTenant(tenantId, work));
  return {
    ...Object.fromEntries(
      Object.entries(handlers).map(([name, handler]) => [name, outboxTask(deps, handler)]),
    ),
    'jobs:sweep_outbox': inTransaction((tx) => sweepOutbox(tx, subscriptions, deps.clock())),
    'jobs:clean_up': inTransaction(async (tx) => {
      await cleanUp(tx, deps.clock);
      await forgetExpiredSessions(tx, deps.clock());
      await forgetOldProofs(tx, deps.clock());
    }),
    'scheduling:extend_sessions': everyTenant((tenantId) =>
      extendAllSessions(deps.db, tenantId, deps.clock()),
    ),
  };
}

/** The rounds by the clock; one that was missed while nothing ran is caught up by the next. */
export const cronItems: CronItem[] = [
  { task: 'jobs:sweep_outbox', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'jobs:clean_up', match: '17 3 * * *', options: { maxAttempts: 3 } },
  { task: 'scheduling:extend_sessions', match: '23 2 * * *', options: { maxAttempts: 3 } },
];
