import type { ImmersioSimulator, SchoolSeed } from '../index.ts';

export const seed: SchoolSeed = {
  apiKey: 'key-lotus',
  subdomainId: 'lotus',
  name: 'Lotus Language School',
  courses: [
    { title: 'Luyện phát âm', description: 'Tám buổi', updatedAt: '2026-01-01T00:00:00.000Z' },
    { title: 'Advanced circle', updatedAt: '2026-02-01T00:00:00.000Z' },
    { title: 'Grammar', updatedAt: '2026-03-01T00:00:00.000Z' },
  ],
  students: [
    { email: 'lan@example.com', firstName: 'Lan', lastName: 'Tran' },
    { email: 'minh@example.com', firstName: 'Minh', lastName: 'Le' },
  ],
};

export type Caller = (
  method: string,
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<{ status: number; json: Record<string, unknown>; text: string; headers: Headers }>;

/** Calls as the Lotus school unless other headers are given; `json` is empty where the answer is not JSON. */
export function caller(simulator: ImmersioSimulator): Caller {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(simulator.url + path, {
      method,
      redirect: 'manual',
      headers: { authorization: 'Bearer key-lotus', subdomainid: 'lotus', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    let json: Record<string, unknown> = {};
    try {
      json = JSON.parse(text) as Record<string, unknown>;
    } catch {
      // Faults answer with what is no JSON.
    }
    return { status: response.status, json, text, headers: response.headers };
  };
}
