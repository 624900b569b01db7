import type { Locale } from '#platform/locale.ts';

const en = {
  greeting: (name: string) => `Hello ${name},`,
  when: 'When',
  yourTime: (zone: string) => `Times are given for ${zone}.`,
  teacher: 'Teacher',
  place: 'Place',
  seats: 'Seats',
  session: 'Session',
  total: 'Paid',
  openBooking: 'Open your booking',
  calendarNote: 'The attached file puts it into your calendar.',
  footer: (school: string) => `You receive this message because of a booking at ${school}.`,
  confirmed: {
    subject: (title: string, when: string) => `Confirmed: ${title}, ${when}`,
    lead: (title: string) => `Your place in “${title}” is confirmed. We look forward to seeing you.`,
  },
  expired: {
    subject: (title: string) => `Your place in ${title} was not paid in time`,
    lead: (title: string) =>
      `We held a place in “${title}” for you, but no payment arrived in time, so it has been given free. Nothing was charged. You are welcome to book again.`,
  },
  paymentReturned: {
    subject: (title: string) => `Your payment for ${title} is on its way back`,
    lead: (title: string, amount: string) =>
      `Your payment for “${title}” arrived after the time for which the place was held, and the place has gone to somebody else. We are returning ${amount} in full to your means of payment; this takes a few days. We are sorry.`,
  },
  chooseAnother: 'Choose another time',
};

export type MailMessages = typeof en;

const vi: MailMessages = {
  greeting: (name) => `Xin chào ${name},`,
  when: 'Thời gian',
  yourTime: (zone) => `Giờ được tính theo ${zone}.`,
  teacher: 'Giáo viên',
  place: 'Địa điểm',
  seats: 'Số chỗ',
  session: 'Buổi',
  total: 'Đã thanh toán',
  openBooking: 'Xem lịch đã đặt',
  calendarNote: 'Tệp đính kèm giúp bạn thêm buổi học vào lịch của mình.',
  footer: (school) => `Bạn nhận được thư này vì đã đặt lịch tại ${school}.`,
  confirmed: {
    subject: (title, when) => `Đã xác nhận: ${title}, ${when}`,
    lead: (title) => `Chỗ của bạn trong “${title}” đã được xác nhận. Hẹn gặp bạn!`,
  },
  expired: {
    subject: (title) => `Chỗ của bạn trong ${title} chưa được thanh toán kịp`,
    lead: (title) =>
      `Chúng tôi đã giữ một chỗ trong “${title}” cho bạn, nhưng chưa nhận được thanh toán trong thời gian giữ chỗ nên chỗ này đã được trả lại. Bạn không bị trừ tiền. Mời bạn đặt lại khi thuận tiện.`,
  },
  paymentReturned: {
    subject: (title) => `Khoản thanh toán cho ${title} đang được hoàn lại`,
    lead: (title, amount) =>
      `Khoản thanh toán cho “${title}” đến sau khi hết thời gian giữ chỗ, và chỗ đó đã có người khác đặt. Chúng tôi đang hoàn lại toàn bộ ${amount} vào phương thức thanh toán của bạn; việc này mất vài ngày. Mong bạn thông cảm.`,
  },
  chooseAnother: 'Chọn thời gian khác',
};

/** The texts of the mails in a reader's language. */
export const mailMessages = (locale: Locale): MailMessages => (locale === 'vi' ? vi : en);
