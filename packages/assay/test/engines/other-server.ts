import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

const message = (type: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const ready = message('Z', Buffer.from('I'));
const accepted = Buffer.concat([message('R', Buffer.alloc(4)), ready]);
const done = Buffer.concat([message('C', Buffer.from('SELECT 0\0')), ready]);
const failure = Buffer.concat([message('E', Buffer.from('SERROR\0C42883\0Mno such function\0\0')), ready]);

/** A server that speaks PostgreSQL's protocol, answers so many queries with no row, and fails all others. */
export const otherServer = async (answers: number) => {
  const server = createServer((socket) => {
    let answered = 0;
    let greeted = false;
    socket.on('data', (bytes) => {
      if (!greeted) socket.write(accepted);
      else if (bytes[0] === 0x51) {
        socket.write(answered < answers ? done : failure);
        answered += 1;
      }
      greeted = true;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://u@127.0.0.1:${port}/d`,
    /** Ends once every client has left. */
    closed: async (): Promise<void> => {
      server.close();
      await once(server, 'close');
    },
  };
};
