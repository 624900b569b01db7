const ZERO_DECIMALS = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMALS = new Set('bhd jod kwd omr tnd'.split(' '));
const CURRENCIES = new Set([...Intl.supportedValuesOf('currency').map((code) => code.toLowerCase())]);

/** Rough dollars per major unit, only to know what converts to less than Stripe's minimum of 50 cents. */
const DOLLARS: Record<string, number> = {
  ...{
    usd: 1,
    eur: 1.1,
    gbp: 1.25,
    aud: 0.65,
    cad: 0.72,
    sgd: 0.75,
    chf: 1.1,
    nzd: 0.6,
    hkd: 0.128,
    kwd: 3.2,
  },
  ...{
    vnd: 0.00004,
    jpy: 0.0066,
    krw: 0.00073,
    thb: 0.028,
    inr: 0.012,
    idr: 0.000062,
    myr: 0.22,
    php: 0.0175,
  },
};

export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** Digits after the point in Stripe's amounts. */
export function decimalsOf(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** An amount in minor units as people write it, e.g. `₫250,000` or `$12.00`. */
export function formatMoney(amount: number, currency: string, locale: 'vi' | 'en' = 'en'): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

/** Why Stripe would refuse to charge this total, or null. Zero is a free order and fine. */
export function amountProblem(amount: number, currency: string): { code: string; message: string } | null {
  if (amount === 0) return null;
  const dollars = (amount / 10 ** decimalsOf(currency)) * (DOLLARS[currency] ?? 1);
  if (DOLLARS[currency] !== undefined && dollars < 0.5) {
    const total = formatMoney(amount, currency);
    return {
      code: 'amount_too_small',
      message: `The Checkout Session's total amount must convert to at least 50 cents. ${total} converts to approximately $${dollars.toFixed(2)}.`,
    };
  }
  if (decimalsOf(currency) === 2 && currency !== 'idr' && amount > 99_999_999) {
    return { code: 'amount_too_large', message: 'The total amount must be no more than 999,999.99.' };
  }
  return null;
}
