/** Texts of the calendar in both languages: apart from the others, because they alone travel to the browser. */
import type { Locale } from '#platform/locale.ts';

const en = {
  timesIn: (zone: string) => `Times in ${zone}`,
  month: 'Month',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  hint: 'Arrow keys move from day to day, Page Up and Page Down from month to month. Enter shows a day’s times.',
  today: 'today',
  chosen: 'shown below',
  freeTimes: (n: number) => (n === 0 ? 'No free times' : `${n} free ${n === 1 ? 'time' : 'times'}`),
  timeLabel: (time: string, day: string) => `${time} on ${day}`,
  empty: {
    in_past: 'This day has passed.',
    too_soon: 'Too soon to book – the school needs a little notice.',
    outside_period: 'Not open for booking.',
    closed: 'No lessons on this day.',
    fully_booked: 'Everything is taken on this day.',
  },
  emptyMonth: 'No free times this month',
  emptyMonthText: 'Everything in this month is taken or closed.',
  nextFree: (day: string) => `Next free day: ${day}`,
  nothingFree: 'No later times are open at the moment. Please look in again soon.',
  parts: { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' },
  loading: 'Looking for free times…',
  failed: 'The free times could not be loaded.',
  failedText: 'Please check your connection and try again.',
  retry: 'Try again',
};

const vi: typeof en = {
  timesIn: (zone) => `Giờ theo ${zone}`,
  month: 'Tháng',
  previousMonth: 'Tháng trước',
  nextMonth: 'Tháng sau',
  hint: 'Dùng phím mũi tên để chuyển ngày, Page Up và Page Down để chuyển tháng. Nhấn Enter để xem giờ trong ngày.',
  today: 'hôm nay',
  chosen: 'đang xem bên dưới',
  freeTimes: (n) => (n === 0 ? 'Không còn giờ trống' : `${n} giờ trống`),
  timeLabel: (time, day) => `${time}, ${day}`,
  empty: {
    in_past: 'Ngày này đã qua.',
    too_soon: 'Quá gần giờ học – nhà trường cần thêm thời gian chuẩn bị.',
    outside_period: 'Ngày này không mở đặt lịch.',
    closed: 'Không có buổi học trong ngày này.',
    fully_booked: 'Ngày này đã kín lịch.',
  },
  emptyMonth: 'Tháng này không còn giờ trống',
  emptyMonthText: 'Các giờ trong tháng này đã kín hoặc không mở.',
  nextFree: (day) => `Ngày trống gần nhất: ${day}`,
  nothingFree: 'Hiện chưa mở thêm giờ nào sau đó. Mời bạn quay lại sau nhé.',
  parts: { morning: 'Buổi sáng', afternoon: 'Buổi chiều', evening: 'Buổi tối' },
  loading: 'Đang tìm giờ trống…',
  failed: 'Không tải được giờ trống.',
  failedText: 'Mời bạn kiểm tra kết nối rồi thử lại.',
  retry: 'Thử lại',
};

export type CalendarTexts = typeof en;
export const calendarTexts: Readonly<Record<Locale, CalendarTexts>> = { en, vi };
