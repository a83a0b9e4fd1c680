// The limit: the same libraries with nothing of ours between them. `message` is a message of the hub's own, as JSON.
//   ack      Socket.IO answers every message with `message`
//   durable  the same behind one row a message, all that arrived until `setImmediate` in one durable commit
//   fanout   Socket.IO, one durable insert, `message` to a room
//   replay   better-sqlite3 reads a log and parses it
import { createServer } from 'node:http';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';

const [mode = 'ack', file = '', message = 'null'] = process.argv.slice(2);

// A benchmark that failed leaves no server behind.
process.once('disconnect', () => process.exit());
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ kind: 'cpu', value: user + system });
});

if (mode === 'replay') {
  const db = new Database(file, { readonly: true });
  const events = db.prepare('SELECT body FROM event ORDER BY seq').pluck().all().map((body) => JSON.parse(String(body)) as object);
  process.send?.({ kind: 'ready', value: String(events.length) });
} else serve(JSON.parse(message));

function serve(reply: unknown): void {
  const store = mode === 'ack' ? null : openRows();
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
  io.on('connection', (socket) => {
    void socket.join('board');
    socket.on('command', (command: object, answer: (reply: unknown) => void) => {
      if (!store) return answer(reply);
      if (mode === 'durable') return store.inGroup(command, () => answer(reply));
      store.insert(command);
      answer(null);
      io.to('board').emit('view', reply);
    });
  });
  http.listen(0, '127.0.0.1', () => {
    const address = http.address();
    process.send?.({ kind: 'ready', value: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/` });
  });
}

function openRows(): { insert(row: object): void; inGroup(row: object, done: () => void): void } {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY, body TEXT) STRICT');
  const statement = db.prepare('INSERT INTO event (body) VALUES (?)');
  const insert = (row: object): void => void statement.run(JSON.stringify(row));
  const insertAll = db.transaction((group: readonly { readonly row: object }[]) => group.forEach(({ row }) => insert(row)));
  let waiting: { readonly row: object; readonly done: () => void }[] = [];
  return {
    insert,
    inGroup(row, done) {
      if (waiting.push({ row, done }) > 1) return;
      setImmediate(() => {
        const group = waiting;
        waiting = [];
        insertAll(group);
        for (const one of group) one.done();
      });
    },
  };
}
