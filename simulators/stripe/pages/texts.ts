export type Language = 'vi' | 'en';

const en = {
  title: 'Pay',
  testMode: 'Test mode: no real money moves',
  payTo: (shop: string) => `Pay ${shop}`,
  summary: 'Order summary',
  total: 'Total due',
  back: 'Back to the shop',
  contact: 'Contact',
  email: 'E-mail',
  cardDetails: 'Card details',
  number: 'Card number',
  expiry: 'Expiry (MM / YY)',
  cvc: 'CVC',
  name: 'Name on card (optional)',
  pay: (amount: string) => `Pay ${amount}`,
  confirmFree: 'Complete the order',
  testCards: 'Try another test card',
  cards: {
    success: 'Card that works',
    declined: 'Card that is declined',
    three_d_secure: 'Card that asks for confirmation (3-D Secure)',
    insufficient_funds: 'Card without enough money',
    expired_card: 'Card that has expired',
  },
  errors: {
    card_declined: 'Your card was declined.',
    insufficient_funds: 'Your card has insufficient funds. Try another card.',
    expired_card: 'Your card has expired. Try another card.',
    incorrect_cvc: "Your card's security code is incorrect.",
    processing_error: 'An error occurred while processing your card. Try again in a little bit.',
    payment_intent_authentication_failure:
      'The payment could not be confirmed. Please choose another card or try again.',
    incorrect_number: 'Your card number is invalid.',
    incomplete_number: 'Please enter your card again.',
    invalid_expiry: "Your card's expiration date is incomplete or in the past.",
    invalid_cvc: "Your card's security code is incomplete.",
    invalid_email: 'Please enter a valid e-mail address.',
  },
  bankTitle: 'Confirm this payment',
  bankText: (amount: string, shop: string) =>
    `Your bank asks you to confirm the payment of ${amount} to ${shop}.`,
  bankConfirm: 'Confirm the payment',
  bankRefuse: 'Refuse',
  paidTitle: 'This order is paid',
  paidText: 'You have already paid. Nothing more will be charged.',
  paidContinue: 'Continue to the shop',
  expiredTitle: 'This payment page has expired',
  expiredText: 'It was open too long. Go back to the shop and start again; nothing was charged.',
  missingTitle: 'There is no such payment page',
  missingText: 'The address may be incomplete.',
};

const vi: typeof en = {
  title: 'Thanh toán',
  testMode: 'Chế độ thử nghiệm: không có tiền thật',
  payTo: (shop) => `Thanh toán cho ${shop}`,
  summary: 'Tóm tắt đơn hàng',
  total: 'Tổng cộng',
  back: 'Quay lại cửa hàng',
  contact: 'Liên hệ',
  email: 'Email',
  cardDetails: 'Thông tin thẻ',
  number: 'Số thẻ',
  expiry: 'Ngày hết hạn (MM / YY)',
  cvc: 'Mã CVC',
  name: 'Tên trên thẻ (không bắt buộc)',
  pay: (amount) => `Thanh toán ${amount}`,
  confirmFree: 'Hoàn tất đơn hàng',
  testCards: 'Thử một thẻ khác',
  cards: {
    success: 'Thẻ thanh toán được',
    declined: 'Thẻ bị từ chối',
    three_d_secure: 'Thẻ cần xác nhận (3-D Secure)',
    insufficient_funds: 'Thẻ không đủ tiền',
    expired_card: 'Thẻ đã hết hạn',
  },
  errors: {
    card_declined: 'Thẻ của bạn đã bị từ chối.',
    insufficient_funds: 'Thẻ của bạn không đủ tiền. Hãy thử thẻ khác.',
    expired_card: 'Thẻ của bạn đã hết hạn. Hãy thử thẻ khác.',
    incorrect_cvc: 'Mã bảo mật của thẻ không đúng.',
    processing_error: 'Đã xảy ra lỗi khi xử lý thẻ. Vui lòng thử lại sau giây lát.',
    payment_intent_authentication_failure: 'Không xác nhận được thanh toán. Hãy chọn thẻ khác hoặc thử lại.',
    incorrect_number: 'Số thẻ không hợp lệ.',
    incomplete_number: 'Vui lòng nhập lại thẻ.',
    invalid_expiry: 'Ngày hết hạn của thẻ chưa đủ hoặc đã qua.',
    invalid_cvc: 'Mã bảo mật của thẻ chưa đủ.',
    invalid_email: 'Vui lòng nhập địa chỉ email hợp lệ.',
  },
  bankTitle: 'Xác nhận thanh toán',
  bankText: (amount, shop) => `Ngân hàng đề nghị bạn xác nhận khoản thanh toán ${amount} cho ${shop}.`,
  bankConfirm: 'Xác nhận thanh toán',
  bankRefuse: 'Từ chối',
  paidTitle: 'Đơn hàng này đã được thanh toán',
  paidText: 'Bạn đã thanh toán rồi. Sẽ không bị trừ thêm tiền.',
  paidContinue: 'Tiếp tục đến cửa hàng',
  expiredTitle: 'Trang thanh toán này đã hết hạn',
  expiredText: 'Trang đã mở quá lâu. Hãy quay lại cửa hàng và bắt đầu lại; bạn chưa bị trừ tiền.',
  missingTitle: 'Không có trang thanh toán này',
  missingText: 'Địa chỉ có thể chưa đầy đủ.',
};

type Texts = typeof en;
export const texts: Record<Language, Texts> = { en, vi };

/** The message for a decline or a wrong field. */
export function errorText(t: Texts, code: string, declineCode: string | null): string {
  const messages: Record<string, string> = t.errors;
  return messages[declineCode ?? ''] ?? messages[code] ?? t.errors.card_declined;
}

/** The session's language where it names one of ours, else what the browser prefers, else English. */
export function languageOf(locale: string | null, acceptLanguage: string | null): Language {
  if (locale === 'vi') return 'vi';
  if (locale !== null && locale !== 'auto') return 'en';
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .sort((a, b) => b.quality - a.quality)
    .find(({ tag, quality }) => quality > 0 && /^(vi|en)\b/.test(tag));
  return wanted?.tag.startsWith('vi') ? 'vi' : 'en';
}
