export { bookingCalendar, sendConfirmation, sendExpired, sendReminder } from './booking-mails.ts';
export type { MailDeps } from './booking-source.ts';
export { sendCancelled, sendChanged } from './change-mails.ts';
export { sendPaymentFailed, sendPaymentReturned, sendRefunded } from './money-mails.ts';
export { calendarRoutes } from './routes.ts';
export { folderMailer, smtpMailer, type Mailer } from './mailer.ts';
export { sendProof } from './proof-mails.ts';
