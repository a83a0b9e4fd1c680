// The limit: the same libraries with nothing of ours between them. `message` is a message of the hub's own, as JSON.
//   ack      Socket.IO answers every message with `message`
//   fanout   Socket.IO, one durable insert, `message` to a room
//   replay   better-sqlite3 reads a log and parses it
import { createServer } from 'node:http';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';

const [mode = 'ack', file = '', message = 'null'] = process.argv.slice(2);
const reply: unknown = JSON.parse(message);

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ kind: 'cpu', value: user + system });
});

if (mode === 'replay') {
  const db = new Database(file, { readonly: true });
  const events = db.prepare('SELECT body FROM event ORDER BY seq').pluck().all().map((body) => JSON.parse(String(body)) as object);
  process.send?.({ kind: 'ready', value: String(events.length) });
} else {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY, body TEXT) STRICT');
  const insert = db.prepare('INSERT INTO event (body) VALUES (?)');
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
  io.on('connection', (socket) => {
    void socket.join('board');
    socket.on('command', (command: object, answer: (reply: unknown) => void) => {
      if (mode === 'fanout') {
        insert.run(JSON.stringify(command));
        answer(null);
        io.to('board').emit('view', reply);
      } else answer(reply);
    });
  });
  http.listen(0, '127.0.0.1', () => {
    const address = http.address();
    process.send?.({ kind: 'ready', value: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/` });
  });
}
