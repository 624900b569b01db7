import type { TestProduct } from './product.ts';
import type { Answer } from './request.ts';
import { book, bookingBody, person } from './scene.ts';

/** Everybody at once for the same start; each with an address of their own. */
export const race = (t: TestProduct, eventType: string, start: string, rivals = 200): Promise<Answer[]> =>
  Promise.all(
    Array.from({ length: rivals }, (_, n) =>
      book(t, bookingBody(eventType, start, [person(`${eventType}-${n}`)])),
    ),
  );

export function split(answers: readonly Answer[]): { won: Answer[]; lost: Answer[] } {
  return {
    won: answers.filter(({ status }) => status === 201),
    lost: answers.filter(({ status }) => status !== 201),
  };
}
