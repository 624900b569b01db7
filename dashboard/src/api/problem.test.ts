import { expect, test } from 'vitest';
import { texts } from '../i18n/texts.ts';
import { ApiProblem, describeProblem, isWorthRetrying, Unreachable } from './problem.ts';

const body = {
  type: 't',
  title: 't',
  status: 429,
  code: 'rate_limited',
  detail: 'Too many',
  requestId: 'r-1',
};

test('a known code is told in the reader’s language', () => {
  const problem = new ApiProblem(429, body);
  expect(describeProblem(problem, texts.vi).text).toBe(texts.vi.problems.byCode.rate_limited);
  expect(describeProblem(problem, texts.en)).toEqual({
    text: texts.en.problems.byCode.rate_limited,
    requestId: undefined,
  });
});

test('faults carry their number for support, whatever their code', () => {
  const problem = new ApiProblem(500, { ...body, status: 500, code: 'constructor' });
  expect(describeProblem(problem, texts.en)).toEqual({
    text: texts.en.problems.unexpected,
    requestId: 'r-1',
  });
});

test('an answer that is no problem document, and no answer at all', () => {
  expect(new ApiProblem(502, '<html>').code).toBe('unexpected');
  expect(describeProblem(new Unreachable(), texts.en).text).toBe(texts.en.problems.unreachable);
});

test('only what may pass by itself is tried again', () => {
  expect(isWorthRetrying(new ApiProblem(503, body))).toBe(true);
  expect(isWorthRetrying(new Unreachable())).toBe(true);
  expect(isWorthRetrying(new ApiProblem(404, body))).toBe(false);
});
