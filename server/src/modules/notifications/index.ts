export {
  bookingCalendar,
  sendConfirmation,
  sendExpired,
  sendPaymentReturned,
  type MailDeps,
} from './booking-mails.ts';
export { folderMailer, smtpMailer, type Mailer } from './mailer.ts';
