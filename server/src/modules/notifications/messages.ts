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
  students: 'Students',
  before: 'Before',
  reason: 'Reason',
  calendarUpdates: 'The attached file moves it in your calendar.',
  teacherFooter: (school: string) => `You receive this message because you teach at ${school}.`,
  taught: {
    subject: (title: string, when: string) => `New booking: ${title}, ${when}`,
    lead: (title: string) => `“${title}” was booked with you.`,
  },
  reminder: {
    subject: (title: string, when: string) => `Reminder: ${title}, ${when}`,
    lead: (title: string) => `“${title}” is coming up soon.`,
  },
  changed: {
    subject: (title: string, when: string) => `Moved: ${title}, now ${when}`,
    lead: (title: string) => `“${title}” was moved to another time.`,
  },
  cancelled: {
    subject: (title: string, when: string) => `Cancelled: ${title}, ${when}`,
    bySchool: (title: string) => `“${title}” was cancelled by the school.`,
    byStudent: (title: string) => `“${title}” was cancelled by the student.`,
  },
  takenOver: (title: string) =>
    `“${title}” was moved to another time and is taught by a colleague now. You need not do anything.`,
  nothingCharged: 'Nothing was charged.',
  moneyComesBack: 'Your money is on its way back; we write to you when it has been sent.',
  noMoneyBack: 'By the terms of this booking no money goes back.',
  paymentFailed: {
    subject: (title: string) => `Your payment for ${title} did not go through`,
    lead: (title: string) =>
      `Your payment for “${title}” did not go through, and nothing was charged. Your place is still held: you can try again, with another card, too.`,
    heldUntil: (until: string) => `We hold the place until ${until}.`,
    payNow: 'Pay now',
  },
  refunded: {
    subject: (amount: string, title: string) => `${amount} refunded for ${title}`,
    lead: (title: string, amount: string) =>
      `We have sent ${amount} for “${title}” back to your means of payment. It may take a few days until you see it there.`,
    twice: 'It was paid twice; your booking stands as it is.',
    amount: 'Refunded',
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
  students: 'Học viên',
  before: 'Trước đó',
  reason: 'Lý do',
  calendarUpdates: 'Tệp đính kèm sẽ cập nhật thời gian mới trong lịch của bạn.',
  teacherFooter: (school) => `Bạn nhận được thư này vì bạn giảng dạy tại ${school}.`,
  taught: {
    subject: (title, when) => `Lịch đặt mới: ${title}, ${when}`,
    lead: (title) => `Có học viên vừa đặt “${title}” với bạn.`,
  },
  reminder: {
    subject: (title, when) => `Nhắc lịch: ${title}, ${when}`,
    lead: (title) => `“${title}” sắp diễn ra.`,
  },
  changed: {
    subject: (title, when) => `Đã đổi lịch: ${title}, thời gian mới ${when}`,
    lead: (title) => `“${title}” đã được chuyển sang thời gian khác.`,
  },
  cancelled: {
    subject: (title, when) => `Đã hủy: ${title}, ${when}`,
    bySchool: (title) => `Nhà trường đã hủy “${title}”.`,
    byStudent: (title) => `Học viên đã hủy “${title}”.`,
  },
  takenOver: (title) =>
    `“${title}” đã được chuyển sang thời gian khác và do đồng nghiệp của bạn phụ trách. Bạn không cần làm gì thêm.`,
  nothingCharged: 'Bạn không bị trừ tiền.',
  moneyComesBack: 'Tiền đang được hoàn lại; chúng tôi sẽ báo cho bạn khi đã gửi.',
  noMoneyBack: 'Theo điều kiện của lịch đặt này, học phí không được hoàn lại.',
  paymentFailed: {
    subject: (title) => `Thanh toán cho ${title} chưa thành công`,
    lead: (title) =>
      `Khoản thanh toán cho “${title}” chưa thành công và bạn không bị trừ tiền. Chỗ của bạn vẫn được giữ: bạn có thể thử lại, kể cả bằng thẻ khác.`,
    heldUntil: (until) => `Chỗ được giữ đến ${until}.`,
    payNow: 'Thanh toán ngay',
  },
  refunded: {
    subject: (amount, title) => `Đã hoàn ${amount} cho ${title}`,
    lead: (title, amount) =>
      `Chúng tôi đã hoàn ${amount} cho “${title}” vào phương thức thanh toán của bạn. Có thể mất vài ngày để khoản tiền này hiển thị.`,
    twice: 'Khoản này đã được thanh toán hai lần; lịch đặt của bạn vẫn giữ nguyên.',
    amount: 'Số tiền hoàn lại',
  },
  chooseAnother: 'Chọn thời gian khác',
};

/** The texts of the mails in a reader's language. */
export const mailMessages = (locale: Locale): MailMessages => (locale === 'vi' ? vi : en);
