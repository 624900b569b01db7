import { formatMoney } from '#platform/locale.ts';
import { renderMarkdown } from '../markdown.ts';
import type { Money } from '../view-models.ts';
import type { PageEnv } from './page-env.tsx';

/** "Free", or the amount in the reader's style. */
export function priceText(price: Money | null, { t, locale }: PageEnv): string {
  return price === null || price.amount === 0
    ? t.common.free
    : formatMoney(price.amount, price.currency, locale);
}

export function isFree(price: Money | null): boolean {
  return price === null || price.amount === 0;
}

export function refundText(windowHours: number | null, { t }: PageEnv): string {
  if (windowHours === null) return t.event.refundNever;
  return windowHours === 0 ? t.event.refundUntilStart : t.event.refundWindow(windowHours);
}

/** A school's Markdown; sanitised in renderMarkdown, which is why it may be set as HTML here and only here. */
export function Prose({ markdown }: { markdown: string }) {
  return <div class="prose" dangerouslySetInnerHTML={{ __html: renderMarkdown(markdown) }} />;
}
