// A receiver as integrators write one: npm's standardwebhooks decides whether a request is genuine. Lines of { secret, headers, body }
// come in, lines of { genuine } go out.
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';

for await (const line of createInterface({ input: process.stdin })) {
  const { secret, headers, body } = JSON.parse(line);
  try {
    const payload = new Webhook(secret).verify(body, headers);
    console.log(JSON.stringify({ genuine: true, payload }));
  } catch (failure) {
    console.log(JSON.stringify({ genuine: false, reason: failure.message }));
  }
}
