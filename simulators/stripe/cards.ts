import type { TestCard } from './types.ts';

export type CardFailure = { code: string; declineCode: string | null; message: string };
export type KnownCard = {
  number: string;
  brand: 'visa' | 'mastercard' | 'amex';
  nickname: string;
  failure: CardFailure | null;
  /** Asks the holder to confirm first. */
  asks: boolean;
};

const declined = (declineCode: string, message = 'Your card was declined.'): CardFailure => ({
  code: 'card_declined',
  declineCode,
  message,
});
const card = (
  number: string,
  nickname: string,
  failure: CardFailure | null = null,
  more: Partial<KnownCard> = {},
): KnownCard => ({ number, nickname, failure, brand: 'visa', asks: false, ...more });

/** Stripe's test cards, as far as they are played here. */
export const TEST_CARDS: readonly KnownCard[] = [
  card('4242424242424242', 'success'),
  card('4000000000000002', 'declined', declined('generic_decline')),
  card('4000002500003155', 'three_d_secure', null, { asks: true }),
  card(
    '4000000000009995',
    'insufficient_funds',
    declined('insufficient_funds', 'Your card has insufficient funds.'),
  ),
  card('4000000000000069', 'expired_card', {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
  }),
  card('4000000000000127', 'incorrect_cvc', {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
  }),
  card('4000000000000119', 'processing_error', {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  }),
  card('4000008400001629', 'three_d_secure_declined', declined('generic_decline'), { asks: true }),
  card('5555555555554444', 'mastercard', null, { brand: 'mastercard' }),
  card('378282246310005', 'amex', null, { brand: 'amex' }),
];

/**
 * The card for a nickname or a number written with or without spaces; null where the number cannot be a card's.
 * Numbers that could be real are declined, as Stripe's test mode does.
 */
export function findCard(given: TestCard): KnownCard | null {
  const number = given.replace(/[\s-]/g, '');
  const known = TEST_CARDS.find((one) => one.nickname === given || one.number === number);
  if (known) return known;
  if (!/^\d{13,19}$/.test(number) || !passesLuhn(number)) return null;
  const message =
    'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.';
  return card(number, 'unknown', declined('test_mode_live_card', message));
}

function passesLuhn(number: string): boolean {
  const sum = Array.from(number)
    .reverse()
    .reduce((total, character, index) => {
      const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
      return total + (digit > 9 ? digit - 9 : digit);
    }, 0);
  return sum % 10 === 0;
}
