import { createServer, type AddressInfo, type Socket } from 'node:net';

export type MailServer = {
  url: string;
  /** Messages taken, oldest first. */
  taken: { to: string[]; data: string }[];
  close: () => Promise<void>;
};

/** A mail server that takes every message but those for an address that `refuses` names; enough of SMTP for that. */
export async function startMailServer(refuses: (address: string) => boolean): Promise<MailServer> {
  const taken: MailServer['taken'] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const say = (line: string) => socket.write(`${line}\r\n`);
    let to: string[] = [];
    let data: string[] | null = null;
    const hear = (line: string): void => {
      if (data) {
        if (line !== '.') {
          data.push(line);
          return;
        }
        taken.push({ to, data: data.join('\r\n') });
        data = null;
        to = [];
        say('250 taken');
        return;
      }
      const address = /<(.*?)>/.exec(line)?.[1] ?? '';
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'DATA') {
        data = [];
        say('354 go on');
      } else if (verb === 'RCPT' && refuses(address)) say('550 no such mailbox');
      else {
        if (verb === 'RCPT') to.push(address);
        say(verb === 'QUIT' ? '221 bye' : '250 fine');
      }
    };
    let rest = '';
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(hear);
    });
    say('220 here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
