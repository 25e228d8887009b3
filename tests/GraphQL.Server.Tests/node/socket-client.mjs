// npm's graphql-ws against the address. Commands come by line as {subscribe: id, query} or {dispose: id}; events go out by line.
import readline from 'node:readline';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const say = (event) => console.log(JSON.stringify(event));
const client = createClient({
  url: process.argv[2],
  webSocketImpl: WebSocket,
  retryAttempts: 50,
  retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
  shouldRetry: () => true,
  connectionParams: { token: 'right' },
  on: {
    connected: (_socket, _payload, again) => say({ connected: true, again }),
    closed: (event) => say({ closed: event.code ?? 0 }),
  },
});

const disposals = new Map();
for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  if (command.dispose) {
    disposals.get(command.dispose)();
    continue;
  }
  const id = command.subscribe;
  disposals.set(
    id,
    client.subscribe(
      { query: command.query },
      {
        next: (result) => say({ id, next: result }),
        error: (error) => say({ id, error: Array.isArray(error) ? error : String(error) }),
        complete: () => say({ id, complete: true }),
      },
    ),
  );
}
await client.dispose();
process.exit(0);
