import http from 'node:http';

export type RequestOptions = {
  /** Host name with port; also decides the school. */
  host?: string;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a string as it is. */
  body?: unknown;
};

export type Answer = {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** The body as JSON; undefined where it is none. */
  json: unknown;
};

const agent = new http.Agent({ keepAlive: true, maxSockets: 500 });

/** One HTTP request to this machine with a Host header of its own (node resolves no names below localhost). */
export async function request(
  port: number,
  method: string,
  path: string,
  options: RequestOptions,
): Promise<Answer> {
  const { body, headers = {}, host } = options;
  const isText = typeof body === 'string';
  return await new Promise((resolve, reject) => {
    const sent = http.request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: {
          ...(host === undefined ? {} : { host }),
          ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
