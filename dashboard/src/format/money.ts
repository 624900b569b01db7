import type { Locale } from '../i18n/texts.ts';

/** `minor` is in the currency's smallest unit (cents, đồng, fils); `currency` an ISO 4217 code. */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
