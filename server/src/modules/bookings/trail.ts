import type { BookingDetailsBody } from '@lessonry/api-contract';
import type { Tx } from '#db/database.ts';
import type { BookingView } from './queries.ts';

/** What happened around a booking, for staff: payments, messages, enrollments. Three queries. */
export async function bookingTrail(
  tx: Tx,
  booking: BookingView,
): Promise<NonNullable<BookingDetailsBody['trail']>> {
  const payments =
    booking.order_id === null
      ? []
      : await tx.db
          .selectFrom('payments')
          .select(['uid', 'amount', 'currency', 'status', 'success', 'amount_refunded', 'created_at'])
          .where('order_id', '=', booking.order_id)
          .orderBy('id')
          .execute();
  const messages = await tx.db
    .selectFrom('mail_messages')
    .select(['kind', 'recipient', 'subject', 'status', 'sent_at'])
    .where('booking_id', '=', booking.id)
    .orderBy('id')
    .limit(100)
    .execute();
  const enrollments = await tx.db
    .selectFrom('immersio_enrollments as e')
    .innerJoin('attendees as a', 'a.id', 'e.attendee_id')
    .select(['a.email', 'e.course_external_id', 'e.external_id', 'e.status'])
    .where('e.booking_id', '=', booking.id)
    .orderBy('e.id')
    .execute();
  return {
    immersioEnrollmentId: booking.immersio_enrollment_id,
    payments: payments.map((payment) => ({
      uid: payment.uid,
      amount: payment.amount,
      currency: payment.currency,
      status: payment.status,
      success: payment.success,
      amountRefunded: payment.amount_refunded,
      createdAt: payment.created_at.toISOString(),
    })),
    messages: messages.map((message) => ({
      kind: message.kind,
      recipient: message.recipient,
      subject: message.subject,
      status: message.status,
      sentAt: message.sent_at?.toISOString() ?? null,
    })),
    enrollments: enrollments.map((row) => ({
      email: row.email,
      courseId: row.course_external_id,
      enrollmentId: row.external_id,
      status: row.status,
    })),
  };
}
