declare const brand: unique symbol;

/** An address in the one form in which addresses are stored and compared: trimmed, NFC, case folded. */
export type EmailAddress = string & { readonly [brand]: 'EmailAddress' };

// Letters of any script, no spaces, quotes or control characters; one @; a dot in the domain.
const FORM = /^[^\s@"<>(),;:\\[\]\p{C}]{1,64}@[^\s@"<>(),;:\\[\]\p{C}.]+(\.[^\s@"<>(),;:\\[\]\p{C}.]+)+$/u;

/** The address in its normal form, or null when it is none. Control characters are refused, not removed. */
export function parseEmailAddress(text: string): EmailAddress | null {
  const address = text.normalize('NFC').toLowerCase();
  return address.length <= 320 && FORM.test(address) ? (address as EmailAddress) : null;
}
