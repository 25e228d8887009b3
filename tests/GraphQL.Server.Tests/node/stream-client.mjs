// npm's graphql-sse against the address. Commands come by line as {subscribe: id, query} or {dispose: id}; events go out by line.
import readline from 'node:readline';
import { createClient } from 'graphql-sse';

const say = (event) => console.log(JSON.stringify(event));
const client = createClient({
  url: process.argv[2],
  singleConnection: process.argv[3] === 'single',
  retryAttempts: 50,
  retry: () => new Promise((resolve) => setTimeout(resolve, 50)),
  on: {
    connected: (again) => say({ connected: true, again }),
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
client.dispose();
process.exit(0);
